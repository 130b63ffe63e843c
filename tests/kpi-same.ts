import { expect } from 'vitest'
import type { KpiResult } from '../scenarios/kpis/index.ts'

/** What a KPI says, without its id and unit. */
export type KpiAnswer = Pick<KpiResult, 'value' | 'n' | 'at' | 'groups'>

/** Relative to the larger of the two; null equals only null. */
export function isClose(found: number | null, wanted: number | null): boolean {
  if (found === null || wanted === null) return found === wanted
  return Math.abs(found - wanted) <= 1e-12 * Math.max(Math.abs(found), Math.abs(wanted))
}

/** Takes over what was found where it is close enough, so that a failure shows exactly the figures that are not. */
function nudge(wanted: KpiAnswer, found: KpiAnswer): KpiAnswer {
  const near = (a: number | null, b: number | null | undefined) => (b !== undefined && isClose(b, a) ? b : a)
  const groups = wanted.groups.map(({ key, value, n }, index) => ({
    key,
    value: near(value, found.groups[index]?.value),
    n: Number(near(n, found.groups[index]?.n)),
  }))
  return { value: near(wanted.value, found.value), n: Number(near(wanted.n, found.n)), at: wanted.at, groups }
}

/** Equal to 1e-12 relative, groups included. */
export function expectSameKpi({ id, unit, ...found }: KpiResult, wanted: KpiAnswer): void {
  expect({ id, unit, ...found }).toEqual({ id, unit, ...nudge(wanted, found) })
}

import { kpis } from '../../scenarios/index.ts'
import type { FuturesReport } from './futures.ts'

/** Futures as text for people: of each KPI the band of nine in ten, the middle, and what the run itself lived. */
export function describeFutures({ scenario, city, seed, fromDay, toDay, same, futures, fans }: FuturesReport): string {
  const head = `${scenario} on ${city}, seed ${seed}: days ${fromDay + 1} to ${toDay}, ${futures.length} futures from the same morning`
  const rows = kpis.map(({ id, unit }) => {
    const { low, middle, high } = fans[id]
    const band = middle === null ? 'unknown' : `${short(low)} … ${short(middle)} … ${short(high)}`
    return `  ${id} (${unit}): ${band}   the run itself ${short(same.figures[id] ?? null)}`
  })
  return [head, 'nine of ten futures lie between the outer numbers; the inner one is the median', ...rows].join('\n')
}

function short(value: number | null): string {
  return value === null ? 'unknown' : String(Number(value.toPrecision(4)))
}

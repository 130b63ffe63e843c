import { kpis, type KpiResult } from '../scenarios/kpis/index.ts'
import type { KpiValue } from './run-api.ts'

const byId = new Map(kpis.map((kpi) => [kpi.id, kpi]))
/** Figures with the unit `1` that people read as a plain number; all others are shares. */
const plainRatios: ReadonlySet<string> = new Set(['floatFactor'])

/** A figure with its words, as the page shows it. A share's unit becomes `frac`, so that it is written in percent. */
export function toKpiValue({ id, value, unit, n }: KpiResult): KpiValue {
  const { label, meaning, counts } = byId.get(id) ?? { label: id, meaning: '', counts: '' }
  const shownUnit = plainRatios.has(id) ? unit : unit.replace(/^1(?=$|\/a$)/, 'frac')
  return { id, label, value, unit: shownUnit, n, counts, meaning }
}

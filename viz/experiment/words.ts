import { findNode, kpis } from '../../scenarios/index.ts'
import type { Field, Json, Kpi } from '../../scenarios/index.ts'
import { formatQuantity } from '../format.ts'
import { toKpiValue } from '../kpi-value.ts'
import { mainGroups, wordsOf, writeValue } from '../plan/index.ts'
import { sayPath } from '../say-path.ts'
import type { FactorChoice } from '../state/index.ts'

/** The descriptor of a key; `null` where it leads to no single value. */
export function fieldAt(path: string): Field | null {
  const node = findNode(path)
  return node === null || node.kind === 'group' || node.kind === 'list' ? null : node
}

const mainFields = new Map(mainGroups.flatMap(({ fields }) => fields.map((field) => [field.path, field])))

/** As the form calls it. */
export function labelOf(path: string): string {
  return mainFields.get(path)?.label ?? sayPath(path)
}

/** Step of its slider, where the form has one. */
export function stepOf(path: string): number | undefined {
  return mainFields.get(path)?.slider?.[2]
}

export function nameFactor(factor: FactorChoice): string {
  return factor.kind === 'sets' || factor.name !== factor.path ? factor.name : labelOf(factor.path)
}

/** Digits of a level that are read; those of a Latin hypercube have more. */
const levelDigits = 4

/** A level for people without its unit, out of its value or of its name in the report. */
export function sayLevel(factor: FactorChoice | undefined, level: Json | undefined): string {
  if (level === undefined || level === null) return 'none'
  const field = factor?.kind === 'key' ? fieldAt(factor.path) : null
  if (factor?.kind !== 'key' || field?.kind !== 'number') return typeof level === 'string' ? level : JSON.stringify(level)
  const number = typeof level === 'string' && level !== '' ? Number(level) : level
  return typeof number === 'number' && Number.isFinite(number)
    ? writeValue(Number(number.toPrecision(levelDigits)), wordsOf(factor.path, field))
    : JSON.stringify(level)
}

/** Unit of a factor's levels; empty where they have none. */
export function unitOf(factor: FactorChoice | undefined): string {
  const field = factor?.kind === 'key' ? fieldAt(factor.path) : null
  return factor?.kind === 'key' && field !== null ? wordsOf(factor.path, field).unit : ''
}

/** A figure with its words and the unit as the page shows it. */
export interface ShownKpi extends Pick<Kpi, 'id' | 'label' | 'meaning' | 'better'> {
  readonly unit: string
}

export const shownKpis: readonly ShownKpi[] = kpis.map(({ id, label, meaning, better, unit }) => ({
  id,
  label,
  meaning,
  better,
  unit: toKpiValue({ id, value: null, unit, n: 0, at: null, groups: [] }).unit,
}))

export function kpiOf(id: string): ShownKpi {
  return shownKpis.find((kpi) => kpi.id === id) ?? shownKpis[0]
}

/** A point by its place in the plan, which begins with the base. */
export function namePoint(at: number): string {
  return at === 0 ? 'Base' : `Point ${at}`
}

/** A span of time as one says it who does not know it well: whole seconds, then tenths of a minute, then whole ones. */
export function sayTime(timeMs: number): string {
  const step = timeMs < 60_000 ? 1000 : timeMs < 600_000 ? 6000 : 60_000
  const { number, unit } = formatQuantity(Math.max(1, Math.ceil(timeMs / step)) * step, 'ms')
  return `${number} ${unit}`
}

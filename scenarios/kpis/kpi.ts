/** What the groups of a KPI stand for: the meaning of `KpiGroup.key`. */
export type KpiGrouping = 'mode' | 'product' | 'model' | 'hourOfWeek'

/**
 * A figure by which runs are judged, as SQL over the fact tables; the same text runs in every engine.
 *
 * The query answers with the columns `part`, `value`, `n` and, where a worst hour is sought, `at`. The row whose `part` is null is the
 * KPI itself; the others are its groups. Sums are taken before they are divided, and a zero denominator gives null: unknown.
 */
export interface Kpi {
  readonly id: string
  readonly label: string
  /** SI text; `1` for a fraction, `points/a` for percentage points a year. */
  readonly unit: string
  readonly better: 'higher' | 'lower' | 'none'
  /** The formula in words, without a full stop. */
  readonly meaning: string
  /** What `n` counts. */
  readonly counts: string
  readonly groupBy: KpiGrouping | null
  readonly sql: string
}

export interface KpiGroup {
  readonly key: number
  readonly value: number | null
  readonly n: number
}

export interface KpiResult {
  readonly id: string
  /** `null` = unknown: nothing happened that could be judged. */
  readonly value: number | null
  readonly unit: string
  /** The denominator, in the unit that the KPI's `counts` names. */
  readonly n: number
  /** Where the value stands, for the worst hour: the hour of the week. */
  readonly at: number | null
  readonly groups: readonly KpiGroup[]
}

import type { KpiGrouping } from './kpi.ts'

/** A month of a battery's contract in days: 365.25 / 12. */
export const daysPerMonth = '30.4375e0'

/** Sums of facts in the units of people. */
export const batteryMonths = `sum(placeDays) / ${daysPerMonth}`
export const courierHours = 'sum(courierPaidMs) / 3.6e6'

export interface Ratio {
  readonly numerator: string
  readonly denominator: string
  readonly table?: 'daily' | 'fade'
  readonly groupBy?: KpiGrouping
}

/** One row for the whole, and one for each group. */
function selectParts({ table = 'daily', groupBy }: Ratio, columns: string): string {
  const whole = `SELECT NULL::INTEGER AS part, ${columns} FROM ${table}`
  return groupBy ? `${whole} UNION ALL SELECT ${groupBy} AS part, ${columns} FROM ${table} GROUP BY ${groupBy}` : whole
}

/** Sums first, then one division. `n` is the denominator. */
export function ratioSql(ratio: Ratio): string {
  const parts = selectParts(ratio, `${ratio.numerator} AS numerator, ${ratio.denominator} AS denominator`)
  return `WITH parts AS (${parts}) SELECT part, numerator / nullif(denominator, 0) AS value, coalesce(denominator, 0) AS n FROM parts ORDER BY part NULLS FIRST`
}

/** A sum; `n` counts the local days with facts. */
export function totalSql(total: string, groupBy?: KpiGrouping): string {
  const ratio: Ratio = groupBy ? { numerator: total, denominator: '', groupBy } : { numerator: total, denominator: '' }
  return `SELECT part, value, n FROM (${selectParts(ratio, `${total} AS value, count(DISTINCT day) AS n`)}) AS parts ORDER BY part NULLS FIRST`
}

/**
 * The largest ratio among the hours of the week, the earliest of equals, and all hours as groups. An hour competes when its denominator
 * is at least `leastShareFrac` of the largest: an hour with a few minutes of work would win by chance.
 */
export function worstHourSql(numerator: string, denominator: string, leastShareFrac: number): string {
  const hours = `SELECT hourOfWeek AS part, sum(${numerator}) AS numerator, sum(${denominator}) AS denominator FROM hourly GROUP BY hourOfWeek`
  const rated = 'SELECT part, numerator / nullif(denominator, 0) AS value, denominator / 3.6e6 AS n, denominator FROM hours'
  const worst = `SELECT part, value, n FROM rated WHERE value IS NOT NULL AND denominator >= ${leastShareFrac} * (SELECT max(denominator) FROM rated) ORDER BY value DESC, part LIMIT 1`
  return `WITH hours AS (${hours}), rated AS (${rated}), worst AS (${worst}) SELECT NULL::INTEGER AS part, value, n, part AS "at" FROM worst UNION ALL SELECT part, value, n, NULL FROM rated ORDER BY part NULLS FIRST`
}

/** Width of a bin of `fade` in percentage points a year. */
const binPoints = '0.05e0'

/** Quantile of the fade by model from its bins: the bin in which the cumulated count passes it, and within the bin by proportion. */
export function fadeQuantileSql(quantile: number): string {
  const both = 'SELECT NULL::INTEGER AS part, bin, batteries FROM fade UNION ALL SELECT model AS part, bin, batteries FROM fade'
  const bins = `SELECT part, bin, sum(batteries) AS held FROM (${both}) AS both_parts GROUP BY part, bin`
  const sums = 'sum(held) OVER (PARTITION BY part ORDER BY bin) AS upTo, sum(held) OVER (PARTITION BY part) AS n'
  const ranked = `SELECT part, bin, held, n, upTo - held AS below, ${quantile}e0 * n AS wanted, upTo FROM (SELECT part, bin, held, ${sums} FROM bins) AS cumulated`
  return `WITH bins AS (${bins}), ranked AS (${ranked}) SELECT part, (bin + (wanted - below) / held) * ${binPoints} AS value, n FROM ranked WHERE upTo >= wanted AND below < wanted ORDER BY part NULLS FIRST`
}

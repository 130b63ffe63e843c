import type { Kpi } from './kpi.ts'
import type { KpiQuery } from './compute.ts'

/** Local days since the start, `fromDay` included, `toDay` not. */
export interface DaySpan {
  readonly fromDay: number
  readonly toDay: number
}

/** Spans in one statement: an engine plans a handful at a time quickly, and hundreds slowly. */
const spansAtOnce = 16

/** Whether the KPI is known for parts of a run: those of hours of the week and of the fleet's end are known for the whole only. */
export function hasTrend({ sql }: Kpi): boolean {
  return !/\b(hourly|fade)\b/.test(sql)
}

/** The KPI's own text, over the days of one span of a table with the columns of `daily`. */
function sqlOfSpan({ sql }: Kpi, table: string, { fromDay, toDay }: DaySpan): string {
  return sql.replaceAll(/\bdaily\b/g, `(SELECT * FROM ${table} WHERE day >= ${fromDay} AND day < ${toDay}) AS ${table}`)
}

/**
 * A KPI over each of the spans, in their order, from a table with the columns of `daily`; `null` where nothing happened that could be judged.
 * Only for a KPI that `hasTrend`.
 */
export async function computeTrend(kpi: Kpi, spans: readonly DaySpan[], table: string, query: KpiQuery): Promise<(number | null)[]> {
  const values: (number | null)[] = spans.map(() => null)
  for (let from = 0; from < spans.length; from += spansAtOnce) {
    const parts = spans
      .slice(from, from + spansAtOnce)
      .map((span, i) => `SELECT ${from + i} AS span, value FROM (${sqlOfSpan(kpi, table, span)}) AS whole WHERE part IS NULL`)
    for (const { span, value } of await query(parts.join(' UNION ALL '))) if (typeof value === 'number') values[Number(span)] = value
  }
  return values
}

/** Days 0 … `days` − 1 in spans of `length`; the last may be shorter. */
export function listSpans(days: number, length: number): DaySpan[] {
  return Array.from({ length: Math.ceil(days / length) }, (_, i) => ({ fromDay: i * length, toDay: Math.min(days, (i + 1) * length) }))
}

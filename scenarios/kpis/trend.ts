import { kpis } from './definitions.ts'
import type { Kpi } from './kpi.ts'
import type { KpiQuery } from './compute.ts'

/** Parts of a run of `days` local days: spans of `spanDays`, the last of which may be shorter. */
export interface Spans {
  readonly days: number
  readonly spanDays: number
}

/** Whether the KPI is known for parts of a run: those of hours of the week and of the fleet's end are known for the whole only. */
export function hasTrend({ sql }: Kpi): boolean {
  return !/\b(hourly|fade)\b/.test(sql)
}

/** Spans that a run has. */
export function countSpans({ days, spanDays }: Spans): number {
  return Math.ceil(days / spanDays)
}

/** The KPI's own text over the days of each span of a table with the columns of `daily`, in one statement. */
function sqlOfSpans({ sql }: Kpi, table: string, spanDays: number): string {
  const ofSpan = `(SELECT * FROM ${table} AS every WHERE every.day // ${spanDays} = spans.span) AS ${table}`
  const spans = `(SELECT DISTINCT day // ${spanDays} AS span FROM ${table}) AS spans`
  return `SELECT spans.span AS span, whole.value AS value FROM ${spans}, LATERAL (${sql.replaceAll(/\bdaily\b/g, ofSpan)}) AS whole WHERE whole.part IS NULL`
}

/**
 * A KPI over each of the spans, in their order, from a table with the columns of `daily`; `null` where nothing happened that could be judged.
 * Only for a KPI that `hasTrend`.
 */
export async function computeTrend(kpi: Kpi, spans: Spans, table: string, query: KpiQuery): Promise<(number | null)[]> {
  const values = Array.from({ length: countSpans(spans) }, (): number | null => null)
  for (const { span, value } of await query(sqlOfSpans(kpi, table, spans.spanDays)))
    if (typeof value === 'number' && Number(span) < values.length) values[Number(span)] = value
  return values
}

/** All KPIs that have one day by day, by their ids. */
export async function computeCourses(days: number, table: string, query: KpiQuery): Promise<Record<string, (number | null)[]>> {
  const courses: Record<string, (number | null)[]> = {}
  for (const kpi of kpis.filter(hasTrend)) courses[kpi.id] = await computeTrend(kpi, { days, spanDays: 1 }, table, query)
  return courses
}

import { kpis } from './definitions.ts'
import type { Kpi, KpiGroup, KpiResult } from './kpi.ts'

/** A row of a query's answer, as any store gives it. */
export type KpiRow = Readonly<Record<string, number | string | boolean | null>>

/** Asks a store that holds the fact tables of `twin/facts`. */
export type KpiQuery = (sql: string) => Promise<readonly KpiRow[]>

const toNumber = (value: KpiRow[string] | undefined): number | null => (typeof value === 'number' ? value : null)

function toGroup(row: KpiRow): KpiGroup[] {
  const key = toNumber(row['part'])
  return key === null ? [] : [{ key, value: toNumber(row['value']), n: toNumber(row['n']) ?? 0 }]
}

async function computeKpi({ id, unit, sql }: Kpi, query: KpiQuery): Promise<KpiResult> {
  const rows = await query(sql)
  const whole = rows.find((row) => row['part'] === null)
  return {
    id,
    value: toNumber(whole?.['value']),
    unit,
    n: toNumber(whole?.['n']) ?? 0,
    at: toNumber(whole?.['at']),
    groups: rows.flatMap(toGroup),
  }
}

/**
 * All KPIs of the facts in a store, in the order of `kpis`; one query each, one after the other. A value is null where nothing happened
 * that could be judged. Rejects with the store's error, for example when a fact table is missing.
 */
export async function computeKpis(query: KpiQuery): Promise<readonly KpiResult[]> {
  const results: KpiResult[] = []
  for (const kpi of kpis) results.push(await computeKpi(kpi, query))
  return results
}

import type { ColumnTable } from '../data/columns/index.ts'
import { openNodeStore } from '../data/store/node/index.ts'
import { computeKpis } from '../scenarios/index.ts'
import type { KpiResult } from '../scenarios/index.ts'

/** All KPIs of a run's fact tables, by SQL in a store of their own. */
export async function kpisOfFacts(facts: readonly ColumnTable[]): Promise<readonly KpiResult[]> {
  const store = await openNodeStore()
  try {
    for (const table of facts) await store.load(table)
    return await computeKpis(async (sql) => (await store.query(sql)).rows)
  } finally {
    await store.close()
  }
}

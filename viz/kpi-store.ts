import type { ColumnTable } from '../data/columns/index.ts'
import type { Store } from '../data/store/index.ts'
import { computeCourses, computeKpis, computeTrend, hasTrend, kpis } from '../scenarios/index.ts'
import type { KpiQuery } from '../scenarios/index.ts'
import type { KpiValue } from './run-api.ts'
import { toKpiValue } from './kpi-value.ts'

/** Figures day by day, by KPI. */
export type Courses = Readonly<Record<string, readonly (number | null)[]>>

/** Answers the key figures of fact tables; the engine behind it is loaded once, in the background. */
export interface KpiStore {
  /** `true` once the engine answers at once. */
  readonly isReady: () => boolean
  readonly compute: (facts: readonly ColumnTable[]) => Promise<readonly KpiValue[]>
  /** A figure over spans of `spanDays` local days, from the table of daily facts; `null` where nothing could be judged. */
  readonly trend: (daily: ColumnTable, id: string, days: number, spanDays: number) => Promise<readonly (number | null)[]>
  /** Every figure that has a course day by day, from the table of daily facts. */
  readonly courses: (daily: ColumnTable, days: number) => Promise<Courses>
}

/**
 * The SQL engine from the page's own files, some 34 MB. `isEager` loads it at once, so that it is there when the first days have been lived;
 * else it comes with the first question: a worker that only makes a record never asks one.
 */
export function openKpiStore(isEager: boolean): KpiStore {
  let isOpen = false
  let busy: Promise<unknown> = Promise.resolve()
  let trends = 0
  let opening: Promise<Store> | undefined
  const open = () =>
    (opening ??= import('../data/store/browser/index.ts').then(async ({ engineFiles, openBrowserStore }) => {
      const store = await openBrowserStore(engineFiles)
      isOpen = true
      return store
    }))
  // Whoever computes is told; nobody else waits for it.
  if (isEager) open().catch(() => undefined)
  const compute = async (facts: readonly ColumnTable[]) => {
    const store = await open()
    for (const table of facts) await store.load(table)
    const results = await computeKpis(async (sql) => (await store.query(sql)).rows)
    return results.map(toKpiValue)
  }
  /** A name of its own: a run under way computes on `daily`. Two curves that are asked for at once have a table each. */
  const withTable = async <T>(daily: ColumnTable, ask: (table: string, query: KpiQuery) => Promise<T>): Promise<T> => {
    const store = await open()
    const table = `trend${++trends}`
    await store.load({ ...daily, descriptor: { ...daily.descriptor, name: table } })
    try {
      return await ask(table, async (sql) => (await store.query(sql)).rows)
    } finally {
      await store.query(`DROP TABLE ${table}`)
    }
  }
  return {
    isReady: () => isOpen,
    // One after the other: two would load their facts into the same tables.
    compute: (facts) => {
      const answer = busy.then(() => compute(facts))
      busy = answer.catch(() => undefined)
      return answer
    },
    trend: async (daily, id, days, spanDays) => {
      const kpi = kpis.find((one) => one.id === id)
      if (kpi === undefined || !hasTrend(kpi)) return []
      return withTable(daily, (table, query) => computeTrend(kpi, { days, spanDays }, table, query))
    },
    courses: (daily, days) => withTable(daily, (table, query) => computeCourses(days, table, query)),
  }
}

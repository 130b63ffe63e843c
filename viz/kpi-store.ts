import type { ColumnTable } from '../data/columns/index.ts'
import { computeKpis } from '../scenarios/index.ts'
import type { KpiValue } from './run-api.ts'
import { toKpiValue } from './kpi-value.ts'

/** Answers the key figures of fact tables; the engine behind it is loaded once, in the background. */
export interface KpiStore {
  /** `true` once the engine answers at once. */
  readonly isReady: () => boolean
  readonly compute: (facts: readonly ColumnTable[]) => Promise<readonly KpiValue[]>
}

/** Starts loading the SQL engine from the page's own files, so that it is there when the first days have been lived. */
export function openKpiStore(): KpiStore {
  let isOpen = false
  let busy: Promise<unknown> = Promise.resolve()
  const opening = import('../data/store/browser/index.ts').then(async ({ engineFiles, openBrowserStore }) => {
    const store = await openBrowserStore(engineFiles)
    isOpen = true
    return store
  })
  // Whoever computes is told; nobody else waits for it.
  opening.catch(() => undefined)
  const compute = async (facts: readonly ColumnTable[]) => {
    const store = await opening
    for (const table of facts) await store.load(table)
    const results = await computeKpis(async (sql) => (await store.query(sql)).rows)
    return results.map(toKpiValue)
  }
  return {
    isReady: () => isOpen,
    // One after the other: two would load their facts into the same tables.
    compute: (facts) => {
      const answer = busy.then(() => compute(facts))
      busy = answer.catch(() => undefined)
      return answer
    },
  }
}

import type { Problem } from '../../data/columns/index.ts'
import type { FactFile } from '../run-api.ts'
import { explainStorage, openDatabase } from './database.ts'
import { createMemoryVault } from './memory-vault.ts'
import type { Answer, RunVault, StoredRun } from './vault.ts'

const databaseName = 'voltwin-runs'
/** Raised when what is kept changes its shape: older runs are then dropped, never misread. */
const version = 1
const stores = ['runs', 'facts'] as const

/** Keeps runs in the browser's own database; where it gives none, in memory. */
export async function openRunVault(): Promise<RunVault> {
  try {
    return createIndexedVault(await openDatabase(databaseName, version, stores))
  } catch {
    return createMemoryVault()
  }
}

function createIndexedVault(database: IDBDatabase): RunVault {
  /** One transaction over both stores: all of it happens, or nothing. */
  const within = <T>(mode: IDBTransactionMode, work: (runs: IDBObjectStore, facts: IDBObjectStore) => () => T): Promise<Answer<T>> =>
    new Promise((resolve) => {
      try {
        const transaction = database.transaction([...stores], mode)
        const result = work(transaction.objectStore('runs'), transaction.objectStore('facts'))
        transaction.addEventListener('complete', () => resolve({ value: result(), problem: null }))
        transaction.addEventListener('abort', () => resolve({ value: null, problem: explain(transaction.error) }))
      } catch (error) {
        resolve({ value: null, problem: explain(error) })
      }
    })
  return {
    isLasting: true,
    list: () =>
      within('readonly', (runs) => {
        const request: IDBRequest<StoredRun[]> = runs.getAll()
        return () => request.result
      }),
    put: ({ run, facts: files }) =>
      within('readwrite', (runs, facts) => {
        runs.put(run, run.id)
        facts.put(files, run.id)
        return () => true as const
      }),
    rename: (id, name) =>
      within('readwrite', (runs) => {
        const request: IDBRequest<StoredRun | undefined> = runs.get(id)
        request.addEventListener('success', () => request.result && runs.put({ ...request.result, name }, id))
        return () => true as const
      }),
    remove: (id) =>
      within('readwrite', (runs, facts) => {
        const run: IDBRequest<StoredRun | undefined> = runs.get(id)
        const files: IDBRequest<readonly FactFile[] | undefined> = facts.get(id)
        runs.delete(id)
        facts.delete(id)
        return () => ({ taken: run.result && { run: run.result, facts: files.result ?? [] } }) as const
      }).then((answer) => (answer.value === null ? answer : { value: { taken: answer.value.taken ?? null }, problem: null })),
    facts: (id) =>
      within('readonly', (_, facts) => {
        const request: IDBRequest<readonly FactFile[] | undefined> = facts.get(id)
        return () => ({ files: request.result ?? null })
      }),
  }
}

function explain(error: unknown): Problem {
  return explainStorage(error, 'list of runs', 'runs')
}

import type { DoneReplication } from '../../scenarios/index.ts'
import { openDatabase } from './database.ts'

/** What one replication found. */
export type KeptReplication = DoneReplication

/**
 * Where the figures of replications are kept, by all that decides them: nothing is computed twice. They can be made again at any time, so what finds no
 * room is only not kept. Nothing here rejects.
 */
export interface ReplicationVault {
  readonly get: (key: string) => Promise<KeptReplication | null>
  readonly put: (key: string, result: KeptReplication) => Promise<void>
}

const store = 'replications'
/** A row takes about 250 bytes for each day of its run: its figures day by day. */
const mostRows = 2000

/** Keeps replications in the browser's own database; where it gives none, in memory. */
export async function openReplicationVault(): Promise<ReplicationVault> {
  try {
    const database = await openDatabase('voltwin-replications', 2, [store])
    await dropWhenFull(database)
    return {
      get: async (key) => (await within<KeptReplication | undefined>(database, 'readonly', (rows) => rows.get(key))) ?? null,
      put: async (key, result) => void (await within(database, 'readwrite', (rows) => rows.put(result, key))),
    }
  } catch {
    return createMemoryReplicationVault()
  }
}

/** Keeps replications until the page is left: where a browser gives no storage, and in tests. */
export function createMemoryReplicationVault(): ReplicationVault {
  const rows = new Map<string, KeptReplication>()
  return { get: async (key) => rows.get(key) ?? null, put: async (key, result) => void rows.set(key, result) }
}

/** The answer of one request; `null` where there is none. */
function within<T>(database: IDBDatabase, mode: IDBTransactionMode, ask: (rows: IDBObjectStore) => IDBRequest<T>): Promise<T | null> {
  return new Promise((resolve) => {
    try {
      const transaction = database.transaction(store, mode)
      const request = ask(transaction.objectStore(store))
      transaction.addEventListener('complete', () => resolve(request.result))
      transaction.addEventListener('abort', () => resolve(null))
    } catch {
      resolve(null)
    }
  })
}

async function dropWhenFull(database: IDBDatabase): Promise<void> {
  const count = await within(database, 'readonly', (rows) => rows.count())
  if ((count ?? 0) > mostRows) await within(database, 'readwrite', (rows) => rows.clear())
}

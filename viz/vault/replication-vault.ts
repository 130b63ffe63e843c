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

/**
 * A row of figures takes about 2 kB; one that is followed day by day about 250 bytes more for each day of its run. They lie apart, so that an experiment of many
 * points is not dropped for the room that curves take.
 */
const mostRows = { figures: 40_000, followed: 2000 } as const
type Store = keyof typeof mostRows
const stores: readonly Store[] = ['figures', 'followed']

/** Keeps replications in the browser's own database; where it gives none, in memory. */
export async function openReplicationVault(): Promise<ReplicationVault> {
  try {
    const database = await openDatabase('voltwin-replications', 3, stores)
    for (const store of stores) await dropWhenFull(database, store)
    const look = (store: Store, key: string) => within<KeptReplication | undefined>(database, store, 'readonly', (rows) => rows.get(key))
    return {
      get: async (key) => (await look('figures', key)) ?? (await look('followed', key)) ?? null,
      put: async (key, result) => {
        await within(database, result.courses ? 'followed' : 'figures', 'readwrite', (rows) => rows.put(result, key))
      },
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
function within<T>(
  database: IDBDatabase,
  store: Store,
  mode: IDBTransactionMode,
  ask: (rows: IDBObjectStore) => IDBRequest<T>,
): Promise<T | null> {
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

async function dropWhenFull(database: IDBDatabase, store: Store): Promise<void> {
  const count = await within(database, store, 'readonly', (rows) => rows.count())
  if ((count ?? 0) > mostRows[store]) await within(database, store, 'readwrite', (rows) => rows.clear())
}

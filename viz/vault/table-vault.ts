import { openDatabase } from './database.ts'

/** Where dropped tables are kept, by the hash of their content. Nothing here rejects. */
export interface TableVault {
  /** Whether a reload of the page finds them again; `false` where the browser gives no room. */
  readonly put: (key: string, table: Blob) => Promise<boolean>
  /** `null` where it is not kept, or not any more. */
  readonly get: (key: string) => Promise<Blob | null>
}

const databaseName = 'voltwin-tables'
/** Raised when what is kept changes its shape. */
const version = 1
const store = 'tables'
/** Tables that are kept; those used longest ago give way. */
const mostTables = 24

interface Row {
  readonly table: Blob
  /** Ms since 1970, UTC. */
  readonly usedMs: number
}

/** Keeps tables until the worker ends: where a browser gives no storage, and in tests. */
export function createMemoryTableVault(): TableVault {
  const tables = new Map<string, Blob>()
  return {
    put: async (key, table) => {
      tables.set(key, table)
      return false
    },
    get: async (key) => tables.get(key) ?? null,
  }
}

/** Keeps tables in the browser's own database, and what finds no room there in memory. */
export async function openTableVault(): Promise<TableVault> {
  const memory = createMemoryTableVault()
  // Storage may be forbidden.
  const database = await openDatabase(databaseName, version, [store]).catch(() => null)
  if (database === null) return memory
  return {
    put: async (key, table) => {
      const isKept = await keep(database, key, table)
      if (!isKept) await memory.put(key, table)
      return isKept
    },
    get: async (key) => (await memory.get(key)) ?? (await take(database, key)),
  }
}

/** Whether the work was done whole. */
function within(database: IDBDatabase, work: (tables: IDBObjectStore) => void): Promise<boolean> {
  return new Promise((resolve) => {
    try {
      const transaction = database.transaction([store], 'readwrite')
      work(transaction.objectStore(store))
      transaction.addEventListener('complete', () => resolve(true))
      transaction.addEventListener('abort', () => resolve(false))
    } catch {
      resolve(false)
    }
  })
}

function keep(database: IDBDatabase, key: string, table: Blob): Promise<boolean> {
  return within(database, (tables) => {
    tables.put({ table, usedMs: Date.now() } satisfies Row, key)
    const keys = tables.getAllKeys()
    const rows: IDBRequest<Row[]> = tables.getAll()
    rows.addEventListener('success', () => {
      const byAge = rows.result.map(({ usedMs }, i) => ({ usedMs, key: keys.result[i] })).toSorted((a, b) => b.usedMs - a.usedMs)
      for (const old of byAge.slice(mostTables)) tables.delete(old.key)
    })
  })
}

async function take(database: IDBDatabase, key: string): Promise<Blob | null> {
  let found: Blob | null = null
  const isRead = await within(database, (tables) => {
    const request: IDBRequest<Row | undefined> = tables.get(key)
    request.addEventListener('success', () => {
      if (request.result === undefined) return
      found = request.result.table
      tables.put({ table: found, usedMs: Date.now() } satisfies Row, key)
    })
  })
  return isRead ? found : null
}

import { explainStorage, openDatabase } from './database.ts'
import type { Answer } from './vault.ts'

/** A learned model in the browser's list. */
export interface KeptModel {
  /** Content hash, as a scenario names it. */
  readonly hash: string
  readonly name: string
  /** The model's file. */
  readonly text: string
  /** What the room Learn knows of its making. Opaque to the vault; `null` for a model that came as a file. */
  readonly report: unknown
  /** Ms since 1970, UTC. */
  readonly keptMs: number
}

/** Where learned models are kept. Nothing here rejects. */
export interface ModelVault {
  /** Whether a reload of the page finds the models again. */
  readonly isLasting: boolean
  readonly list: () => Promise<Answer<readonly KeptModel[]>>
  /** Puts a model, in the place of one with the same hash. */
  readonly put: (model: KeptModel) => Promise<Answer<true>>
  readonly remove: (hash: string) => Promise<Answer<true>>
}

const store = 'models'

/** Keeps models in the browser's own database; where it gives none, in memory. */
export async function openModelVault(): Promise<ModelVault> {
  try {
    return createIndexedVault(await openDatabase('voltwin-models', 1, [store]))
  } catch {
    return createMemoryModelVault()
  }
}

function createIndexedVault(database: IDBDatabase): ModelVault {
  const within = <T>(mode: IDBTransactionMode, work: (models: IDBObjectStore) => () => T): Promise<Answer<T>> =>
    new Promise((resolve) => {
      const fail = (error: unknown) => resolve({ value: null, problem: explainStorage(error, 'list of models', 'models') })
      try {
        const transaction = database.transaction(store, mode)
        const result = work(transaction.objectStore(store))
        transaction.addEventListener('complete', () => resolve({ value: result(), problem: null }))
        transaction.addEventListener('abort', () => fail(transaction.error))
      } catch (error) {
        fail(error)
      }
    })
  return {
    isLasting: true,
    list: () =>
      within('readonly', (models) => {
        const request: IDBRequest<KeptModel[]> = models.getAll()
        return () => request.result
      }),
    put: (model) =>
      within('readwrite', (models) => {
        models.put(model, model.hash)
        return () => true as const
      }),
    remove: (hash) =>
      within('readwrite', (models) => {
        models.delete(hash)
        return () => true as const
      }),
  }
}

/** Keeps models until the page is left: where a browser gives no storage, and in tests. */
export function createMemoryModelVault(): ModelVault {
  const models = new Map<string, KeptModel>()
  const done = { value: true, problem: null } as const
  return {
    isLasting: false,
    list: async () => ({ value: [...models.values()], problem: null }),
    put: async (model) => {
      models.set(model.hash, model)
      return done
    },
    remove: async (hash) => {
      models.delete(hash)
      return done
    },
  }
}

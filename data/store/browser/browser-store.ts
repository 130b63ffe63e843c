import { AsyncDuckDB, VoidLogger } from '@duckdb/duckdb-wasm'
import type { Store } from '../store.ts'
import { createWasmStore, type WasmConnection } from './wasm-store.ts'

/** Where the page serves the engine's own files from (bundle `eh`): never another host. */
export interface EngineFiles {
  readonly workerUrl: string
  readonly wasmUrl: string
}

async function connect(engine: AsyncDuckDB, { wasmUrl }: EngineFiles): Promise<WasmConnection> {
  await engine.instantiate(wasmUrl)
  await engine.open({ path: ':memory:' })
  const connection = await engine.connectInternal()
  return {
    run: (sql) => engine.runQuery(connection, sql),
    insert: (name, stream) => engine.insertArrowFromIPCStream(connection, stream, { name, create: false }),
    close: () => engine.terminate(),
  }
}

/**
 * A store in memory on DuckDB-WASM, in a worker of its own. The engine weighs 34 MB: open it when the first query is due, import this
 * folder dynamically, and give the files' addresses (with Vite: `import wasmUrl from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url'`).
 */
export async function openBrowserStore(files: EngineFiles): Promise<Store> {
  const engine = new AsyncDuckDB(new VoidLogger(), new Worker(files.workerUrl))
  try {
    return await createWasmStore(await connect(engine, files))
  } catch (error) {
    await engine.terminate()
    throw error
  }
}

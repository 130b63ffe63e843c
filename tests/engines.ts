import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { createDuckDB, NODE_RUNTIME, VoidLogger } from '@duckdb/duckdb-wasm/blocking'
import { createWasmStore } from '../data/store/browser/wasm-store.ts'
import type { Store } from '../data/store/index.ts'
import { openNodeStore } from '../data/store/node/index.ts'

/** The store of the browser on the same wasm binary, in Node's blocking form: all but the worker between page and engine. */
async function openWasmStoreInNode(): Promise<Store> {
  const folder = dirname(createRequire(import.meta.url).resolve('@duckdb/duckdb-wasm/dist/duckdb-eh.wasm'))
  const bundle = (kind: string) => ({ mainModule: join(folder, `duckdb-${kind}.wasm`), mainWorker: '' })
  const engine = await createDuckDB({ mvp: bundle('mvp'), eh: bundle('eh') }, new VoidLogger(), NODE_RUNTIME)
  await engine.instantiate(() => {})
  engine.open({ path: ':memory:' })
  const connection = engine.connect()
  const id = connection.useUnsafe((_, handle) => handle)
  return createWasmStore({
    run: async (sql) => engine.runQuery(id, sql),
    insert: async (name, stream) => engine.insertArrowFromIPCStream(id, stream, { name, create: false }),
    close: async () => connection.close(),
  })
}

/** Both engines that answer SQL; a promise about one is tested on the other as well. */
export const engines: readonly (readonly [name: string, open: () => Promise<Store>])[] = [
  ['DuckDB in Node', openNodeStore],
  ['DuckDB-WASM', openWasmStoreInNode],
]

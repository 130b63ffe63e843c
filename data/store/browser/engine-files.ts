import wasmUrl from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url'
import workerUrl from '@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js?url'
import type { EngineFiles } from './browser-store.ts'

/** The engine's own files as the page's build serves them; only a bundler can read this module. */
export const engineFiles: EngineFiles = { wasmUrl, workerUrl }

import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url'
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url'
import type { WasmFiles } from './backend.ts'

/** The library's files as the page serves them itself. Only a bundler can read this module: Node finds the files beside the library. */
export const wasmFiles: WasmFiles = { plain, simd }

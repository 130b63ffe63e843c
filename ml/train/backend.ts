import * as tf from '@tensorflow/tfjs-core'
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm'

/** Addresses of the library's own files, as the page serves them. */
export interface WasmFiles {
  readonly plain: string
  readonly simd: string
}

export type BackendName = 'wasm' | 'cpu'

/**
 * Makes TensorFlow.js ready on one backend. A browser must say where the wasm files are; Node finds them beside the library. Throws where the
 * backend cannot be had.
 */
export async function openBackend(name: BackendName, files: WasmFiles | null = null): Promise<void> {
  // Threads need files of their own, which do not survive a bundler; one thread is fast enough for small nets, and it keeps the order of sums.
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false)
  if (name === 'cpu') await import('@tensorflow/tfjs-backend-cpu')
  if (files !== null && name === 'wasm')
    // A map must have all three; the threaded one is never asked for.
    setWasmPaths(
      {
        'tfjs-backend-wasm.wasm': files.plain,
        'tfjs-backend-wasm-simd.wasm': files.simd,
        'tfjs-backend-wasm-threaded-simd.wasm': files.simd,
      },
      true,
    )
  const isOpen = await tf.setBackend(name)
  if (!isOpen) throw new Error(`TensorFlow.js has no backend ${name} here`)
}

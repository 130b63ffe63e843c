import { proxy, wrap } from 'comlink'
import type { RunApi } from './run-api.ts'

/**
 * The page's side of the run worker. A worker that dies (a script that does not load, an error outside a call) rejects the pending
 * `start`, which would else wait for ever.
 */
export function openRunClient(worker: Worker): RunApi {
  const remote = wrap<RunApi>(worker)
  const death = new Promise<never>((_resolve, reject) => {
    worker.addEventListener('error', (event) => reject(new Error(event.message || 'the worker could not be loaded')))
    worker.addEventListener('messageerror', () => reject(new Error('the worker sent something that cannot be read')))
  })
  death.catch(() => undefined)
  return {
    start: (request, onProgress) => Promise.race([remote.start(request, proxy(onProgress)), death]),
    cancel: () => void remote.cancel(),
  }
}

import type { RunApi } from './run-api.ts'
import { asideName } from './run-pool-names.ts'
import { openRunClient, type RunClient } from './run-client.ts'

/** Every run worker of the page. */
export interface RunPool {
  /** The door of the page's own runs. */
  readonly own: RunApi
  /** A door for a run beside them, the same one for the same key. Beyond `maxAside` the one asked for longest ago gives way. */
  readonly aside: (key: string) => RunApi
}

/** Two runs can be looked at beside the page's own; each holds its records, up to some hundred megabytes. */
const maxAside = 2

/** Opens the pool. A worker that dies is replaced when it is next asked for, and `say` is told what to tell the person. */
export function openRunPool(say: (text: string) => void, spawn: (name: string) => Worker = spawnRunWorker): RunPool {
  const open = (name: string): RunClient =>
    openRunClient(
      () => spawn(name),
      (reason) => say(`A part of the page that runs the engine ended by itself (${reason}). It was replaced: run again.`),
    )
  const aside = new Map<string, RunClient>()
  const own = open('run')
  return {
    own: own.api,
    aside: (key) => {
      const client = aside.get(key) ?? open(asideName)
      aside.delete(key)
      aside.set(key, client)
      for (const [oldest, { close }] of aside) {
        if (aside.size <= maxAside) break
        close()
        aside.delete(oldest)
      }
      return client.api
    },
  }
}

function spawnRunWorker(name: string): Worker {
  return new Worker(new URL('./run.worker.ts', import.meta.url), { type: 'module', name })
}

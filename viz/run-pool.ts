import type { RunApi } from './run-api.ts'
import { asideName } from './run-pool-names.ts'
import { openRunClient, type RunClient } from './run-client.ts'

/** Every run worker of the page. */
export interface RunPool {
  /** The door of the page's own runs. */
  readonly own: RunApi
  /** A door for a run beside them, the same one for the same key. Beyond `maxAside` the one asked for longest ago gives way. */
  readonly aside: (key: string) => RunApi
  /** Doors for runs whose figures alone are wanted, as many as there are processors to spare; they stay until `dismiss`. */
  readonly crew: () => readonly RunApi[]
  /** Ends the crew's workers, whose cities and engines take memory. */
  readonly dismiss: () => void
  /** How many a crew is. */
  readonly size: number
}

/** Two runs can be looked at beside the page's own; each holds its records, up to some hundred megabytes. */
const maxAside = 2
/** Each of a crew holds a city and a query engine, some 200 MB. */
const maxCrew = 4

/** Opens the pool. A worker that dies is replaced when it is next asked for, and `say` is told what to tell the person. */
export function openRunPool(say: (text: string) => void, spawn: (name: string) => Worker = spawnRunWorker): RunPool {
  const open = (name: string): RunClient =>
    openRunClient(
      () => spawn(name),
      (reason) => say(`A part of the page that runs the engine ended by itself (${reason}). It was replaced: run again.`),
    )
  const aside = new Map<string, RunClient>()
  const own = open('run')
  let crew: readonly RunClient[] = []
  return {
    crew: () => {
      if (crew.length === 0) crew = Array.from({ length: crewSize() }, () => open(asideName))
      return crew.map(({ api }) => api)
    },
    dismiss: () => {
      for (const { close } of crew) close()
      crew = []
    },
    own: own.api,
    get size() {
      return crewSize()
    },
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

/** One processor stays with the page. */
function crewSize(): number {
  return Math.max(1, Math.min(maxCrew, navigator.hardwareConcurrency - 1))
}

function spawnRunWorker(name: string): Worker {
  return new Worker(new URL('./run.worker.ts', import.meta.url), { type: 'module', name })
}

import { wrap, type Remote } from 'comlink'

/** A way to a worker that is spawned with the first call, and anew after its death. */
export interface WorkerDoor<T> {
  /** The answer of a call, or what stands for it when the worker died or the call failed: nothing here rejects. */
  readonly ask: <A>(call: (remote: Remote<T>) => Promise<A>, otherwise: (reason: string) => A) => Promise<A>
  /** The worker that stands, for what needs no answer; `null` where none was asked for yet. */
  readonly now: () => Remote<T> | null
  /** Ends the worker. */
  readonly close: () => void
}

interface Hand<T> {
  readonly worker: Worker
  readonly remote: Remote<T>
  readonly death: Promise<never>
}

/** `onDeath` hears why a worker died; the next call gets another. */
export function openDoor<T>(spawn: () => Worker, onDeath: (reason: string) => void = () => undefined): WorkerDoor<T> {
  let hand: Hand<T> | null = null
  const hire = (): Hand<T> => {
    const worker = spawn()
    const bury = (reason: string) => {
      worker.terminate()
      if (hand?.worker !== worker) return
      hand = null
      onDeath(reason)
    }
    return { worker, remote: wrap<T>(worker), death: deathOf(worker, bury) }
  }
  return {
    ask: async (call, otherwise) => {
      try {
        const { remote, death } = (hand ??= hire())
        return await Promise.race([call(remote), death])
      } catch (error) {
        return otherwise(error instanceof Error ? error.message : String(error))
      }
    },
    now: () => hand?.remote ?? null,
    close: () => {
      hand?.worker.terminate()
      hand = null
    },
  }
}

/** Rejects when the worker dies: a script that does not load, an error outside a call, memory that ran out. `bury` hears the reason first. */
export function deathOf(worker: Worker, bury: (reason: string) => void = () => undefined): Promise<never> {
  const death = new Promise<never>((_, reject) => {
    const die = (reason: string) => {
      bury(reason)
      reject(new Error(reason))
    }
    worker.addEventListener('error', (event) => die(event.message || 'the worker could not be loaded'))
    worker.addEventListener('messageerror', () => die('the worker sent something that cannot be read'))
  })
  // Whoever waits for an answer hears it; with nobody waiting it is no error of the page.
  death.catch(() => undefined)
  return death
}

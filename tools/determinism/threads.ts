import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { replicationCount } from '../../tests/golden.ts'
import type { Lived } from '../../tests/reference-run.ts'
import { deal } from './deal.ts'
import type { Way } from './way.ts'

/** The engine's sources; the minified bundle is another script that answers the same. */
export const sourceScript = new URL('./thread-boot.mjs', import.meta.url)

/** Lives all replications on worker threads of this Node; in the order of their numbers, whoever lived them. */
export async function liveOnThreads(script: URL, { workers, isRestored }: Way): Promise<Lived[]> {
  // No options of this process: a thread registers what it needs itself.
  const threads = Array.from({ length: workers }, () => new Worker(script, { execArgv: [] }))
  const ask = async (thread: Worker, replication: number): Promise<Lived> => {
    const answered = once(thread, 'message')
    thread.postMessage([replication, { isRestored }], [])
    const [lived] = (await answered) as [Lived]
    return lived
  }
  try {
    return await deal(
      replicationCount,
      threads.map((thread) => (replication: number) => ask(thread, replication)),
    )
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()))
  }
}

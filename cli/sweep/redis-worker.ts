import { setTimeout as sleep } from 'node:timers/promises'
import { Worker } from 'bullmq'
import type { Parsed } from '../../data/columns/index.ts'
import { aggregate } from './aggregate.ts'
import { connectRedis, nameQueues } from './redis-link.ts'
import { openFolder } from './result-folder.ts'

/** What `voltwin worker` was asked for. */
export interface WorkerCall {
  readonly redis?: string
  readonly out?: string
  readonly concurrency?: number
  /** Seconds without a run after which the worker ends by itself; absent: it waits for ever. */
  readonly idle?: number
}

/** A worker that died is missed after this time, and its run given to another. The lock is renewed beside the run, which has a thread of its own. */
const lockMs = 15_000
const stalledMs = 5000
const lookMs = 500
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Makes runs of any sweep of this engine build into this folder until a signal comes, or none is left for long; then it ends what it has begun. */
export async function workFor(
  { redis, out, concurrency = 1, idle = Infinity }: WorkerCall,
  say: (line: string) => void,
): Promise<Parsed<boolean>> {
  const missing = Object.entries({ '--redis': redis, '--out': out }).filter(([, value]) => value === undefined)
  if (redis === undefined || out === undefined)
    return {
      value: null,
      problems: missing.map(([place]) => ({
        code: 'missing-value',
        place,
        value: '',
        remedy: 'Give what the sweep is given: worker and sweep meet there.',
      })),
    }
  const unwritable = openFolder(out)
  if (unwritable !== null) return { value: null, problems: [unwritable] }
  const { value: link, problems } = await connectRedis(redis, say)
  if (link === null) return { value: null, problems }
  const { value: names, problems: unmarked } = nameQueues(out)
  if (names === null) return (link.close(), { value: null, problems: unmarked })
  const shared = { connection: link.client, lockDuration: lockMs, stalledInterval: stalledMs, maxStalledCount: 2 }
  const runs = new Worker(names.runs, new URL('../../bin/sweep-processor.mjs', import.meta.url), {
    ...shared,
    concurrency,
    useWorkerThreads: true,
    workerThreadsOptions: { workerData: { folder: out } },
  })
  const sweeps = new Worker(names.sweeps, async ({ data }) => void aggregate(out, (data as { place: string }).place), shared)
  runs.on('completed', ({ id }) => say(`made ${id}`))
  runs.on('stalled', (id) => say(`taken over ${id}: its worker is gone`))
  runs.on('failed', (job, { message }) => say(`failed ${job?.id ?? ''}: ${message}`))
  for (const worker of [runs, sweeps]) worker.on('error', () => undefined)
  say(`works in ${names.runs}, ${concurrency} at a time`)
  const isIdle = watchIdle(runs, idle)
  await untilEnd(isIdle, say)
  await Promise.all([runs.close(), sweeps.close()])
  link.close()
  return { value: true, problems: [] }
}

/** Whether no run has been under way for so many seconds. */
function watchIdle(runs: Worker, seconds: number): () => boolean {
  const under = new Set<string>()
  let last = performance.now()
  const end = (id: string | undefined): void => {
    under.delete(id ?? '')
    last = performance.now()
  }
  runs.on('active', ({ id }) => under.add(id ?? ''))
  runs.on('completed', ({ id }) => end(id))
  runs.on('failed', (job) => end(job?.id))
  return () => under.size === 0 && performance.now() - last >= 1000 * seconds
}

async function untilEnd(isIdle: () => boolean, say: (line: string) => void): Promise<void> {
  const stop = new AbortController()
  const hear = (): void => {
    stop.abort()
    for (const name of signals) process.off(name, hear)
  }
  for (const name of signals) process.on(name, hear)
  while (!stop.signal.aborted && !isIdle()) await sleep(lookMs)
  for (const name of signals) process.off(name, hear)
  say(stop.signal.aborted ? 'ends after what is under way; the second signal ends it at once' : 'ends: there is nothing to do')
}

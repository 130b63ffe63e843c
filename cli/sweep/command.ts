import { availableParallelism } from 'node:os'
import type { Parsed, Problem } from '../../data/columns/index.ts'
import { kpis } from '../../scenarios/index.ts'
import { attend } from './attend.ts'
import { LocalPool } from './local-pool.ts'
import type { RunPool } from './pool.ts'
import { readDesignFile } from './prepare.ts'
import type { SweepInputs } from './prepare.ts'
import { openFolder } from './result-folder.ts'
import { runSweep } from './sweep.ts'
import type { SweepAnswer } from './sweep.ts'

/** Threads where nobody names a number: one core is left to the rest of the machine. */
export function usualWorkers(): number {
  return Math.max(1, availableParallelism() - 1)
}

/** What `voltwin sweep` was called with. */
interface SweepOptions extends SweepInputs {
  readonly out?: string
  readonly workers?: number
  /** Address of Redis or Valkey: runs are made by whoever works there. */
  readonly redis?: string
  /** Figures to print. */
  readonly kpi?: readonly string[]
}

/** Carries a sweep out on threads of this machine, or through Redis, until it is done or somebody stops it. */
export async function sweepBy(file: string, options: SweepOptions, say: (line: string) => void): Promise<Parsed<SweepAnswer>> {
  const { out, workers = usualWorkers(), redis, customers, batteries, weather, isLenient, model } = options
  const inputs: SweepInputs = {
    ...(customers && { customers }),
    ...(batteries && { batteries }),
    ...(weather && { weather }),
    ...(isLenient && { isLenient }),
    ...(model && { model }),
  }
  const design = await readDesignFile(file)
  const problems = [...design.problems, ...checkOptions(options)]
  if (design.value === null || out === undefined || problems.length > 0) return { value: null, problems }
  const unwritable = openFolder(out)
  if (unwritable !== null) return { value: null, problems: [unwritable] }
  const work = (pool: RunPool, isOver: () => boolean) => runSweep({ design: file, out, inputs }, { pool, say, isOver })
  return withPoolAt({ out, workers, ...(redis !== undefined && { redis }) }, say, work)
}

/** Where runs are made, and into which folder. */
interface PoolPlace {
  readonly out: string
  readonly workers: number
  readonly redis?: string
}

/** Gives work a pool of threads, or the workers behind Redis, with somebody before it. */
export async function withPoolAt<T>(
  { out, workers, redis }: PoolPlace,
  say: (line: string) => void,
  work: (pool: RunPool, isOver: () => boolean) => Promise<Parsed<T>>,
): Promise<Parsed<T>> {
  if (redis === undefined) return withPool(new LocalPool(out, workers), say, work)
  const { connectRedis, nameQueues } = await import('./redis-link.ts')
  const { RedisPool } = await import('./redis-pool.ts')
  const link = await connectRedis(redis, say)
  if (link.value === null) return { value: null, problems: link.problems }
  const names = nameQueues(out)
  if (names.value === null) return (link.value.close(), { value: null, problems: names.problems })
  return withPool(new RedisPool(out, link.value, names.value, say), say, work)
}

function checkOptions({ out, kpi = [] }: SweepOptions): Problem[] {
  const missing = {
    code: 'missing-value',
    place: '--out',
    value: '',
    remedy: 'Give a folder for the results; several sweeps may share one.',
  }
  const ids = kpis.map(({ id }) => id)
  const unknown = kpi.filter((id) => !ids.includes(id))
  return [
    ...(out === undefined ? [missing] : []),
    ...unknown.map((id) => ({ code: 'unknown-kpi', place: '--kpi', value: id.slice(0, 80), remedy: `Write one of: ${ids.join(', ')}.` })),
  ]
}

/** Gives work a pool with somebody before it, and closes both. */
export async function withPool<P extends RunPool, T>(
  pool: P,
  say: (line: string) => void,
  work: (pool: P, isOver: () => boolean) => Promise<T>,
): Promise<T> {
  const attendance = attend(pool, say)
  try {
    return await work(pool, attendance.isOver)
  } finally {
    attendance.leave()
    await pool.close()
  }
}

import { availableParallelism } from 'node:os'
import type { Parsed } from '../../data/columns/index.ts'
import { attend } from './attend.ts'
import { LocalPool } from './local-pool.ts'
import type { RunPool } from './pool.ts'
import { readDesignFile } from './prepare.ts'
import { runSweep } from './sweep.ts'
import type { SweepAnswer } from './sweep.ts'

/** Threads where nobody names a number: one core is left to the rest of the machine. */
export function usualWorkers(): number {
  return Math.max(1, availableParallelism() - 1)
}

/** What `voltwin sweep` was called with. */
interface SweepOptions {
  readonly out?: string
  readonly workers?: number
  /** Address of Redis or Valkey: runs are made by whoever works there. */
  readonly redis?: string
}

/** Carries a sweep out on threads of this machine until it is done or somebody stops it. */
export async function sweepBy(
  design: string,
  { out, workers = usualWorkers(), redis }: SweepOptions,
  say: (line: string) => void,
): Promise<Parsed<SweepAnswer>> {
  if (out === undefined) {
    const { problems } = await readDesignFile(design)
    const missing = {
      code: 'missing-value',
      place: '--out',
      value: '',
      remedy: 'Give a folder for the results; several sweeps may share one.',
    }
    return { value: null, problems: [...problems, missing] }
  }
  const work = (pool: RunPool, isOver: () => boolean) => runSweep({ design, out }, { pool, say, isOver })
  if (redis === undefined) return withPool(new LocalPool(out, workers), say, work)
  const { connectRedis } = await import('./redis-link.ts')
  const { RedisPool } = await import('./redis-pool.ts')
  const link = await connectRedis(redis, say)
  if (link.value === null) return { value: null, problems: link.problems }
  return withPool(new RedisPool(out, link.value, say), say, work)
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

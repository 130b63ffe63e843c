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
}

/** Carries a sweep out on threads of this machine until it is done or somebody stops it. */
export async function sweepBy(
  design: string,
  { out, workers = usualWorkers() }: SweepOptions,
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
  return withPool(new LocalPool(out, workers), say, (pool, isOver) => runSweep({ design, out }, { pool, say, isOver }))
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

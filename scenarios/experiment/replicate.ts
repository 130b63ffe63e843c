import { comparePaired } from './paired.ts'
import type { Figures, PairedEstimate } from './paired.ts'
import { judgeStop } from './stopping.ts'
import type { Precision, Stop } from './stopping.ts'

/** Which of the two scenarios. */
export type Side = 'a' | 'b'

/** One run to be made: the r-th of a side, from 0. Both sides have the same seed for the same r. */
export interface Replication {
  readonly side: Side
  readonly r: number
  readonly seed: number
}

/** What one run found: figures by KPI id, or why there are none. */
export type ReplicationResult = DoneReplication | { readonly kind: 'failed'; readonly message: string }

export interface DoneReplication {
  readonly kind: 'done'
  readonly hash: string
  readonly figures: Readonly<Record<string, number | null>>
  /** Figures day by day from the first day on, by KPI, where whoever made the run has counted them. */
  readonly courses?: Readonly<Record<string, Figures>>
}

/** A run that failed: kept with its seed, so that it can be made again. */
export interface FailedReplication extends Replication {
  readonly message: string
}

/** What is known so far of two scenarios. */
export interface Comparison {
  /** Pairs of which both runs are done, in the order of their seeds. */
  readonly pairs: readonly ReplicationPair[]
  readonly failed: readonly FailedReplication[]
  /** Runs that ended, failed ones included. */
  readonly runs: number
  readonly stop: Stop | 'cancelled'
}

export interface ReplicationPair {
  readonly seed: number
  readonly a: DoneReplication
  readonly b: DoneReplication
}

export interface ReplicateSettings {
  /** Seed of the first pair; the r-th has `seed` + r. */
  readonly seed: number
  /** KPI whose difference says when to stop. */
  readonly kpi: string
  readonly precision: Precision
  /** Runs at a time. */
  readonly workers: number
  readonly run: (replication: Replication) => Promise<ReplicationResult>
  readonly isOver?: () => boolean
  readonly onProgress?: (comparison: Comparison) => void
}

/**
 * Makes pairs of runs until the difference of one KPI is known finely enough. Whether to stop is judged pair by pair in the order of seeds, so the
 * answer is the same for any number of workers: what was made beyond it is left out. A pair of which a run failed is left out and reported, and
 * another takes its place, up to `precision.most` pairs in all.
 */
export async function replicatePairs(settings: ReplicateSettings): Promise<Comparison> {
  const { precision, workers, seed, run, isOver = () => false, onProgress = () => undefined } = settings
  const found = new Map<string, ReplicationResult>()
  let next = 0
  let now = weigh(settings, found)
  const work = async (): Promise<void> => {
    while (now.stop === 'go-on' && next < 2 * precision.most && !isOver()) {
      const r = Math.floor(next / 2)
      const replication: Replication = { side: next % 2 === 0 ? 'a' : 'b', r, seed: seed + r }
      next++
      const result = await run(replication)
      if (isOver()) return
      found.set(keyOf(replication), result)
      now = weigh(settings, found)
      onProgress(now)
    }
  }
  await Promise.all(Array.from({ length: workers }, work))
  return now.stop === 'go-on' ? { ...now, stop: isOver() ? 'cancelled' : 'most' } : now
}

function keyOf({ side, r }: Replication): string {
  return `${side} ${r}`
}

/** Reads what was found in the order of seeds, up to the first pair that is not whole yet or the first at which it is enough. */
function weigh({ seed, kpi, precision }: ReplicateSettings, found: ReadonlyMap<string, ReplicationResult>): Comparison {
  const pairs: ReplicationPair[] = []
  const failed: FailedReplication[] = []
  let stop: Stop = 'go-on'
  for (let r = 0; stop === 'go-on' && r < precision.most; r++) {
    const [a, b] = (['a', 'b'] as const).map((side) => found.get(keyOf({ side, r, seed })))
    if (a === undefined || b === undefined) break
    if (a.kind === 'failed') failed.push({ side: 'a', r, seed: seed + r, message: a.message })
    if (b.kind === 'failed') failed.push({ side: 'b', r, seed: seed + r, message: b.message })
    if (a.kind === 'done' && b.kind === 'done') pairs.push({ seed: seed + r, a, b })
    stop = judgeStop(compareFigure(pairs, kpi), pairs.length, { ...precision, most: precision.most - (r + 1 - pairs.length) })
  }
  return { pairs, failed, runs: found.size, stop }
}

/** A KPI of both sides over all pairs. */
export function compareFigure(pairs: readonly ReplicationPair[], kpi: string, level?: number): PairedEstimate {
  const figuresOf = (side: Side): Figures => pairs.map((pair) => pair[side].figures[kpi] ?? null)
  return comparePaired(figuresOf('a'), figuresOf('b'), level)
}

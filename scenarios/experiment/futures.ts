import { createBuilder } from '../../data/columns/index.ts'
import { quantileOf } from '../../sim/stats/index.ts'
import { changeLuck, createWorldRun, dailyFacts, restoreWorld, tabulateHours, today } from '../../twin/index.ts'
import type { Layout } from '../../twin/index.ts'
import { sinkOf } from '../run/index.ts'
import type { RunSettings } from '../run/index.ts'
import type { MeasuredRun } from './measured-run.ts'
import type { Figures } from './paired.ts'

/**
 * A run that goes on from a snapshot for `days` local days, at most to the scenario's end; measured are these days alone. `luckSeed` gives it luck of its own
 * from here on, `null` leaves it the run's: it then lives what the run lived. The layout must be that of the snapshot's run.
 */
export function startFuture(
  layout: Layout,
  snapshot: ArrayBuffer,
  days: number,
  luckSeed: number | null,
  settings: RunSettings,
): MeasuredRun {
  const daily = createBuilder(dailyFacts, 1024)
  const { level, policies } = settings
  const world = restoreWorld(layout, snapshot, { level, ...(policies && { policies }), sink: sinkOf(daily, settings) })
  if (luckSeed !== null) changeLuck(world, luckSeed)
  const from = today(world)
  const run = {
    world,
    control: createWorldRun(world),
    days: Math.min(from + days, layout.spec.days),
    daily,
    status: { kind: 'running' } as const,
  }
  return { run, warmUpDays: from, hoursBefore: tabulateHours(world) }
}

/** Where the futures of a figure lie. */
export interface Fan {
  /** Futures in which it is known. */
  readonly n: number
  readonly mean: number | null
  /** The middle future, and the band that holds nine of ten; `null` where it is known in none. */
  readonly low: number | null
  readonly middle: number | null
  readonly high: number | null
}

/** Mean, median and the 5 % and 95 % quantiles (type 7 of Hyndman and Fan 1996) of a figure over futures. */
export function fanOf(figures: Figures): Fan {
  const known = figures.filter((value) => value !== null)
  if (known.length === 0) return { n: 0, mean: null, low: null, middle: null, high: null }
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length
  const [low, middle, high] = [0.05, 0.5, 0.95].map((share) => quantileOf(known, share))
  return { n: known.length, mean, low, middle, high }
}

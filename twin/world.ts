import type { EventList } from '../sim/events/index.ts'
import type { DutyRates } from './duty.ts'
import type { Layout } from './layout/index.ts'
import type { LogChunk } from './log.ts'
import type { LogWriter } from './log-writer.ts'
import type { Policies } from './policy.ts'
import type { WorldArena, WorldTables } from './schema.ts'
import type { RunTrace } from './trace.ts'

/** Where a run's record goes. Chunks and tables are handed over: the receiver may keep or transfer them. */
export interface RunSink {
  readonly writeLog: (chunk: LogChunk) => void
  /** Rows of `dailyFacts` of a day that ended, column after column in the descriptor's order. */
  readonly writeDay: (rows: number, columns: readonly Float64Array[]) => void
}

/**
 * A run's world: the layout that never changes, and the arena that holds everything that does. `t` and `list` are views of the arena and
 * are bound anew when it grows; nothing else keeps a view across events.
 */
export interface World {
  readonly layout: Layout
  readonly policies: Policies
  readonly sink: RunSink
  readonly log: LogWriter
  /** Rates of ageing of the current day: a function of layout and day, so it is no state. */
  readonly rates: DutyRates
  /** Who hears of it, if anybody; no state. */
  trace: RunTrace | null
  arena: WorldArena
  t: WorldTables
  list: EventList
}

/** Current time of the run. */
export function nowMs(w: World): number {
  return w.t.clock.nowMs[0]
}

/** Current local day. */
export function today(w: World): number {
  return w.t.clock.day[0]
}

/** Seed of what is drawn from now on: what happens, not what a thing is. */
export function luckSeed(w: World): number {
  return w.t.clock.luckSeed[0]
}

import type { ColumnTable } from '../data/columns/index.ts'
import { readBasis } from '../optimize/index.ts'
import type { PlanBasis } from '../optimize/index.ts'
import { drawWindow, factsOf, inspect, livedMsOf, openLogWindow, seekEvents, shrinkReplay } from '../scenarios/index.ts'
import type { Inspection, LogWindow, Pick, Replay } from '../scenarios/index.ts'
import { hashWorld } from '../twin/index.ts'
import type { CalendarSpec } from '../twin/index.ts'
import { prepareWindow, type MapWindow } from './moments/index.ts'
import type { StateAt } from './run-api.ts'

/** The records that can be looked back on: of the run under way, and of the last that ended. */
export interface LookBack {
  readonly begin: (replay: Replay) => void
  /** The run has ended and stands for itself: it takes the place of the one before. */
  readonly end: (replay: Replay) => void
  /** The run is under way no more; what did not end is forgotten. */
  readonly drop: (replay: Replay) => void
  /** Before a run begins, the one that ended gives up half of its checkpoints: looking back on it goes on, more slowly. */
  readonly makeRoom: () => void
  /** The log of a lived span at a level, piece by piece to `write`; `null` where the span was not lived. */
  readonly openLog: (
    ask: { readonly fromMs: number; readonly toMs: number; readonly level: number },
    write: (rows: ColumnTable, calendar: CalendarSpec) => void,
  ) => LogWindow | null
  readonly window: (fromMs: number, toMs: number) => MapWindow | null
  readonly seekState: (timeMs: number) => StateAt | null
  readonly inspect: (pick: Pick, timeMs: number) => Inspection | null
  /** Of the run that ended, when it has this number. */
  readonly planBasis: (run: number) => PlanBasis | null
  /** Asks the record that holds a moment; `null` where none does. */
  readonly at: <T>(timeMs: number, ask: (replay: Replay) => T) => T | null
}

const roomBytes = 96 * 1024 * 1024

export function createLookBack(): LookBack {
  let underWay: Replay | null = null
  let ended: Replay | null = null
  const find = (timeMs: number): Replay | null => [underWay, ended].find((replay) => replay !== null && livedMsOf(replay) >= timeMs) ?? null
  return {
    begin: (replay) => {
      underWay = replay
    },
    end: (replay) => {
      underWay = null
      ended = replay
    },
    drop: (replay) => {
      if (underWay === replay) underWay = null
    },
    makeRoom: () => {
      if (ended) shrinkReplay(ended, roomBytes)
    },
    openLog: (ask, write) => {
      const replay = ask.fromMs >= 0 && ask.toMs > ask.fromMs ? find(ask.toMs - 1) : null
      return replay && openLogWindow(replay, ask, (rows) => write(rows, replay.layout.spec.calendar))
    },
    window: (fromMs, toMs) => {
      const replay = fromMs >= 0 && toMs > fromMs ? find(toMs - 1) : null
      if (replay === null) return null
      const { places, customers } = replay.layout
      return prepareWindow(drawWindow(replay, fromMs, toMs), places.count, customers.count)
    },
    seekState: (timeMs) => {
      const replay = timeMs >= 0 ? find(timeMs) : null
      if (replay === null) return null
      const { world, events } = seekEvents(replay, timeMs)
      return { run: replay.id, timeMs, hash: hashWorld(world), events }
    },
    inspect: (pick, timeMs) => {
      const replay = timeMs >= 0 ? find(timeMs) : null
      return replay && inspect(replay, pick, timeMs)
    },
    planBasis: (run) => (ended?.id === run ? readBasis(ended.layout, factsOf(ended.run)[0]) : null),
    at: (timeMs, ask) => {
      const replay = timeMs >= 0 ? find(timeMs) : null
      return replay && ask(replay)
    },
  }
}

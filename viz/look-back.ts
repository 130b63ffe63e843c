import type { ColumnTable } from '../data/columns/index.ts'
import { readBasis } from '../optimize/index.ts'
import type { PlanBasis } from '../optimize/index.ts'
import { allDailyOf, drawWindow, inspect, livedFromMs, livedMsOf, openLogWindow, seekEvents, shrinkReplay } from '../scenarios/index.ts'
import type { Inspection, LogWindow, Pick, Replay } from '../scenarios/index.ts'
import { hashWorld } from '../twin/index.ts'
import type { CalendarSpec, Layout } from '../twin/index.ts'
import { prepareWindow, type MapWindow } from './moments/index.ts'
import type { StateAt } from './run-api.ts'

/** A run that ended, of which any part can be lived again: from the checkpoints that it left. */
export interface KeptRecord {
  /** Number of the run, as in its scene. */
  readonly id: number
  readonly layout: Layout
  /** Daily facts of all its days. */
  readonly allDaily: ColumnTable
  /** A record that holds a span; the same one until another is asked for that it does not hold. */
  readonly reach: (fromMs: number, toMs: number) => Promise<Replay>
}

/** The records that can be looked back on: of the run under way, and of the last that ended. */
export interface LookBack {
  readonly begin: (replay: Replay) => void
  /** The run has ended and stands for itself: it takes the place of the one before. */
  readonly end: (record: Replay | KeptRecord) => void
  /** The run is under way no more; what did not end is forgotten. */
  readonly drop: (replay: Replay) => void
  /** Before a run begins, the one that ended gives up half of its checkpoints: looking back on it goes on, more slowly. */
  readonly makeRoom: () => void
  /** The log of a lived span at a level, piece by piece to `write`; `null` where the span was not lived. */
  readonly openLog: (
    ask: { readonly fromMs: number; readonly toMs: number; readonly level: number },
    write: (rows: ColumnTable, calendar: CalendarSpec) => void,
  ) => Promise<LogWindow | null>
  readonly window: (fromMs: number, toMs: number) => Promise<MapWindow | null>
  readonly seekState: (timeMs: number) => Promise<StateAt | null>
  readonly inspect: (pick: Pick, timeMs: number) => Promise<Inspection | null>
  /** Of the run that ended, when it has this number. */
  readonly planBasis: (run: number) => Promise<PlanBasis | null>
  /** Asks the record that holds a span, or a moment; `null` where none does. */
  readonly at: <T>(fromMs: number, ask: (replay: Replay) => T, toMs?: number) => Promise<T | null>
}

const roomBytes = 96 * 1024 * 1024

export function createLookBack(): LookBack {
  let underWay: Replay | null = null
  let ended: Replay | KeptRecord | null = null
  const find = async (fromMs: number, toMs: number): Promise<Replay | null> => {
    if (!(fromMs >= 0 && toMs >= fromMs)) return null
    if (underWay !== null && holds(underWay, fromMs, toMs)) return underWay
    if (ended !== null && 'reach' in ended) return toMs <= endMsOf(ended) ? ended.reach(fromMs, toMs) : null
    return ended !== null && holds(ended, fromMs, toMs) ? ended : null
  }
  const at: LookBack['at'] = async (fromMs, ask, toMs = fromMs) => {
    const replay = await find(fromMs, toMs)
    return replay && ask(replay)
  }
  return {
    at,
    begin: (replay) => {
      underWay = replay
    },
    end: (record) => {
      underWay = null
      ended = record
    },
    drop: (replay) => {
      if (underWay === replay) underWay = null
    },
    makeRoom: () => {
      if (ended !== null && 'journal' in ended) shrinkReplay(ended, roomBytes)
    },
    openLog: async (ask, write) => {
      if (!(ask.toMs > ask.fromMs)) return null
      const isKept = ended !== null && 'reach' in ended
      if (isKept && ask.toMs - 1 > endMsOf(ended as KeptRecord)) return null
      // A log is made by a run of its own, which goes on beyond what the record of a kept run holds.
      const toMs = isKept ? ask.fromMs : ask.toMs - 1
      return at(ask.fromMs, (replay) => openLogWindow(replay, ask, (rows) => write(rows, replay.layout.spec.calendar)), toMs)
    },
    window: async (fromMs, toMs) => {
      if (!(toMs > fromMs)) return null
      return at(fromMs, (replay) => drawMap(replay, fromMs, toMs), toMs - 1)
    },
    seekState: (timeMs) =>
      at(timeMs, (replay) => {
        const { world, events } = seekEvents(replay, timeMs)
        return { run: replay.id, timeMs, hash: hashWorld(world), events }
      }),
    inspect: (pick, timeMs) => at(timeMs, (replay) => inspect(replay, pick, timeMs)),
    planBasis: async (run) => {
      if (ended?.id !== run) return null
      return readBasis(ended.layout, 'reach' in ended ? ended.allDaily : allDailyOf(ended))
    },
  }
}

function endMsOf({ layout }: KeptRecord): number {
  return layout.days.startMs[layout.spec.days]
}

function holds(replay: Replay, fromMs: number, toMs: number): boolean {
  return livedFromMs(replay) <= fromMs && livedMsOf(replay) >= toMs
}

function drawMap(replay: Replay, fromMs: number, toMs: number): MapWindow {
  const { places, customers } = replay.layout
  return prepareWindow(drawWindow(replay, fromMs, toMs), places.count, customers.count)
}

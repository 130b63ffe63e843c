import { assert } from '../../sim/assert.ts'
import { advance } from '../../sim/run/index.ts'
import type { Run } from '../../sim/run/index.ts'
import { createWorldRun, dayOfTime, LogLevel, restoreWorld, snapshotWorld } from '../../twin/index.ts'
import type { Layout, Policies, Survey, World } from '../../twin/index.ts'
import { viewBuilder } from '../../data/columns/index.ts'
import type { ColumnTable } from '../../data/columns/index.ts'
import { advanceRun, eventsOf, measureSnapshots, packSnapshot, resumeRun, startRun, unpackSnapshot } from '../run/index.ts'
import type { Checkpoint, PackedSnapshot, RunSettings, RunStatus, ScenarioRun, SnapshotKey } from '../run/index.ts'
import { createJournal, traceInto } from './journal.ts'
import type { Journal } from './journal.ts'

/** State at a local midnight, all events up to then done; the first one is the start, before any event. */
interface Midnight {
  readonly day: number
  readonly snapshot: PackedSnapshot
}

/** Every battery at a local midnight: its capacity and where it is, after the moves before `nextMove`. */
export interface FleetMark {
  readonly timeMs: number
  readonly sohFrac: Float32Array
  readonly kind: Uint8Array
  readonly at: Int32Array
  readonly nextMove: number
}

/** A run that can be looked at again: any moment by the nearest checkpoint and a re-run, any span to draw by its journal. */
export interface Replay {
  /** Number of the run, for whoever keeps several. */
  readonly id: number
  readonly layout: Layout
  readonly survey: Survey
  readonly run: ScenarioRun
  readonly journal: Journal
  /** Daily facts of all days, where a part of a run that ended is lived again; `null` where its own are all there is. */
  readonly allDaily: ColumnTable | null
  /** Bytes that checkpoints may hold. */
  byteLimit: number
  checkpoints: Midnight[]
  /** What the next checkpoints are packed against. */
  key: SnapshotKey | null
  /** Days that were looked at last, the newest at the end: whoever looks stays near. */
  recent: Midnight[]
  /** Days between two checkpoints; doubles when their bytes would exceed the limit. */
  everyDays: number
  readonly marks: FleetMark[]
  readonly markEveryDays: number
  /** Local midnight that is kept next. */
  nextDay: number
  /** Worlds that stand where they were looked at last: one for moments, one that walks through days. */
  cursor: Cursor | null
  walker: Cursor | null
  /** Stocks of the day that was asked for last. */
  stock: StockSamples | null
}

/** The world that was looked at last, and up to when its events are done. */
export interface Cursor {
  readonly world: World
  readonly control: Run
  timeMs: number
}

/** Counts of all stock lists at times of a day. */
export interface StockSamples {
  readonly fromMs: number
  readonly endMs: number
  readonly timesMs: Float64Array
  readonly counts: readonly Int32Array[]
}

export interface ReplaySettings {
  readonly id?: number
  /** Bytes of checkpoints; 256 MiB. */
  readonly byteLimit?: number
  /** Moves in the journal; beyond, windows are made by a re-run. */
  readonly moveLimit?: number
  /** Who decides; the scenario's thresholds when absent. */
  readonly policies?: Policies
  /** Daily facts of all days, where the run is known to its end and a part of it is lived again. */
  readonly allDaily?: ColumnTable
}

const defaultBytes = 256 * 1024 * 1024
/** Snapshots of days looked at last, beside the checkpoints. */
const maxRecent = 4
/** Checkpoints that share a key. */
const checkpointsPerKey = 12
const markBytes = 64 * 1024 * 1024
const bytesOfMark = 9
const quiet = { writeLog: () => undefined, writeDay: () => undefined }

/** Builds the world of a laid-out scenario, ready for its first event, and begins its record. */
export function startReplay(layout: Layout, survey: Survey, settings: ReplaySettings = {}): Replay {
  return recordRun(startRun(layout, runSettings(settings)), survey, 0, settings)
}

/** Lives a run again from a checkpoint at the local midnight that begins `day`, and keeps a record from there on; what came before is not in it. */
export function reviveReplay(layout: Layout, survey: Survey, day: number, checkpoint: Checkpoint, settings: ReplaySettings = {}): Replay {
  return recordRun(resumeRun(layout, checkpoint, runSettings(settings)), survey, day, settings)
}

function runSettings({ policies }: ReplaySettings): RunSettings {
  return { level: LogLevel.facts, ...(policies && { policies }) }
}

function recordRun(
  run: ScenarioRun,
  survey: Survey,
  day: number,
  { id = 0, byteLimit = defaultBytes, moveLimit, allDaily }: ReplaySettings,
): Replay {
  const { world, days } = run
  const { layout } = world
  const journal = createJournal(world, moveLimit)
  const markEveryDays = Math.max(1, Math.ceil((bytesOfMark * journal.batteryRows * (days - day)) / markBytes))
  const replay: Replay = {
    id,
    layout,
    survey,
    run,
    journal,
    allDaily: allDaily ?? null,
    byteLimit,
    checkpoints: [],
    key: null,
    recent: [],
    everyDays: 1,
    marks: [],
    markEveryDays,
    nextDay: day,
    cursor: null,
    walker: null,
    stock: null,
  }
  world.trace = traceInto(journal)
  keepDay(replay, true)
  // About as many as there will be, so that few are made only to be thrown away; most take half of the first one's bytes.
  const bytes = (measureCheckpoints(replay) * (days - day)) / 2
  while (bytes / replay.everyDays > byteLimit) replay.everyDays *= 2
  return replay
}

/** As `advanceRun`, and keeps what a look back needs at local midnights. */
export function advanceReplay(replay: Replay, maxEvents: number): RunStatus {
  const { run, layout } = replay
  const lastEvent = eventsOf(run) + maxEvents
  for (;;) {
    const midnightMs = layout.days.startMs[replay.nextDay]
    const status = advanceRun(run, lastEvent - eventsOf(run), midnightMs)
    if (status.kind !== 'running') return status
    if (run.world.list.peekTime() > midnightMs) keepDay(replay)
    else return status
  }
}

/** Keeps the midnight that was reached; thins what there is when it grows too large. The record's first one stays. */
function keepDay(replay: Replay, isFirst = false): void {
  const { run, nextDay: day } = replay
  if (isFirst || day % replay.markEveryDays === 0) replay.marks.push(markFleet(replay))
  if (isFirst || day % replay.everyDays === 0) {
    replay.checkpoints.push({ day, snapshot: keepState(replay, snapshotWorld(run.world)) })
    while (measureCheckpoints(replay) > replay.byteLimit && replay.checkpoints.length > 1) thinCheckpoints(replay)
  }
  replay.nextDay = day + 1
}

/** Packs a state against the last key; now and then it becomes the key itself, for the longer ago the more has changed. */
function keepState(replay: Replay, whole: ArrayBuffer): PackedSnapshot {
  const { key, checkpoints } = replay
  const isStale = checkpoints.length % checkpointsPerKey === 0
  if (key !== null && !isStale && key.whole.byteLength === whole.byteLength) return packSnapshot(whole, key)
  const packed = packSnapshot(whole)
  replay.key = { packed, whole }
  return packed
}

function markFleet({ run, layout, nextDay, journal }: Replay): FleetMark {
  const { q, placeKind, place } = run.world.t.battery
  const rows = run.world.t.clock.batteryRows[0]
  return {
    timeMs: layout.days.startMs[nextDay],
    sohFrac: Float32Array.from(q.subarray(0, rows)),
    kind: placeKind.slice(0, rows),
    at: place.slice(0, rows),
    nextMove: journal.moves.rows,
  }
}

function thinCheckpoints(replay: Replay): void {
  replay.everyDays *= 2
  replay.checkpoints = replay.checkpoints.filter(({ day }, at) => at === 0 || day % replay.everyDays === 0)
}

/** Gives the run less room for its checkpoints: looking back then takes longer. */
export function shrinkReplay(replay: Replay, byteLimit: number): void {
  replay.byteLimit = byteLimit
  while (measureCheckpoints(replay) > byteLimit && replay.checkpoints.length > 1) thinCheckpoints(replay)
}

/** Bytes that the checkpoints hold. */
export function measureCheckpoints({ checkpoints }: Replay): number {
  return measureSnapshots(checkpoints.map(({ snapshot }) => snapshot))
}

function endMsOf({ days, spec }: Layout): number {
  return days.startMs[spec.days]
}

/** Up to when all events are done: moments and spans up to here can be looked at; −1 before the first event. */
export function livedMsOf({ run, layout }: Replay): number {
  return run.status.kind === 'done' ? endMsOf(layout) : Math.min(endMsOf(layout), run.world.list.peekTime() - 1)
}

/** From when on moments and spans can be looked at, ms: 0 but for a run that is lived again from later on. */
export function livedFromMs({ journal }: Replay): number {
  return journal.fromMs
}

/** Up to when the run itself has lived: further than a record of a part of it. */
export function knownMsOf(replay: Replay): number {
  return replay.allDaily === null ? livedMsOf(replay) : endMsOf(replay.layout)
}

/** Daily facts: of the whole run where they are known, else of the days lived so far. */
export function allDailyOf({ allDaily, run }: Replay): ColumnTable {
  return allDaily ?? viewBuilder(run.daily)
}

/**
 * The world as it was at `timeMs`, all events up to then done, the same whichever way it is reached. It is lent until the next call: read
 * it, change nothing. Going forwards is a step; else the nearest checkpoint before is restored and run on. Not before `livedFromMs`, not after `livedMsOf`.
 */
export function seekWorld(replay: Replay, timeMs: number): World {
  replay.cursor = moveCursor(replay, replay.cursor, timeMs)
  return replay.cursor.world
}

/** As `seekWorld`, with the number of events since the run's start. */
export function seekEvents(replay: Replay, timeMs: number): { readonly world: World; readonly events: number } {
  const world = seekWorld(replay, timeMs)
  return { world, events: world.t.run.eventCount[0] }
}

/** Visits the world at rising times; apart from `seekWorld`, whose world stays where it is. */
export function walkWorld(replay: Replay, timesMs: ArrayLike<number>, visit: (world: World, index: number) => void): void {
  for (let i = 0; i < timesMs.length; i++) {
    replay.walker = moveCursor(replay, replay.walker, timesMs[i])
    visit(replay.walker.world, i)
  }
}

/** The state at the beginning of the local day that holds a moment of the lived span. */
export function snapshotDay(replay: Replay, timeMs: number): { readonly day: number; readonly snapshot: ArrayBuffer } {
  const day = dayOfTime(replay.layout.days, timeMs)
  replay.walker = moveCursor(replay, replay.walker, replay.layout.days.startMs[day])
  return { day, snapshot: snapshotWorld(replay.walker.world) }
}

function moveCursor(replay: Replay, from: Cursor | null, timeMs: number): Cursor {
  assert(timeMs >= livedFromMs(replay) && timeMs <= livedMsOf(replay), 'seek-not-lived', timeMs)
  const checkpoint = checkpointBefore(replay, timeMs)
  const isNear = from !== null && from.timeMs <= timeMs && from.timeMs >= startOf(replay, checkpoint)
  const cursor = isNear && from !== null ? from : approach(replay, checkpoint, timeMs)
  advance(cursor.control, timeMs, Infinity)
  cursor.timeMs = timeMs
  return cursor
}

/** A world at the checkpoint or, past that, at the last local midnight before `timeMs`, which is kept for the next look. */
function approach(replay: Replay, checkpoint: Midnight, timeMs: number): Cursor {
  const cursor = restore(replay, checkpoint)
  const day = dayOfTime(replay.layout.days, timeMs)
  if (day <= checkpoint.day) return cursor
  advance(cursor.control, replay.layout.days.startMs[day], Infinity)
  replay.recent = [...replay.recent, { day, snapshot: packSnapshot(snapshotWorld(cursor.world)) }].slice(-maxRecent)
  return cursor
}

function startOf({ layout }: Replay, { day }: Midnight): number {
  return layout.days.startMs[day]
}

function checkpointBefore(replay: Replay, timeMs: number): Midnight {
  const kept = replay.checkpoints.findLast((c) => startOf(replay, c) <= timeMs) ?? replay.checkpoints[0]
  return replay.recent.reduce((best, c) => (c.day > best.day && startOf(replay, c) <= timeMs ? c : best), kept)
}

function restore(replay: Replay, checkpoint: Midnight, level: number = LogLevel.facts, sink: World['sink'] = quiet): Cursor {
  const { policies } = replay.run.world
  const world = restoreWorld(replay.layout, unpackSnapshot(checkpoint.snapshot), { level, sink, policies })
  return { world, control: createWorldRun(world), timeMs: startOf(replay, checkpoint) }
}

/** A world from the nearest checkpoint before a moment on, all events of that moment still to come, that writes its log at a level. */
export function restoreToLog(replay: Replay, timeMs: number, level: number, writeLog: World['sink']['writeLog']): Cursor {
  return restore(replay, checkpointBefore(replay, Math.max(livedFromMs(replay), timeMs - 1)), level, { ...quiet, writeLog })
}

/** A tour lasts less than this: what a courier does now began after. */
export const longestTourMs = 48 * 3_600_000

/** A journal that holds the span: the run's own, or where that was full before, one made by a re-run. */
export function journalOf(replay: Replay, fromMs: number, toMs: number): Journal {
  if (replay.journal.endsMs > toMs) return replay.journal
  const { world, control } = restore(replay, checkpointBefore(replay, Math.max(livedFromMs(replay), fromMs - longestTourMs)))
  const journal = createJournal(world)
  world.trace = traceInto(journal)
  advance(control, toMs, Infinity)
  return journal
}

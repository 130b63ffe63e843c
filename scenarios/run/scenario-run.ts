import { appendColumns, createBuilder, viewBuilder } from '../../data/columns/index.ts'
import type { ColumnTable, TableBuilder } from '../../data/columns/index.ts'
import { AssertionError } from '../../sim/assert.ts'
import { advance, progressOf } from '../../sim/run/index.ts'
import type { Run } from '../../sim/run/index.ts'
import { closeRecord, createWorld, createWorldRun, dailyFacts, nowMs, tabulateFade, tabulateHours, today } from '../../twin/index.ts'
import type { Layout, LogChunk, Policies, RunSink, World } from '../../twin/index.ts'

/** A run of one scenario under way: the world, and the facts that it wrote so far. */
export interface ScenarioRun {
  readonly world: World
  readonly control: Run
  readonly days: number
  readonly daily: TableBuilder
  status: RunStatus
}

/** `stopped`: a limit was hit; what stands so far is kept. */
export type RunStatus = { readonly kind: 'running' } | { readonly kind: 'done' } | { readonly kind: 'stopped'; readonly reason: string }

export interface RunSettings {
  /** `LogLevel`. */
  readonly level: number
  readonly writeLog?: (chunk: LogChunk) => void
  readonly policies?: Policies
}

const ignoreLog = (): void => undefined

/** Builds the world of a laid-out scenario, ready for its first event. */
export function startRun(layout: Layout, settings: RunSettings): ScenarioRun {
  const daily = createBuilder(dailyFacts, 4096)
  const world = createWorld(layout, {
    level: settings.level,
    ...(settings.policies ? { policies: settings.policies } : {}),
    sink: sinkOf(daily, settings),
  })
  return { world, control: createWorldRun(world), days: layout.spec.days, daily, status: { kind: 'running' } }
}

/** Where a run's record goes: days to the builder, the log to whoever asked for it. */
export function sinkOf(daily: TableBuilder, settings: RunSettings): RunSink {
  return { writeLog: settings.writeLog ?? ignoreLog, writeDay: (rows, columns) => appendColumns(daily, columns, rows) }
}

/**
 * Executes up to `maxEvents` events in order, none later than `untilMs`, and answers how the run stands. Between two calls a caller may look at the facts, pause, or
 * drop the run: nothing of it lies outside `run`. A hit limit stops the run with its reason; a failed assertion of the program is thrown
 * with seed, time and event number, so that it can be replayed.
 */
export function advanceRun(run: ScenarioRun, maxEvents: number, untilMs = Infinity): RunStatus {
  if (run.status.kind !== 'running') return run.status
  try {
    const { reason, limit, eventCount } = advance(run.control, Math.min(endOf(run), untilMs), maxEvents)
    if (reason === 'budget' || (reason === 'until' && untilMs < endOf(run))) return run.status
    return endRun(run, limit === null ? { kind: 'done' } : limitReached('limit-events', eventCount))
  } catch (error) {
    return endRun(run, explain(run, error))
  }
}

function endOf({ world, days }: ScenarioRun): number {
  return world.layout.days.startMs[days]
}

function endRun(run: ScenarioRun, status: RunStatus): RunStatus {
  closeRecord(run.world)
  run.status = status
  return status
}

/** Codes of limits, and the scenario's key of each. */
const limitKeys: Readonly<Record<string, string>> = {
  'limit-batteries': 'limits.batteries',
  'limit-open-orders': 'limits.openOrders',
  'limit-pending-events': 'limits.pendingEvents',
  'limit-events': 'limits.events',
}

function limitReached(code: string, value: number | string): RunStatus {
  return { kind: 'stopped', reason: `${limitKeys[code] ?? code} is reached (${value}): raise it in the scenario, or run fewer days` }
}

function explain(run: ScenarioRun, error: unknown): RunStatus {
  if (error instanceof AssertionError && error.code.startsWith('limit-')) return limitReached(error.code, error.value ?? '')
  const { world } = run
  const place = `seed ${world.layout.spec.seed}, day ${today(world)}, ${nowMs(world)} ms, event ${eventsOf(run)}`
  throw new Error(`the run broke off at ${place}: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
}

/** The fact tables as they stand: whole days, hours and fade up to now. */
export function factsOf(run: ScenarioRun): readonly ColumnTable[] {
  return [viewBuilder(run.daily), tabulateHours(run.world), tabulateFade(run.world)]
}

/** Events executed since the run's start. */
export function eventsOf(run: ScenarioRun): number {
  return progressOf(run.control).eventCount
}

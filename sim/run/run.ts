import { assert } from '../assert.ts'
import type { ArenaTables } from '../arena/index.ts'
import type { EventList } from '../events/index.ts'

/** Whether a run goes on, as stored in its table. */
export const RunStatus = { running: 0, paused: 1, cancelled: 2, limitEvents: 3, limitTime: 4 } as const

/** Table of a run, to be spread into a world's schema: what has been executed, and how the run stands. */
export const runSchema = { run: { rows: 1, columns: { eventCount: 'f64', time: 'f64', status: 'u8' } } } as const

/** The views of a run's table. */
export type RunColumns = ArenaTables<typeof runSchema>['run']

/**
 * What run control needs of a model. After growth of its arena the model answers with the new `list` and `columns`; nothing is kept
 * across events. `handle` is one `switch` over the integer `kind`.
 */
export interface RunModel {
  readonly list: EventList
  readonly columns: RunColumns
  readonly handle: (kind: number, subject: number, time: number) => void
  /** Called before each event, when no event is under way: the moment to grow the arena. */
  readonly prepare?: () => void
}

/** Bounds of the whole run; an event beyond them is not executed. */
export interface RunLimits {
  readonly maxEvents: number
  /** Time of the last event that may be executed, in the list's unit. */
  readonly maxTime: number
}

export interface Run {
  readonly model: RunModel
  readonly limits: RunLimits
}

/**
 * Why `advance` came back. `until`: the next event lies beyond the asked time · `budget`: the asked number of events is done · `empty`: no
 * event is left · `paused`, `cancelled`: as asked · `limit`: the run's bounds are reached, which ends it.
 */
export type StopReason = 'until' | 'budget' | 'empty' | 'paused' | 'cancelled' | 'limit'

export interface Progress {
  /** Events executed since the run's start. */
  readonly eventCount: number
  /** Time of the last event executed, 0 before the first. */
  readonly time: number
  readonly pendingCount: number
  /** The bound that ended the run, if one did. */
  readonly limit: keyof RunLimits | null
}

export interface Advance extends Progress {
  readonly reason: StopReason
}

/** Joins a model with bounds. A restored or forked model goes on as it stood: everything else lies in its arena. Throws `run-limits`. */
export function createRun(model: RunModel, limits: RunLimits): Run {
  assert(limits.maxEvents >= 0 && limits.maxTime === limits.maxTime, 'run-limits', `${limits.maxEvents} events, time ${limits.maxTime}`)
  return { model, limits }
}

/**
 * Executes events in order up to and with `untilTime` (+∞ for all), at most `maxEvents` of them. How a run is cut into calls does not change
 * it: the clock is the time of the last event, not `untilTime`. The handler may pause or cancel the run; that holds after its event.
 * Throws `event-in-past` when an event lies before the clock: a handler has scheduled it there.
 */
export function advance(run: Run, untilTime: number, maxEvents: number): Advance {
  const { model } = run
  const untilEvent = model.columns.eventCount[0] + maxEvents
  // The bounds of run and call are one question each; which of them it was is asked when the answer is no.
  const lastTime = Math.min(untilTime, run.limits.maxTime)
  const lastEvent = Math.min(untilEvent, run.limits.maxEvents)
  for (;;) {
    const { columns, list } = model
    const time = list.peekTime()
    const goesOn = time <= lastTime && columns.eventCount[0] < lastEvent && columns.status[0] === RunStatus.running && time < Infinity
    if (!goesOn) {
      const reason = findStop(run, untilTime, untilEvent - columns.eventCount[0])
      if (reason !== null) return { reason, ...progressOf(run) }
    }
    model.prepare?.()
    executeNext(model)
  }
}

function findStop({ model, limits }: Run, untilTime: number, budget: number): StopReason | null {
  const { columns } = model
  if (columns.status[0] !== RunStatus.running) return reasonOf(columns.status[0])
  const next = model.list.peekTime()
  if (next === Infinity) return 'empty'
  if (next > untilTime) return 'until'
  if (columns.eventCount[0] >= limits.maxEvents) columns.status[0] = RunStatus.limitEvents
  else if (next > limits.maxTime) columns.status[0] = RunStatus.limitTime
  if (columns.status[0] !== RunStatus.running) return 'limit'
  return budget <= 0 ? 'budget' : null
}

function reasonOf(status: number): StopReason {
  if (status === RunStatus.paused) return 'paused'
  return status === RunStatus.cancelled ? 'cancelled' : 'limit'
}

function executeNext(model: RunModel): void {
  const { list, columns } = model
  list.pop()
  const { time } = list
  // The value is a number: a text would be written anew for each event, also when all is well.
  assert(time >= columns.time[0] || columns.eventCount[0] === 0, 'event-in-past', time)
  columns.time[0] = time
  columns.eventCount[0] += 1
  model.handle(list.kind, list.subject, time)
}

/** How far the run has come; to be asked between two events. */
export function progressOf({ model }: Run): Progress {
  const { columns, list } = model
  const status = columns.status[0]
  const limit = status === RunStatus.limitEvents ? 'maxEvents' : status === RunStatus.limitTime ? 'maxTime' : null
  return { eventCount: columns.eventCount[0], time: columns.time[0], pendingCount: list.size, limit }
}

/** Lets `advance` come back after the present event until `resumeRun`; without effect on a run that has ended. */
export function pauseRun({ model: { columns } }: Run): void {
  if (columns.status[0] === RunStatus.running) columns.status[0] = RunStatus.paused
}

/** Lets a paused run go on; without effect on any other. */
export function resumeRun({ model: { columns } }: Run): void {
  if (columns.status[0] === RunStatus.paused) columns.status[0] = RunStatus.running
}

/** Ends the run for good; what it has done stays. Without effect on a run that has ended. */
export function cancelRun({ model: { columns } }: Run): void {
  if (columns.status[0] <= RunStatus.paused) columns.status[0] = RunStatus.cancelled
}

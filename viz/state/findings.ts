import { batch, signal, type ReadonlySignal, type Signal } from '@preact/signals'
import type { IncidentAnswer, IncidentKind, Pick, RunApi, WorstDay } from '../run-api.ts'
import type { Clock } from './clock.ts'

type SearchApi = { readonly [K in 'findIncident' | 'worstDay']: RunApi[K] }

/** What was found, and which way it was looked for. */
export interface FoundIncident extends IncidentAnswer {
  readonly direction: 1 | -1
}

/** What a manager looks for in a run: incidents one by one, and its worst days. */
export interface Findings {
  /** The incident that was jumped to last, or that none follows; `null` when put away. */
  readonly incident: ReadonlySignal<FoundIncident | null>
  readonly worst: ReadonlySignal<WorstDay | null>
  /** Why there is no answer; empty when nothing is wrong. */
  readonly absence: ReadonlySignal<string>
  /** Jumps to the next (1) or last (−1) incident: moves the clock there and selects what it is about. */
  readonly jump: (kind: IncidentKind, direction: 1 | -1) => Promise<void>
  /** Finds the n-th worst day, from 1, and moves the clock to its worst hour. */
  readonly findWorst: (rank: number) => Promise<void>
  readonly closeWorst: () => void
  /** Puts the incident away. */
  readonly putAway: () => void
}

export const incidentWords: Readonly<Record<IncidentKind, string>> = {
  breach: 'SLA breach',
  stockOut: 'Stock-out',
  failedAttempt: 'Failed attempt',
}

const notLived = 'Nothing has been lived yet at this moment. Wait for the run, or move the clock back.'

export function createFindings(api: SearchApi, clock: Clock, selection: Signal<Pick | null>): Findings {
  const incident = signal<FoundIncident | null>(null)
  const worst = signal<WorstDay | null>(null)
  const absence = signal('')
  /** Where the clock was put for the incident that it stands at. */
  let stands = { clockMs: -1, kind: '', timeMs: 0, number: 0 }
  let turn = 0

  /** Only the newest question is answered. */
  const ask = async <T>(question: () => Promise<T | null>, take: (answer: T) => void, absent: string) => {
    const own = ++turn
    clock.isPlaying.value = false
    try {
      const answer = await question()
      if (own !== turn) return
      absence.value = answer === null ? absent : ''
      if (answer !== null) batch(() => take(answer))
    } catch (error) {
      if (own === turn) absence.value = `The run could not be searched: ${error instanceof Error ? error.message : String(error)}`
    }
  }

  const jump = (kind: IncidentKind, direction: 1 | -1) => {
    const nowMs = Math.round(clock.timeMs.peek())
    const isThere = stands.kind === kind && stands.clockMs === nowMs
    const from = isThere ? { timeMs: stands.timeMs, number: stands.number } : { timeMs: nowMs }
    const take = (answer: IncidentAnswer) => {
      incident.value = { ...answer, direction }
      if (answer.incident === null) return
      const { timeMs, number, pick } = answer.incident
      clock.seek(timeMs)
      selection.value = pick
      stands = { clockMs: Math.round(clock.timeMs.peek()), kind, timeMs, number }
    }
    return ask(() => api.findIncident({ kind, direction, ...from }), take, notLived)
  }
  const findWorst = (rank: number) => {
    const take = (found: WorstDay) => {
      worst.value = found
      incident.value = null
      clock.seek(found.peakMs)
    }
    const absent = 'No promise was missed on any day that was lived: there is no worst day.'
    return ask(() => api.worstDay(rank, clock.endMs.peek() - 1), take, absent)
  }
  const closeWorst = () => void (worst.value = null)
  const putAway = () => void (incident.value = null)
  return { incident, worst, absence, jump, findWorst, closeWorst, putAway }
}

import { assert } from '../../sim/assert.ts'

/**
 * A course of events as data: state × event → action, next state. The tables stand in `order-process.ts` and `customer-process.ts`;
 * a standard model can replace a table later, the code around it stays. Ids are stable.
 */
export interface Transition {
  readonly id: string
  readonly from: number
  readonly event: number
  readonly action: number
  readonly to: number
}

/** A compiled table: `action` and `next` at `state * eventCount + event`; −1 where the event does not belong to the state. */
export interface Process {
  readonly name: string
  readonly eventCount: number
  readonly action: Int8Array
  readonly next: Int8Array
}

/** Compiles transitions to two flat arrays. Throws `process-ambiguous` when a state has two answers to one event. */
export function compileProcess(name: string, stateCount: number, eventCount: number, transitions: readonly Transition[]): Process {
  const action = new Int8Array(stateCount * eventCount).fill(-1)
  const next = new Int8Array(stateCount * eventCount).fill(-1)
  for (const { id, from, event, action: does, to } of transitions) {
    const cell = from * eventCount + event
    assert(next[cell] === -1, 'process-ambiguous', `${name} ${id}`)
    action[cell] = does
    next[cell] = to
  }
  return { name, eventCount, action, next }
}

/** Cell of a state and an event; an event that the state does not know is a programmer error (`process-event`). */
export function cellOf(process: Process, state: number, event: number): number {
  const cell = state * process.eventCount + event
  assert(process.next[cell] !== -1, 'process-event', process.next[cell] === -1 ? `${process.name} ${state} × ${event}` : '')
  return cell
}

import { assert } from '../assert.ts'
import * as layout from './layout.ts'
import type { EventTables } from './layout.ts'

// V8 folds a module's own constants; imported ones it would read at each use.
const { DEAD, DEAD_BIT, FREE, MAX_DEPTH, MARK, NEXT, NODE_ROWS, NODES_AT, NUMBERS_AT } = layout

/** About as many nodes as a near cache of 512 KiB holds. */
const LARGE_NODES = 16_384

/**
 * The views that all parts of an event list work on. Everything that must survive between two calls lies in the arena's tables;
 * the scratch arrays and the two bounds are only used within one call.
 */
export class EventStore {
  /** A node's row is its time's place here. */
  readonly times: Float64Array
  /** The same memory as words: node `row` from `row << 1` on. */
  readonly nodes: Int32Array
  readonly nodeCount: number
  readonly heads: Int32Array
  readonly run: Int32Array
  readonly heap: Int32Array
  readonly arrival: Int32Array
  readonly far: Int32Array
  readonly numbers: Float64Array
  readonly counters: Int32Array
  /**
   * All tables as one array of words and one of float64, from the counters on: each array that a function reads costs V8 a check of its kind, its
   * length and its address, so the hot paths read all from these two (measured: 3–6 % of an operation at 1 000 pending).
   */
  readonly words: Int32Array
  readonly floats: Float64Array
  /** Where `heads[0]` and `run[0]` are in `words`. */
  readonly headsAt: number
  readonly runAt: number
  readonly runLength: number
  readonly farAt: number
  /** What was drained from one bucket, newest first. */
  scratchTimes = new Float64Array(64)
  scratchRows = new Int32Array(64)
  /** Times beside the run's first places, while a bucket is sorted there. */
  readonly sortTimes = new Float64Array(64)
  /** What is followed ahead (`ahead.ts`): rows, and by depth of the rungs up to which bucket it has been done. Only the cache depends on it. */
  readonly chains = new Int32Array(8)
  readonly touched = new Int32Array(MAX_DEPTH + 2)
  /** Is the list so large that reading ahead pays? */
  readonly isLarge: boolean
  earliest = 0
  latest = 0

  constructor(tables: EventTables) {
    const { word } = tables.eventNode
    this.times = word
    this.nodes = new Int32Array(word.buffer, word.byteOffset, word.length * 2)
    this.nodeCount = word.length / NODE_ROWS
    this.heads = tables.eventBucket.head
    this.run = tables.eventLate.run
    this.heap = tables.eventLate.heap
    this.arrival = tables.eventLate.arrival
    this.far = tables.eventLate.far
    this.numbers = tables.eventRung.value
    this.counters = tables.eventCounter.count
    const { buffer, byteOffset } = this.counters
    this.words = new Int32Array(buffer, byteOffset, this.findWord(this.far) + this.far.length)
    this.floats = new Float64Array(buffer, byteOffset, NODES_AT + word.length)
    this.headsAt = this.findWord(this.heads)
    this.isLarge = this.nodeCount > LARGE_NODES
    this.runLength = this.run.length
    this.runAt = this.findWord(this.run)
    this.farAt = this.findWord(this.far)
    assert(this.findWord(this.numbers) === NUMBERS_AT * 2 && this.findWord(word) === NODES_AT * 2, 'event-tables')
  }

  private findWord(column: Int32Array | Float64Array): number {
    return (column.byteOffset - this.counters.byteOffset) / 4
  }
}

/** Doubles the scratch arrays, keeping what is in them. */
export function growScratch(store: EventStore): void {
  const times = new Float64Array(store.scratchTimes.length * 2)
  const rows = new Int32Array(times.length)
  times.set(store.scratchTimes)
  rows.set(store.scratchRows)
  store.scratchTimes = times
  store.scratchRows = rows
}

/** Is this row cancelled and waiting to be taken out? */
export function isDead(store: EventStore, row: number): boolean {
  return (store.nodes[(row << 1) + MARK] & DEAD_BIT) !== 0
}

/** Gives a cancelled row back; its generation becomes even again, and one that no handle has. */
export function releaseDead(store: EventStore, row: number): void {
  const { nodes, counters } = store
  nodes[(row << 1) + MARK] += DEAD_BIT
  nodes[(row << 1) + NEXT] = counters[FREE]
  counters[FREE] = row
  counters[DEAD] -= 1
}

import { assert, AssertionError } from '../assert.ts'
import * as layout from './layout.ts'
import { countCapacity, type EventTables } from './layout.ts'
import { HEAP_LIMIT_AT_FIRST, peekLate, takeLate } from './late.ts'
import { refillRun } from './refill.ts'
import { insertBelowRoot } from './rungs.ts'
import { EventStore, isDead, releaseDead } from './store.ts'
import { listPending, sweepDead } from './sweep.ts'

// V8 folds a module's own constants; imported ones it would read at each use (measured: 15–20 % of an operation).
const {
  BUCKETS,
  DEAD,
  DEAD_BIT,
  FAR,
  FREE,
  HEAP_LIMIT,
  HEAP_SIZE,
  KEY,
  KIND_BITS,
  KIND_MASK,
  MARK,
  MAX_DEPTH,
  NEXT,
  NEXT_BUCKET,
  NEXT_LIFE,
  NODE_ROWS,
  NODES_AT,
  NUMBERS_AT,
  ROOT_OFFSET,
  ROW_RANGE,
  RUN_FROM,
  RUN_TO,
  RUNG_SHIFT,
  SCALE,
  SIZE,
  START,
  SUBJECT,
  USED,
} = layout

// Places in the two views over all tables.
const AT_TIME = NODES_AT
const AT_NEXT = 2 * NODES_AT + NEXT
const AT_MARK = 2 * NODES_AT + MARK
const AT_KEY = 2 * NODES_AT + KEY
const AT_SUBJECT = 2 * NODES_AT + SUBJECT
const ROOT_START = NUMBERS_AT + START
const ROOT_SCALE = NUMBERS_AT + SCALE
const ROOT_BUCKETS = NUMBERS_AT + BUCKETS
const ROOT_NEXT = NUMBERS_AT + NEXT_BUCKET

/**
 * Pending events in the order (time, key, first come first served), for any finite float64 time.
 *
 * A ladder queue (Tang, Goh, Thng 2005): the root rung's buckets cover the near future, one last bucket everything beyond; a bucket is
 * sorted only when its turn comes, or spread over a finer rung when many events of different times share it; an event whose bucket
 * has been taken already goes into the sorted run or a small heap. All state lies in the arena's tables, so that a snapshot at any
 * moment between two calls continues with the same events. An event before the present one is no error of the list: it is next.
 *
 * `time`, `key`, `kind` and `subject` describe the event of the last `pop`; they are not part of a snapshot.
 */
export class EventList {
  time = 0
  key = 0
  kind = 0
  subject = 0
  /** Most pending events; `schedule` beyond it throws `event-list-full`. */
  readonly capacity: number
  private readonly store: EventStore
  private readonly times: Float64Array
  private readonly nodes: Int32Array
  private readonly words: Int32Array
  private readonly floats: Float64Array
  private readonly rootAt: number
  private readonly runAt: number
  private readonly farAt: number
  private readonly run: Int32Array
  private readonly counters: Int32Array

  /** Binds an arena's tables, new (all zero) or with a list in them, also grown ones. */
  constructor(tables: EventTables) {
    const store = new EventStore(tables)
    this.store = store
    this.capacity = countCapacity(store.nodeCount)
    this.times = store.times
    this.nodes = store.nodes
    this.words = store.words
    this.floats = store.floats
    this.rootAt = store.headsAt + ROOT_OFFSET
    this.runAt = store.runAt
    this.farAt = store.farAt
    this.run = store.run
    this.counters = store.counters
    if (store.counters[USED] === 0) prepareTables(store)
  }

  /** Pending events, cancelled ones not counted. */
  get size(): number {
    return this.counters[SIZE]
  }

  /**
   * Is there no room for `spare` more events? Then the owner grows the arena (`growArena(arena, eventListRows(…))`) between two events
   * and goes on with a new list over the grown tables.
   */
  needsGrowth(spare = 1): boolean {
    return this.counters[SIZE] + spare > this.capacity
  }

  /**
   * Adds an event at `time` (finite); ties go by `key` (i32, smaller first), then first come, first served. `kind` is 0 … 255, `subject` i32.
   * Answers a handle for `cancel`. Throws `event-time` for NaN or ±∞, `event-kind` and `event-list-full` beyond the capacity.
   */
  schedule(time: number, key: number, kind: number, subject: number): number {
    const { words, floats } = this
    if (time - time !== 0) throw new AssertionError('event-time', time)
    if ((kind & KIND_MASK) !== kind) throw new AssertionError('event-kind', kind)
    let row = words[FREE]
    if (row === 0 || words[SIZE] >= this.capacity) row = this.makeFreeRow()
    const at = row << 1
    words[FREE] = words[at + AT_NEXT]
    words[SIZE] += 1
    floats[row + AT_TIME] = time
    words[at + AT_KEY] = key
    const mark = (words[at + AT_MARK] & ~KIND_MASK) | kind
    words[at + AT_MARK] = mark
    words[at + AT_SUBJECT] = subject
    const place = (time - floats[ROOT_START]) * floats[ROOT_SCALE]
    if (place >= floats[ROOT_NEXT]) {
      const buckets = floats[ROOT_BUCKETS]
      if (place < buckets) {
        const head = (this.rootAt + (place | 0)) | 0
        words[at + AT_NEXT] = words[head]
        words[head] = row
      } else {
        const far = words[FAR]
        words[FAR] = far + 1
        words[this.farAt + far] = row
      }
    } else insertBelowRoot(this.store, row)
    return (mark >>> (KIND_BITS + 1)) * ROW_RANGE + row
  }

  /** Takes the earliest event out and describes it in `time`, `key`, `kind`, `subject`; `false` when none is left. */
  pop(): boolean {
    const { words } = this
    for (;;) {
      const from = words[RUN_FROM]
      let row: number
      if (from < words[RUN_TO] && words[HEAP_SIZE] === 0) {
        row = words[(this.runAt + from) | 0]
        words[RUN_FROM] = (from + 1) | 0
      } else {
        row = this.takeNext()
        if (row === 0) return false
      }
      if (this.describe(row)) return true
    }
  }

  /** `pop`, but an event after `until` stays; `false` when no other is left. Apart from `pop`, which is quicker without a bound (measured: a tenth at 1 000 pending). */
  popUntil(until: number): boolean {
    const { words, floats } = this
    for (;;) {
      const from = words[RUN_FROM]
      let row: number
      if (from < words[RUN_TO] && words[HEAP_SIZE] === 0) {
        row = words[(this.runAt + from) | 0]
        // Also when it is cancelled: the others are no earlier.
        if (floats[row + AT_TIME] > until) return false
        words[RUN_FROM] = (from + 1) | 0
      } else {
        if (peekEarliest(this.store) > until) return false
        row = takeLate(this.store)
        if (row === 0) return false
      }
      if (this.describe(row)) return true
    }
  }

  /** Ends the life of a row that was taken out and shows its event; `false` when it was cancelled. */
  private describe(row: number): boolean {
    const { words } = this
    const at = row << 1
    const mark = words[at + AT_MARK]
    if ((mark & DEAD_BIT) !== 0) {
      releaseDead(this.store, row)
      return false
    }
    words[at + AT_MARK] = mark + NEXT_LIFE
    words[at + AT_NEXT] = words[FREE]
    words[FREE] = row
    words[SIZE] -= 1
    this.time = this.floats[row + AT_TIME]
    this.key = words[at + AT_KEY]
    this.kind = mark & KIND_MASK
    this.subject = words[at + AT_SUBJECT]
    return true
  }

  /** Takes a pending event out; `false` when it has fired or was cancelled before. */
  cancel(handle: number): boolean {
    const { counters, nodes } = this
    const generation = Math.floor(handle / ROW_RANGE)
    const row = handle - generation * ROW_RANGE
    assert(row > 0 && row < counters[USED] && row % NODE_ROWS === 0, 'event-handle', handle)
    const at = (row << 1) + MARK
    if (nodes[at] >>> (KIND_BITS + 1) !== generation || (nodes[at] & DEAD_BIT) !== 0) return false
    nodes[at] += DEAD_BIT
    counters[DEAD] += 1
    counters[SIZE] -= 1
    return true
  }

  /** Takes all pending events of a kind out and answers how many; it looks at every event. */
  cancelKind(kind: number): number {
    const { counters, nodes } = this
    let count = 0
    for (const row of listPending(this.store)) {
      const at = (row << 1) + MARK
      if ((nodes[at] & KIND_MASK) !== kind) continue
      nodes[at] += DEAD_BIT
      count++
    }
    counters[DEAD] += count
    counters[SIZE] -= count
    return count
  }

  /** Time of the earliest event, +∞ when none is left. */
  peekTime(): number {
    const { counters, nodes, run } = this
    if (counters[HEAP_SIZE] === 0 && counters[RUN_FROM] < counters[RUN_TO]) {
      const row = run[counters[RUN_FROM]]
      if ((nodes[(row << 1) + MARK] & DEAD_BIT) === 0) return this.times[row]
    }
    return peekEarliest(this.store)
  }

  /** Visits all pending events in the order in which they would be popped; the list stays as it is. */
  forEachPending(visit: (time: number, key: number, kind: number, subject: number) => void): void {
    const { nodes, times } = this
    for (const row of listPending(this.store)) {
      const at = row << 1
      visit(times[row], nodes[at + KEY], nodes[at + MARK] & KIND_MASK, nodes[at + SUBJECT])
    }
  }

  private takeNext(): number {
    const { words } = this
    if (words[HEAP_SIZE] !== 0) return takeLate(this.store)
    if (!refillRun(this.store)) return 0
    const from = words[RUN_FROM]
    words[RUN_FROM] = from + 1
    return words[this.runAt + from]
  }

  /** A row that no event has yet, else one of the cancelled ones; it stays the head of the free list. */
  private makeFreeRow(): number {
    const { counters, store } = this
    if (counters[SIZE] >= this.capacity) throw new AssertionError('event-list-full', this.capacity)
    if (counters[USED] < store.times.length) {
      counters[FREE] = counters[USED]
      counters[USED] += NODE_ROWS
    } else sweepDead(store)
    return counters[FREE]
  }
}

/** A list in tables of zeros: row 0 means "none", and there is no rung yet. */
function prepareTables(store: EventStore): void {
  store.counters[USED] = NODE_ROWS
  store.counters[HEAP_LIMIT] = HEAP_LIMIT_AT_FIRST
  for (let d = 0; d < MAX_DEPTH; d++) store.numbers[(d << RUNG_SHIFT) + NEXT_BUCKET] = Infinity
}

function peekEarliest(store: EventStore): number {
  for (;;) {
    const row = peekLate(store)
    if (row === 0) {
      if (!refillRun(store)) return Infinity
    } else if (isDead(store, row)) releaseDead(store, takeLate(store))
    else return store.times[row]
  }
}

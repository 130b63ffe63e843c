import { readAhead, SIDE_BY_SIDE, touchLists } from './ahead.ts'
import * as layout from './layout.ts'
import { offsetOfRung } from './layout.ts'
import { HEAP_LIMIT_AT_FIRST, startRun } from './late.ts'
import { sortRows } from './order.ts'
import { gatherRoot, isOutgrown, layOutRung, leaveRung } from './rungs.ts'
import { growScratch, isDead, releaseDead, type EventStore } from './store.ts'

// V8 folds a module's own constants; imported ones it would read at each use.
const {
  BUCKETS,
  DEAD_BIT,
  DEPTH,
  FAR,
  HEAP_LIMIT,
  KEY,
  MARK,
  NEXT,
  NEXT_BUCKET,
  NODES_AT,
  NUMBERS_AT,
  POPPED,
  RUN_FROM,
  RUN_SLACK,
  RUN_TO,
  RUNG_SHIFT,
} = layout

/** Up to so many events of a bucket are sorted by insertion; more get a rung of their own, unless all have the same time. */
const SORT_LIMIT = 32
/** They are sorted in the run's first places. */
const SORT_END = RUN_SLACK + SORT_LIMIT
/** Fewer events than this do without any rung: they are a short run. */
const LEAST_FOR_ROOT = 24

// Places in the two views over all tables.
const AT_TIME = NODES_AT
const AT_NEXT = 2 * NODES_AT + NEXT
const AT_MARK = 2 * NODES_AT + MARK
const AT_KEY = 2 * NODES_AT + KEY
const AT_POPPED = NUMBERS_AT + POPPED

/**
 * Fills the empty run from the next bucket, laying out finer rungs where many events of different times share one. Answers whether
 * any event is left. The last bucket of a rung below the root holds what lies beyond it; when it is reached, the rung has done its work. A measured
 * hot loop, longer than functions here are meant to be.
 */
export function refillRun(store: EventStore): boolean {
  const { words, floats, headsAt, runAt, sortTimes } = store
  for (;;) {
    const depth = words[DEPTH]
    if (depth === 0) return false
    const rung = NUMBERS_AT + ((depth - 1) << RUNG_SHIFT)
    const offset = (headsAt + offsetOfRung(depth - 1)) | 0
    const beyond = (offset + (floats[rung + BUCKETS] | 0)) | 0
    let bucket = (offset + (floats[rung + NEXT_BUCKET] | 0)) | 0
    while (bucket <= beyond && words[bucket] === 0) bucket = (bucket + 1) | 0
    floats[rung + NEXT_BUCKET] = (bucket + 1 - offset) | 0
    if (bucket >= beyond) {
      leaveRung(store)
      if (bucket > beyond) {
        if (depth === 1 && takeFar(store)) return true
        continue
      }
    }
    // Newest first, sorted by insertion from the right, so that of equal events the older one comes to stand before the newer.
    let row = words[bucket]
    words[bucket] = 0
    let from = SORT_END
    do {
      const at = row << 1
      const time = floats[row + AT_TIME]
      let to = from
      from = (from - 1) | 0
      while (to < SORT_END) {
        const other = sortTimes[to]
        const otherRow = words[(runAt + to) | 0]
        if (other > time || (other === time && words[(otherRow << 1) + AT_KEY] >= words[at + AT_KEY])) break
        sortTimes[(to - 1) | 0] = other
        words[(runAt + to - 1) | 0] = otherRow
        to = (to + 1) | 0
      }
      sortTimes[(to - 1) | 0] = time
      words[(runAt + to - 1) | 0] = row
      row = words[at + AT_NEXT]
    } while (row !== 0 && from > RUN_SLACK)
    if (row === 0) {
      words[RUN_FROM] = from
      words[RUN_TO] = SORT_END
      words[HEAP_LIMIT] = HEAP_LIMIT_AT_FIRST
      floats[AT_POPPED] += SORT_END - from
      if (store.isLarge) readAhead(store, bucket, beyond)
      return true
    }
    if (store.isLarge && bucket < beyond) touchLists(store, bucket, Math.min(bucket + SIDE_BY_SIDE, beyond), row)
    let count = drainRest(store, row, from)
    if (words[DEPTH] === 1 && bucket < beyond && isOutgrown(store)) count = gatherRoot(store, count)
    if (layOutRung(store, count)) continue
    startSortedRun(store, count)
    return true
  }
}

/** The root has done its work: what lies beyond it gets a new root, or, when that is too few for one, becomes the run. Answers whether it did the latter. */
function takeFar(store: EventStore): boolean {
  const count = drainFar(store)
  if (count === 0 || (count >= LEAST_FOR_ROOT && layOutRung(store, count))) return false
  startSortedRun(store, count)
  return true
}

/**
 * Moves the living events beyond the root to the scratch, newest first, with their bounds. Answers how many there are. They stand in an array, since
 * their nodes can then be read side by side, not each after the one before (measured: 15–30 % of an operation at 1 000 000 pending).
 */
function drainFar(store: EventStore): number {
  const { words, floats, far } = store
  const total = words[FAR]
  words[FAR] = 0
  while (store.scratchRows.length < total) growScratch(store)
  const { scratchRows, scratchTimes } = store
  let count = 0
  let [earliest, latest] = [Infinity, -Infinity]
  for (let i = total - 1; i >= 0; i--) {
    const row = far[i]
    if ((words[(row << 1) + AT_MARK] & DEAD_BIT) !== 0) {
      releaseDead(store, row)
      continue
    }
    const time = floats[row + AT_TIME]
    scratchTimes[count] = time
    scratchRows[count] = row
    count = (count + 1) | 0
    if (time < earliest) earliest = time
    if (time > latest) latest = time
  }
  store.earliest = earliest
  store.latest = latest
  return count
}

/**
 * Moves what has been sorted at the run's end, and the rest of the bucket's list from `first` on, to the scratch, newest first among
 * equals; cancelled ones of the rest are left out. Sets the bounds and answers how many there are.
 */
function drainRest(store: EventStore, first: number, from: number): number {
  const { times, nodes } = store
  let count = 0
  for (let i = SORT_END - 1; i >= from; i--) {
    store.scratchTimes[count] = store.sortTimes[i]
    store.scratchRows[count++] = store.run[i]
  }
  let earliest = store.scratchTimes[count - 1]
  let latest = store.scratchTimes[0]
  for (let row = first; row !== 0;) {
    const next = nodes[(row << 1) + NEXT]
    if (isDead(store, row)) releaseDead(store, row)
    else {
      if (count === store.scratchRows.length) growScratch(store)
      const time = times[row]
      store.scratchTimes[count] = time
      store.scratchRows[count++] = row
      if (time < earliest) earliest = time
      if (time > latest) latest = time
    }
    row = next
  }
  store.earliest = earliest
  store.latest = latest
  return count
}

/** The scratch becomes the run, turned round to oldest first and then sorted. */
function startSortedRun(store: EventStore, count: number): void {
  const { run, scratchRows, counters } = store
  startRun(store)
  for (let i = 0; i < count; i++) run[RUN_SLACK + i] = scratchRows[count - 1 - i]
  counters[RUN_TO] = RUN_SLACK + count
  counters[HEAP_LIMIT] = HEAP_LIMIT_AT_FIRST
  store.numbers[POPPED] += count
  sortRows(store, run, RUN_SLACK, RUN_SLACK + count)
}

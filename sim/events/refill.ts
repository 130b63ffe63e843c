import * as layout from './layout.ts'
import { offsetOfRung } from './layout.ts'
import { HEAP_LIMIT_AT_FIRST, startRun } from './late.ts'
import { sortRows } from './order.ts'
import { layOutRung, leaveRung } from './rungs.ts'
import { growScratch, isDead, releaseDead, type EventStore } from './store.ts'

// V8 folds a module's own constants; imported ones it would read at each use.
const { BUCKETS, DEPTH, HEAP_LIMIT, KEY, NEXT, NEXT_BUCKET, POPPED, RUN_FROM, RUN_SLACK, RUN_TO, RUNG_SHIFT } = layout

/** Up to so many events of a bucket are sorted by insertion; more get a rung of their own, unless all have the same time. */
const SORT_LIMIT = 32
/** They are sorted in the run's first places. */
const SORT_END = RUN_SLACK + SORT_LIMIT
/** Fewer events than this do without any rung: they are kept sorted. */
const LEAST_FOR_ROOT = 8

/**
 * Fills the empty run from the next bucket, laying out finer rungs where many events of different times share one. Answers whether
 * any event is left. A rung's last bucket holds what lies beyond it; when it is reached, the rung has done its work.
 */
export function refillRun(store: EventStore): boolean {
  const { numbers, heads, counters, times, nodes, run, sortTimes } = store
  for (;;) {
    const depth = counters[DEPTH]
    if (depth === 0) return false
    const rung = (depth - 1) << RUNG_SHIFT
    const offset = offsetOfRung(depth - 1)
    const beyond = (offset + numbers[rung + BUCKETS]) | 0
    let bucket = (offset + numbers[rung + NEXT_BUCKET]) | 0
    while (bucket <= beyond && heads[bucket] === 0) bucket = (bucket + 1) | 0
    numbers[rung + NEXT_BUCKET] = bucket + 1 - offset
    if (bucket >= beyond) {
      leaveRung(store)
      if (bucket > beyond) continue
    }
    // Newest first, sorted by insertion from the right, so that of equal events the older one comes to stand before the newer.
    let row = heads[bucket]
    heads[bucket] = 0
    let from = SORT_END
    do {
      const at = row << 1
      const time = times[row]
      let to = from
      from = (from - 1) | 0
      while (to < SORT_END) {
        const other = sortTimes[to]
        if (other > time || (other === time && nodes[(run[to] << 1) + KEY] >= nodes[at + KEY])) break
        sortTimes[to - 1] = other
        run[to - 1] = run[to]
        to = (to + 1) | 0
      }
      sortTimes[to - 1] = time
      run[to - 1] = row
      row = nodes[at + NEXT]
    } while (row !== 0 && from > RUN_SLACK)
    const needsRoot = bucket === beyond && depth === 1 && SORT_END - from >= LEAST_FOR_ROOT
    if (row === 0 && !needsRoot) {
      counters[RUN_FROM] = from
      counters[RUN_TO] = SORT_END
      counters[HEAP_LIMIT] = HEAP_LIMIT_AT_FIRST
      numbers[POPPED] += SORT_END - from
      store.ahead = bucket < beyond ? heads[bucket + 1] : 0
      return true
    }
    const count = drainRest(store, row, from)
    if (layOutRung(store, count)) continue
    startSortedRun(store, count)
    return true
  }
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

import * as layout from './layout.ts'
import { offsetOfRung } from './layout.ts'
import { gatherLate, insertLate } from './late.ts'
import type { EventStore } from './store.ts'

// V8 folds a module's own constants; imported ones it would read at each use.
const {
  BUCKETS,
  CHILD_BUCKETS,
  DEPTH,
  FAR,
  FINENESS,
  HEAPED,
  HEAP_LIMIT,
  HEAP_SIZE,
  MAX_DEPTH,
  NEXT,
  NEXT_BUCKET,
  POPPED,
  ROOT_OFFSET,
  ROOT_TIME,
  RUN_FROM,
  RUN_TO,
  RUNG_SHIFT,
  SCALE,
  START,
} = layout

/** Events that a bucket of the root is meant to give, by the pace of events since the last root. */
const EVENTS_PER_BUCKET = 6
/**
 * Most steps by which the root becomes finer, each half the bucket. The heap is dear: where most events come soon after the present one, as in bimodal
 * at 1 000 pending, two steps save a quarter of an operation; where none comes late, a bucket that is sorted costs more than its few events.
 */
const MAX_FINENESS = 2
/** Fewest buckets of a rung: the fewer the events, the more it helps to lay out the root seldom. */
const LEAST_ROOT_BUCKETS = 64
const LEAST_CHILD_BUCKETS = 16

/** Puts a row into the finest rung that has not yet passed its time, or among those that are next. The root was tried by the caller. */
export function insertBelowRoot(store: EventStore, row: number, time: number): void {
  const { numbers, heads, nodes, counters } = store
  const depth = counters[DEPTH]
  for (let d = 1; d < depth; d++) {
    const rung = d << RUNG_SHIFT
    const place = (time - numbers[rung + START]) * numbers[rung + SCALE]
    if (place < numbers[rung + NEXT_BUCKET]) continue
    const buckets = numbers[rung + BUCKETS]
    const bucket = offsetOfRung(d) + (place < buckets ? place | 0 : buckets | 0)
    nodes[(row << 1) + NEXT] = heads[bucket]
    heads[bucket] = row
    return
  }
  insertLate(store, row)
  const late = counters[HEAP_SIZE] + (depth === 0 ? counters[RUN_TO] - counters[RUN_FROM] : 0)
  if (late > counters[HEAP_LIMIT]) splitLate(store)
}

/** Gives up the finest rung, whose buckets are all empty. */
export function leaveRung(store: EventStore): void {
  store.counters[DEPTH] -= 1
  store.numbers[(store.counters[DEPTH] << RUNG_SHIFT) + NEXT_BUCKET] = Infinity
}

/** Spreads `count` scratch rows over a new finest rung; `false` when they cannot be told apart by time or no rung is left. */
export function layOutRung(store: EventStore, count: number): boolean {
  const { numbers, counters, earliest } = store
  const depth = counters[DEPTH]
  if (depth === MAX_DEPTH || earliest === store.latest) return false
  const buckets = depth === 0 ? chooseRootBuckets(store, count) : Math.min(CHILD_BUCKETS, Math.max(LEAST_CHILD_BUCKETS, count >> 1))
  const span = Math.min(store.latest - earliest, Number.MAX_VALUE)
  // A scale beyond 1e300 comes from a span next to the smallest numbers: such events are sorted.
  const scale = buckets / (depth === 0 ? chooseRootSpan(store, count, buckets, span) : span)
  if (!(scale < 1e300)) return false
  const rung = depth << RUNG_SHIFT
  numbers[rung + START] = earliest
  numbers[rung + SCALE] = scale
  numbers[rung + BUCKETS] = buckets
  numbers[rung + NEXT_BUCKET] = 0
  counters[DEPTH] = depth + 1
  spreadScratch(store, count, depth)
  return true
}

function chooseRootBuckets(store: EventStore, count: number): number {
  return Math.min(store.heads.length - ROOT_OFFSET - 1, Math.max(LEAST_ROOT_BUCKETS, count << chooseFineness(store)))
}

/** One step finer when many events came into the heap, since their bucket had been taken already; one step coarser when hardly any did. */
function chooseFineness(store: EventStore): number {
  const { counters, numbers } = store
  const [heaped, popped] = [counters[HEAPED], numbers[POPPED]]
  if (heaped * 32 > popped && counters[FINENESS] < MAX_FINENESS) counters[FINENESS] += 1
  else if (heaped * 1024 < popped && counters[FINENESS] > 0) counters[FINENESS] -= 1
  counters[HEAPED] = 0
  return counters[FINENESS]
}

/**
 * Time that the root covers: as long as its buckets take at the pace of events since the last root, but at least an eighth of the
 * events at hand (so that sweeping over those beyond is paid for by events inside), and no longer than all of them.
 */
function chooseRootSpan(store: EventStore, count: number, buckets: number, span: number): number {
  const { numbers, earliest } = store
  const gap = (earliest - numbers[ROOT_TIME]) / numbers[POPPED]
  numbers[POPPED] = 0
  numbers[ROOT_TIME] = earliest
  if (!(gap > 0)) return span
  return Math.min(
    span,
    Math.max((EVENTS_PER_BUCKET / (1 << store.counters[FINENESS])) * gap * buckets, estimateEighth(store, count) - earliest),
  )
}

/** About the first eighth of the scratch times: the 4th smallest of a sample of 32. */
function estimateEighth(store: EventStore, count: number): number {
  const sample = new Float64Array(32)
  for (let i = 0; i < 32; i++) sample[i] = store.scratchTimes[Math.floor((i * count) / 32)]
  return sample.toSorted()[3]
}

/** Oldest first, so that each bucket's list is newest first. */
function spreadScratch(store: EventStore, count: number, depth: number): void {
  const { numbers, heads, nodes, scratchTimes, scratchRows } = store
  const offset = offsetOfRung(depth)
  const start = numbers[(depth << RUNG_SHIFT) + START]
  const scale = numbers[(depth << RUNG_SHIFT) + SCALE]
  const buckets = numbers[(depth << RUNG_SHIFT) + BUCKETS]
  for (let i = count - 1; i >= 0; i--) {
    const place = (scratchTimes[i] - start) * scale
    const row = scratchRows[i]
    if (depth === 0 && !(place < buckets)) {
      store.far[store.counters[FAR]++] = row
      continue
    }
    const bucket = offset + (place < buckets ? place | 0 : buckets | 0)
    nodes[(row << 1) + NEXT] = heads[bucket]
    heads[bucket] = row
  }
}

/** Spreads run and heap over a new rung. When that is not possible the heap may grow to twice the size before the next attempt. */
function splitLate(store: EventStore): void {
  const { counters } = store
  const count = gatherLate(store)
  store.numbers[POPPED] -= count
  if (layOutRung(store, count)) {
    counters[HEAP_SIZE] = 0
    counters[RUN_FROM] = counters[RUN_TO]
    return
  }
  store.numbers[POPPED] += count
  counters[HEAP_LIMIT] = 2 * (counters[HEAP_SIZE] + counters[RUN_TO] - counters[RUN_FROM])
}

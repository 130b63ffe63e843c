import * as layout from './layout.ts'
import { offsetOfRung } from './layout.ts'
import { addToScratch, gatherLate, insertInShortRun, insertLate } from './late.ts'
import type { EventStore } from './store.ts'

// V8 folds a module's own constants; imported ones it would read at each use.
const {
  BUCKETS,
  CHILD_BUCKETS,
  DEPTH,
  FAR,
  FINENESS,
  HEAP_LIMIT,
  HEAP_SIZE,
  LATE,
  MAX_DEPTH,
  NEXT,
  NEXT_BUCKET,
  POPPED,
  ROOT_OFFSET,
  ROOT_SIZE,
  ROOT_TIME,
  RUN_FROM,
  RUN_TO,
  RUNG_SHIFT,
  SCALE,
  SIZE,
  START,
} = layout

/** Events that a bucket of the root is meant to give, by the pace of events since the last root. */
const EVENTS_PER_BUCKET = 6
/**
 * Most steps by which the root becomes finer, each half the bucket. Where most events come soon after the present one, and so after their bucket has been taken, as in
 * bimodal at 1 000 pending, two steps save a sixth of an operation; where none comes late, a bucket that is sorted costs more than its few events.
 */
const MAX_FINENESS = 2
/** With so many events a sample may be large. */
const MANY = 10_000
/** A root whose bucket overflows is laid out anew for all events when they have become so many times as many: those of a list that is being filled. */
const OUTGROWN = 8
/** Fewest buckets of a rung: the fewer the events, the more it helps to lay out the root seldom. */
const LEAST_ROOT_BUCKETS = 64
const LEAST_CHILD_BUCKETS = 16

/** Puts a row into the finest rung that has not yet passed its time, or among those that are next. The root was tried by the caller. */
export function insertBelowRoot(store: EventStore, row: number): void {
  const { counters } = store
  const depth = counters[DEPTH]
  if (depth > 1 && insertInRung(store, row)) return
  if (depth > 0) counters[LATE] += 1
  if (insertInShortRun(store, row)) return
  insertLate(store, row)
  if (counters[HEAP_SIZE] > counters[HEAP_LIMIT]) splitLate(store)
}

/** Puts a row into the finest rung below the root that has not yet passed its time; `false` when all have. */
function insertInRung(store: EventStore, row: number): boolean {
  const { numbers, heads, nodes, counters } = store
  const time = store.times[row]
  const depth = counters[DEPTH]
  for (let d = 1; d < depth; d++) {
    const rung = d << RUNG_SHIFT
    const place = (time - numbers[rung + START]) * numbers[rung + SCALE]
    if (place < numbers[rung + NEXT_BUCKET]) continue
    const buckets = numbers[rung + BUCKETS]
    const bucket = offsetOfRung(d) + (place < buckets ? place | 0 : buckets | 0)
    nodes[(row << 1) + NEXT] = heads[bucket]
    heads[bucket] = row
    return true
  }
  return false
}

/** Gives up the finest rung, whose buckets are all empty. */
export function leaveRung({ numbers, counters }: EventStore): void {
  counters[DEPTH] -= 1
  const rung = counters[DEPTH] << RUNG_SHIFT
  numbers[rung + NEXT_BUCKET] = Infinity
  // A huge time by the scale of tiny ones would be ∞ too, and so within the rung that is none.
  numbers[rung + SCALE] = 0
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

/** One step finer when many events came after their bucket had been taken; one step coarser when hardly any did. */
function chooseFineness(store: EventStore): number {
  const { counters, numbers } = store
  const [late, popped] = [counters[LATE], numbers[POPPED]]
  if (late * 32 > popped && counters[FINENESS] < MAX_FINENESS) counters[FINENESS] += 1
  else if (late * 256 < popped && counters[FINENESS] > 0) counters[FINENESS] -= 1
  counters[LATE] = 0
  return counters[FINENESS]
}

/**
 * Time that the root covers: as long as its buckets take at the pace of events since the last root, but at least an eighth of the
 * events at hand (so that sweeping over those beyond is paid for by events inside), and no longer than all of them. Where too few events ran to
 * know the pace, as after a list has been filled, it is that of the first eighth.
 */
function chooseRootSpan(store: EventStore, count: number, buckets: number, span: number): number {
  const { numbers, earliest } = store
  const eighth = estimateEighth(store, count) - earliest
  const popped = numbers[POPPED]
  const gap = popped * 8 < count ? (eighth * 8) / count : (earliest - numbers[ROOT_TIME]) / popped
  numbers[POPPED] = 0
  numbers[ROOT_TIME] = earliest
  numbers[ROOT_SIZE] = count
  if (!(gap > 0)) return span
  return Math.min(span, Math.max((EVENTS_PER_BUCKET / (1 << store.counters[FINENESS])) * gap * buckets, eighth))
}

/** About the first eighth of the scratch times, by a sample. */
function estimateEighth(store: EventStore, count: number): number {
  const sample = new Float64Array(count < MANY ? 32 : 512)
  for (let i = 0; i < sample.length; i++) sample[i] = store.scratchTimes[Math.floor((i * count) / sample.length)]
  return sample.toSorted()[sample.length / 8 - 1]
}

/** Has the list outgrown its root, so that buckets overflow? Then the root is better laid out anew; asked when it is the only rung. */
export function isOutgrown({ numbers, counters }: EventStore): boolean {
  return counters[SIZE] > OUTGROWN * numbers[ROOT_SIZE]
}

/** Gives up the root, the only rung, and adds its events to `count` scratch rows, newest first among equals. Answers how many there are then. */
export function gatherRoot(store: EventStore, count: number): number {
  const { numbers, heads, nodes, counters, far } = store
  const end = ROOT_OFFSET + numbers[BUCKETS]
  for (let bucket = ROOT_OFFSET + numbers[NEXT_BUCKET]; bucket < end; bucket++) {
    for (let row = heads[bucket]; row !== 0; row = nodes[(row << 1) + NEXT]) count = addToScratch(store, row, count)
    heads[bucket] = 0
  }
  for (let i = counters[FAR] - 1; i >= 0; i--) count = addToScratch(store, far[i], count)
  counters[FAR] = 0
  leaveRung(store)
  return count
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

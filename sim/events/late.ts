import * as layout from './layout.ts'
import { isBefore, isBeforeLate } from './order.ts'
import { growScratch, isDead, releaseDead, type EventStore } from './store.ts'

// V8 folds a module's own constants; imported ones it would read at each use.
const { HEAP_SEQUENCE, HEAP_SIZE, KEY, NODE_ROWS, NODES_AT, NUMBERS_AT, POPPED, RUN_FROM, RUN_SLACK, RUN_TO } = layout

// Places in the two views over all tables.
const AT_TIME = NODES_AT
const AT_KEY = 2 * NODES_AT + KEY
const AT_POPPED = NUMBERS_AT + POPPED

/**
 * The events that are next: a sorted run, and beside it a heap for those that come late, when their bucket has been taken already and the run is long.
 * A tie between both goes to the run: an event enters the heap only when it is strictly before the run's end, and the run starts
 * anew only when the heap is empty.
 */

/**
 * A run of fewer events takes a late one in its place, by moving those on the nearer side of it: a list of few events is such a run and nothing else, and the heap
 * is left to long runs (measured: half of an operation at 10 pending).
 */
const SHORT_RUN = 32
/** How far from a long run's front a late event's place is sought before the heap takes it. */
const FRONT_STEPS = 8
/** A larger heap is spread over a new rung, when its times differ. */
export const HEAP_LIMIT_AT_FIRST = 8

/** Takes in an event that belongs before every bucket not yet taken, when the run is short; else `false`. Behind its equals. A measured hot path. */
export function insertInShortRun(store: EventStore, row: number): boolean {
  const { words, floats, runAt } = store
  const from = words[RUN_FROM]
  const to = words[RUN_TO]
  if (words[HEAP_SIZE] !== 0 || to - from >= SHORT_RUN || to === store.runLength) return false
  floats[AT_POPPED] += 1
  const time = floats[row + AT_TIME]
  const key = words[(row << 1) + AT_KEY]
  const first = (runAt + from) | 0
  const end = (runAt + to) | 0
  const middle = words[(first + end) >> 1]
  const middleTime = floats[middle + AT_TIME]
  if (from > 0 && from < to && (time < middleTime || (time === middleTime && key < words[(middle << 1) + AT_KEY]))) {
    let at = first
    for (;;) {
      const other = words[at]
      const otherTime = floats[other + AT_TIME]
      if (time < otherTime || (time === otherTime && key < words[(other << 1) + AT_KEY])) break
      words[(at - 1) | 0] = other
      at = (at + 1) | 0
    }
    words[(at - 1) | 0] = row
    words[RUN_FROM] = (from - 1) | 0
    return true
  }
  let at = end
  while (at > first) {
    const other = words[(at - 1) | 0]
    const otherTime = floats[other + AT_TIME]
    if (otherTime < time || (otherTime === time && words[(other << 1) + AT_KEY] <= key)) break
    words[at] = other
    at = (at - 1) | 0
  }
  words[at] = row
  words[RUN_TO] = (to + 1) | 0
  return true
}

/** Takes in an event that belongs before every bucket not yet taken, when the run is long, or at the end of its column. */
export function insertLate(store: EventStore, row: number): void {
  const { run, counters } = store
  if (counters[RUN_TO] === run.length && counters[RUN_TO] - counters[RUN_FROM] < SHORT_RUN) {
    moveRunBack(store)
    if (insertInShortRun(store, row)) return
  }
  store.numbers[POPPED] += 1
  const to = counters[RUN_TO]
  if (to < run.length && counters[RUN_FROM] < to && !isBefore(store, row, run[to - 1])) {
    run[to] = row
    counters[RUN_TO] = to + 1
  } else if (counters[HEAP_SIZE] > 0 || !insertNearFront(store, row)) pushHeap(store, row)
}

/** Makes the run empty, with room before it. */
export function startRun(store: EventStore): void {
  store.counters[RUN_FROM] = RUN_SLACK
  store.counters[RUN_TO] = RUN_SLACK
}

/** Moves the earlier ones one place forward and puts the row behind its equals; not when that would be far, or no room is left. */
function insertNearFront(store: EventStore, row: number): boolean {
  const { run, counters } = store
  const from = counters[RUN_FROM]
  const end = Math.min(from + FRONT_STEPS, counters[RUN_TO])
  let at = from
  while (at < end && !isBefore(store, row, run[at])) at++
  if (from === 0 || at === end) return makeRoom(store)
  for (let i = from; i < at; i++) run[i - 1] = run[i]
  run[at - 1] = row
  counters[RUN_FROM] = from - 1
  return true
}

/** A run that has wandered to the end of its column goes back to the beginning; the late event at hand takes the heap. */
function makeRoom(store: EventStore): false {
  const { run, counters } = store
  if (counters[RUN_TO] === run.length && counters[RUN_FROM] >= run.length / 2) moveRunBack(store)
  return false
}

function moveRunBack({ run, counters }: EventStore): void {
  const from = counters[RUN_FROM]
  const to = counters[RUN_TO]
  run.copyWithin(RUN_SLACK, from, to)
  counters[RUN_FROM] = RUN_SLACK
  counters[RUN_TO] = RUN_SLACK + to - from
}

function pushHeap(store: EventStore, row: number): void {
  const { heap, counters } = store
  let at = counters[HEAP_SIZE]
  if (at === 0) counters[HEAP_SEQUENCE] = 0
  store.arrival[(row / NODE_ROWS) | 0] = counters[HEAP_SEQUENCE]++
  counters[HEAP_SIZE] = at + 1
  while (at > 0) {
    const parent = (at - 1) >> 2
    if (!isBeforeLate(store, row, heap[parent])) break
    heap[at] = heap[parent]
    at = parent
  }
  heap[at] = row
}

function popHeap(store: EventStore): number {
  const { heap, counters } = store
  const first = heap[0]
  const size = counters[HEAP_SIZE] - 1
  counters[HEAP_SIZE] = size
  if (size > 0) siftDown(store, heap[size], 0, size)
  return first
}

function siftDown(store: EventStore, row: number, start: number, size: number): void {
  const { heap } = store
  let at = start
  for (;;) {
    const child = 4 * at + 1
    if (child >= size) break
    let least = child
    const end = Math.min(child + 4, size)
    for (let c = child + 1; c < end; c++) if (isBeforeLate(store, heap[c], heap[least])) least = c
    if (!isBeforeLate(store, heap[least], row)) break
    heap[at] = heap[least]
    at = least
  }
  heap[at] = row
}

/** Takes the earliest row out of run and heap; 0 when both are empty. */
export function takeLate(store: EventStore): number {
  if (isHeapNext(store)) return popHeap(store)
  const { run, counters } = store
  return counters[RUN_FROM] < counters[RUN_TO] ? run[counters[RUN_FROM]++] : 0
}

/** The earliest row of run and heap, left where it is; 0 when both are empty. */
export function peekLate(store: EventStore): number {
  if (isHeapNext(store)) return store.heap[0]
  const { run, counters } = store
  return counters[RUN_FROM] < counters[RUN_TO] ? run[counters[RUN_FROM]] : 0
}

function isHeapNext(store: EventStore): boolean {
  const { run, heap, counters } = store
  if (counters[HEAP_SIZE] === 0) return false
  return counters[RUN_FROM] === counters[RUN_TO] || isBefore(store, heap[0], run[counters[RUN_FROM]])
}

/** Copies the rows of run and heap to the scratch, newest first among equals, with their bounds. Answers how many. */
export function gatherLate(store: EventStore): number {
  const { run, counters, arrival } = store
  const heap = Array.from(store.heap.subarray(0, counters[HEAP_SIZE]))
  heap.sort((a, b) => arrival[(b / NODE_ROWS) | 0] - arrival[(a / NODE_ROWS) | 0])
  let count = 0
  store.earliest = Infinity
  store.latest = -Infinity
  for (const row of heap) count = addToScratch(store, row, count)
  for (let i = counters[RUN_TO] - 1; i >= counters[RUN_FROM]; i--) count = addToScratch(store, run[i], count)
  return count
}

/** Adds a row behind `count` ones in the scratch, with its bounds. Answers how many there are then. */
export function addToScratch(store: EventStore, row: number, count: number): number {
  if (count === store.scratchRows.length) growScratch(store)
  const time = store.times[row]
  store.scratchRows[count] = row
  store.scratchTimes[count] = time
  store.earliest = Math.min(store.earliest, time)
  store.latest = Math.max(store.latest, time)
  return count + 1
}

/** Takes the cancelled rows out of run and heap. */
export function sweepLate(store: EventStore): void {
  const { run, heap, counters } = store
  counters[RUN_TO] = keepLiving(store, run, counters[RUN_FROM], counters[RUN_TO])
  const size = keepLiving(store, heap, 0, counters[HEAP_SIZE])
  counters[HEAP_SIZE] = size
  for (let i = (size - 2) >> 2; i >= 0; i--) siftDown(store, heap[i], i, size)
}

export function keepLiving(store: EventStore, rows: Int32Array, from: number, to: number): number {
  let kept = from
  for (let i = from; i < to; i++) {
    if (isDead(store, rows[i])) releaseDead(store, rows[i])
    else rows[kept++] = rows[i]
  }
  return kept
}

import * as layout from './layout.ts'
import type { EventStore } from './store.ts'

// V8 folds a module's own constants; imported ones it would read at each use.
const { KEY, NODE_ROWS } = layout

/**
 * Is event `a` strictly before `b` by (time, key)? No sequence is kept: equal times always lie in the same place of the list, and
 * every move keeps their order, so that equal events stay first come, first served.
 */
export function isBefore(store: EventStore, a: number, b: number): boolean {
  const timeA = store.times[a]
  const timeB = store.times[b]
  return timeA < timeB || (timeA === timeB && store.nodes[(a << 1) + KEY] < store.nodes[(b << 1) + KEY])
}

/** `isBefore`, with ties by the order of arrival: for rows of the late heap only. */
export function isBeforeLate(store: EventStore, a: number, b: number): boolean {
  if (isBefore(store, a, b)) return true
  if (isBefore(store, b, a)) return false
  return store.arrival[(a / NODE_ROWS) | 0] < store.arrival[(b / NODE_ROWS) | 0]
}

/** Stable merge sort of `rows[from] … rows[to − 1]` by (time, key); one pass when they are in order already. */
export function sortRows(store: EventStore, rows: Int32Array, from: number, to: number): void {
  if (isSorted(store, rows, from, to)) return
  const spare = new Int32Array(to - from)
  for (let length = 1; length < to - from; length *= 2) {
    for (let left = from; left + length < to; left += 2 * length) {
      const middle = left + length
      if (isBefore(store, rows[middle], rows[middle - 1])) mergeRows(store, rows, left, middle, Math.min(middle + length, to), spare)
    }
  }
}

function isSorted(store: EventStore, rows: Int32Array, from: number, to: number): boolean {
  for (let i = from + 1; i < to; i++) if (isBefore(store, rows[i], rows[i - 1])) return false
  return true
}

function mergeRows(store: EventStore, rows: Int32Array, left: number, middle: number, right: number, spare: Int32Array): void {
  const count = middle - left
  for (let i = 0; i < count; i++) spare[i] = rows[left + i]
  let i = 0
  let j = middle
  let to = left
  while (i < count && j < right) rows[to++] = isBefore(store, rows[j], spare[i]) ? rows[j++] : spare[i++]
  while (i < count) rows[to++] = spare[i++]
}

import type { ReadingColumns } from './readings.ts'

/*
 * A battery's readings in the one order that does not depend on how they came. The identity of a reading is (boot, sequence); where a
 * terminal does not count, its whole content. Of two readings with one identity and other contents the least by content holds, whichever came first.
 */

const contents = ['socFrac', 'sohFrac', 'tempDegC', 'powerW', 'ratedWh', 'lonDeg', 'latDeg'] as const

/** By content: time, then what was measured, not measured first. 0: the same reading. When it arrived does not count. */
function compareContent(c: ReadingColumns, a: number, b: number): number {
  if (c.timeMs[a] !== c.timeMs[b]) return c.timeMs[a] - c.timeMs[b]
  for (const name of contents) {
    const [x, y] = [c[name][a], c[name][b]]
    const [isX, isY] = [x === x, y === y]
    if (isX && isY ? x !== y : isX !== isY) return !isX ? -1 : !isY ? 1 : x - y
  }
  return 0
}

/** By identity, then content. */
function compareIdentity(c: ReadingColumns, a: number, b: number): number {
  return c.boot[a] - c.boot[b] || c.sequence[a] - c.sequence[b] || compareContent(c, a, b)
}

/** By time: the order in which a battery lives its readings. */
export function compareTime(c: ReadingColumns, a: number, b: number): number {
  return c.timeMs[a] - c.timeMs[b] || c.boot[a] - c.boot[b] || c.sequence[a] - c.sequence[b] || compareContent(c, a, b)
}

function isSameIdentity(c: ReadingColumns, a: number, b: number): boolean {
  return c.sequence[a] >= 0 && c.boot[a] === c.boot[b] && c.sequence[a] === c.sequence[b]
}

/** Rows in an order; only the first `count` entries count. */
export interface RowList {
  rows: Int32Array
  count: number
}

export function createRowList(): RowList {
  return { rows: new Int32Array(8), count: 0 }
}

function pushRow(list: RowList, row: number): void {
  if (list.count === list.rows.length) {
    const larger = new Int32Array(list.rows.length * 2)
    larger.set(list.rows)
    list.rows = larger
  }
  list.rows[list.count++] = row
}

/** Readings of one battery: all that are distinct, by identity; and those that hold, by time. */
export interface OrderedRows {
  readonly all: RowList
  readonly held: RowList
}

/** What new rows did: how many were known before, and the first place in `held` that is another now. */
export interface Insertion {
  readonly duplicates: number
  readonly changedFrom: number
}

/** Takes rows of one battery in any order and any repetition. */
export function insertRows(c: ReadingColumns, ordered: OrderedRows, rows: Int32Array): Insertion {
  const start = ordered.held.count
  let taken = 0
  while (taken < rows.length && isNext(c, ordered, rows[taken])) {
    pushRow(ordered.all, rows[taken])
    pushRow(ordered.held, rows[taken])
    taken += 1
  }
  if (taken === rows.length) return { duplicates: 0, changedFrom: start }
  const merged = mergeRows(c, ordered, rows.slice(taken))
  return { duplicates: merged.duplicates, changedFrom: Math.min(start, merged.changedFrom) }
}

/** The common case: later than everything before, in both orders. */
function isNext(c: ReadingColumns, { all, held }: OrderedRows, row: number): boolean {
  if (all.count === 0) return true
  const last = all.rows[all.count - 1]
  const isNewIdentity = compareIdentity(c, last, row) < 0 && !isSameIdentity(c, last, row)
  return isNewIdentity && compareTime(c, held.rows[held.count - 1], row) < 0
}

function mergeRows(c: ReadingColumns, ordered: OrderedRows, rows: Int32Array): Insertion {
  const added = rows.toSorted((a, b) => compareIdentity(c, a, b))
  const { merged, fresh, duplicates } = mergeDistinct(c, ordered.all, added)
  ordered.all.rows = merged
  ordered.all.count = merged.length
  const holds = (at: number) => at === 0 || !isSameIdentity(c, merged[at - 1], merged[at])
  const isFresh = new Set(fresh)
  const lost = new Set<number>()
  const won: number[] = []
  // The first of an identity holds: a fresh one may take that from one that held before.
  for (let at = 0; at < merged.length; at++) {
    const row = merged[at]
    if (isFresh.has(row)) {
      if (holds(at)) won.push(row)
    } else if (!holds(at)) lost.add(row)
  }
  won.sort((a, b) => compareTime(c, a, b))
  return { duplicates, changedFrom: mergeHeld(c, ordered.held, won, lost) }
}

function mergeDistinct(c: ReadingColumns, all: RowList, added: Int32Array) {
  const merged = new Int32Array(all.count + added.length)
  const fresh: number[] = []
  let [at, old, count, duplicates] = [0, 0, 0, 0]
  while (old < all.count || at < added.length) {
    const takesOld = at >= added.length || (old < all.count && compareIdentity(c, all.rows[old], added[at]) <= 0)
    const row = takesOld ? all.rows[old++] : added[at++]
    if (count > 0 && compareIdentity(c, merged[count - 1], row) === 0) {
      // Known when it was first known, however often it came.
      const kept = merged[count - 1]
      c.knownMs[kept] = Math.min(c.knownMs[kept], c.knownMs[row])
      duplicates += 1
      continue
    }
    merged[count++] = row
    if (!takesOld) fresh.push(row)
  }
  return { merged: merged.slice(0, count), fresh, duplicates }
}

/** Puts rows that hold now into the order of time, takes out those that hold no more; the first place that changed. */
function mergeHeld(c: ReadingColumns, held: RowList, won: readonly number[], lost: ReadonlySet<number>): number {
  if (won.length === 0 && lost.size === 0) return held.count
  const merged = new Int32Array(held.count + won.length)
  let [at, old, count] = [0, 0, 0]
  let changedFrom = -1
  const note = () => {
    if (changedFrom < 0) changedFrom = count
  }
  while (old < held.count || at < won.length) {
    if (old < held.count && lost.has(held.rows[old])) {
      note()
      old += 1
    } else if (at >= won.length || (old < held.count && compareTime(c, held.rows[old], won[at]) < 0)) merged[count++] = held.rows[old++]
    else {
      note()
      merged[count++] = won[at++]
    }
  }
  held.rows = merged
  held.count = count
  return changedFrom < 0 ? count : changedFrom
}

/** How many rows of a list are at or before a time, by halving. */
export function countUntil({ timeMs }: ReadingColumns, { rows, count }: RowList, untilMs: number): number {
  let [low, high] = [0, count]
  while (low < high) {
    const middle = (low + high) >> 1
    if (timeMs[rows[middle]] <= untilMs) low = middle + 1
    else high = middle
  }
  return low
}

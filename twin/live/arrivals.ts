import type { Readings } from './readings.ts'
import type { Clock, Journal } from './ports.ts'

/** A journal in memory that gives readings out when they are known: a file plays as if its readings arrived one after the other. */
export interface Arrivals extends Journal {
  /** Rows that became known up to the clock's moment and were not given out before, at most `most` of them. */
  readonly take: (clock: Clock, most: number) => Int32Array
  /** Rows that are kept and not given out yet. */
  readonly left: () => number
  /** Gives all of them out again, from the first. */
  readonly rewind: () => void
  /** First and last moment at which anything is known; NaN while nothing is kept. */
  readonly span: () => { readonly fromMs: number; readonly toMs: number }
  /** When the next reading that is not given out arrives; Infinity behind the last. */
  readonly nextMs: () => number
}

/** Row numbers fit 30 bits; a sort key beside them is the arrival's rank by time. */
export function createArrivals(readings: Readings): Arrivals {
  let order = new Int32Array(0)
  let kept = 0
  let isSorted = true
  let given = 0
  const sort = () => {
    if (isSorted) return
    const { knownMs } = readings.columns
    const rest = order.slice(given, kept)
    rest.sort((a, b) => knownMs[a] - knownMs[b] || a - b)
    order.set(rest, given)
    isSorted = true
  }
  const append = async (from: number, to: number) => {
    const { knownMs } = readings.columns
    if (kept + to - from > order.length) {
      const larger = new Int32Array(Math.max(4096, kept + to - from, order.length * 2))
      larger.set(order)
      order = larger
    }
    for (let row = from; row < to; row++) {
      if (kept > given && knownMs[row] < knownMs[order[kept - 1]]) isSorted = false
      order[kept++] = row
    }
  }
  const take = (clock: Clock, most: number) => {
    sort()
    const nowMs = clock.nowMs()
    const from = given
    while (given < kept && given - from < most && readings.columns.knownMs[order[given]] <= nowMs) given += 1
    return order.slice(from, given)
  }
  const span = () => {
    sort()
    if (kept === 0) return { fromMs: Number.NaN, toMs: Number.NaN }
    const { knownMs } = readings.columns
    return { fromMs: knownMs[order[0]], toMs: knownMs[order[kept - 1]] }
  }
  const nextMs = () => {
    sort()
    return given < kept ? readings.columns.knownMs[order[given]] : Infinity
  }
  const rewind = () => {
    given = 0
    isSorted = false
    sort()
  }
  return { append, take, left: () => kept - given, rewind, span, nextMs }
}

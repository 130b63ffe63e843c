import { assert } from '../assert.ts'

/**
 * Time-weighted average of a step function (stock, queue length, busy couriers), in TIME_AVERAGE_SIZE cells of a Float64Array from `at` on:
 * start, time of the latest step, value since then, area up to then, min, max. A row of zeros is the value 0 since time 0.
 * With whole times and values the area is exact up to 2⁵³.
 */
export const TIME_AVERAGE_SIZE = 6

const START = 0
const LATEST = 1
const VALUE = 2
const AREA = 3
const MIN = 4
const MAX = 5

/** Begins anew at `time` with `value`. */
export function resetTimeAverage(row: Float64Array, at: number, time: number, value: number): void {
  row[at + START] = time
  row[at + LATEST] = time
  row[at + VALUE] = value
  row[at + AREA] = 0
  row[at + MIN] = value
  row[at + MAX] = value
}

/** From `time` on the value is `value`; times never fall. */
export function stepTimeAverage(row: Float64Array, at: number, time: number, value: number): void {
  assert(time >= row[at + LATEST], 'time-falls', time)
  row[at + AREA] += row[at + VALUE] * (time - row[at + LATEST])
  row[at + LATEST] = time
  row[at + VALUE] = value
  if (value < row[at + MIN]) row[at + MIN] = value
  if (value > row[at + MAX]) row[at + MAX] = value
}

/** Value × time from the start to `time`, which is not before the latest step. */
export function areaUntil(row: Float64Array, at: number, time: number): number {
  assert(time >= row[at + LATEST], 'time-falls', time)
  return row[at + AREA] + row[at + VALUE] * (time - row[at + LATEST])
}

/** Average from the start to `time`; NaN while no time has passed. */
export function averageUntil(row: Float64Array, at: number, time: number): number {
  const area = areaUntil(row, at, time)
  return time > row[at + START] ? area / (time - row[at + START]) : Number.NaN
}

/** Value since the latest step. */
export function currentValue(row: Float64Array, at: number): number {
  return row[at + VALUE]
}

/** Smallest value since the start, values of no duration included. */
export function minOfTimeAverage(row: Float64Array, at: number): number {
  return row[at + MIN]
}

/** Largest value since the start, values of no duration included. */
export function maxOfTimeAverage(row: Float64Array, at: number): number {
  return row[at + MAX]
}

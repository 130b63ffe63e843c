import { assert } from '../assert.ts'

/**
 * Histogram of equal bins, in histogramSize(bins) cells of a Float64Array from `at` on: lower edge, bin width, number of bins,
 * count below, count above, then the bins' counts. Bin i holds lo + i·width ≤ x < lo + (i + 1)·width.
 */
const LO = 0
const WIDTH = 1
const BINS = 2
const BELOW = 3
const ABOVE = 4
/** Cells before the bins' counts. */
export const HISTOGRAM_HEAD = 5

export function histogramSize(bins: number): number {
  return HISTOGRAM_HEAD + bins
}

/** Makes the cells an empty histogram; width > 0, bins a whole number ≥ 1. */
export function resetHistogram(row: Float64Array, at: number, lo: number, width: number, bins: number): void {
  assert(width > 0 && width < Infinity, 'histogram-width', width)
  assert(Number.isInteger(bins) && bins >= 1, 'histogram-bins', bins)
  assert(at + histogramSize(bins) <= row.length, 'histogram-room', row.length)
  row.fill(0, at, at + histogramSize(bins))
  row[at + LO] = lo
  row[at + WIDTH] = width
  row[at + BINS] = bins
}

/** Counts x; ±Infinity goes beyond the ends, NaN is a programmer's error. */
export function addToHistogram(row: Float64Array, at: number, x: number): void {
  assert(x === x, 'histogram-nan')
  const bin = Math.floor((x - row[at + LO]) / row[at + WIDTH])
  if (bin < 0) row[at + BELOW]++
  else if (bin >= row[at + BINS]) row[at + ABOVE]++
  else row[at + HISTOGRAM_HEAD + bin]++
}

/** Adds the counts of a histogram of the same edges; whole numbers, so the order does not matter. */
export function mergeHistogram(row: Float64Array, at: number, other: Float64Array, from: number): void {
  for (let i = LO; i <= BINS; i++) assert(row[at + i] === other[from + i], 'histogram-edges', other[from + i])
  for (let i = BELOW; i < histogramSize(row[at + BINS]); i++) row[at + i] += other[from + i]
}

/** All that was counted, beyond the ends included. */
export function countOfHistogram(row: Float64Array, at: number): number {
  let count = 0
  for (let i = BELOW; i < histogramSize(row[at + BINS]); i++) count += row[at + i]
  return count
}

/**
 * Value below which the share q (0..1) lies, straight within its bin: off by at most one width.
 * −Infinity or Infinity when it lies beyond an end, NaN when empty.
 */
export function quantileOfHistogram(row: Float64Array, at: number, q: number): number {
  assert(q >= 0 && q <= 1, 'quantile-share', q)
  const total = countOfHistogram(row, at)
  if (total === 0) return Number.NaN
  const target = q * total
  let passed = row[at + BELOW]
  if (passed > 0 && target <= passed) return -Infinity
  for (let bin = 0; bin < row[at + BINS]; bin++) {
    const count = row[at + HISTOGRAM_HEAD + bin]
    if (count > 0 && target <= passed + count) return row[at + LO] + row[at + WIDTH] * (bin + (target - passed) / count)
    passed += count
  }
  return Infinity
}

/**
 * Count, mean, variance, smallest and largest of a series of finite numbers, in TALLY_SIZE cells of a Float64Array from `at` on
 * (so that an arena can hold many): count, mean, sum of squared deviations, min, max. A row of zeros is an empty tally.
 * Source: B. P. Welford, Note on a method for calculating corrected sums of squares (1962).
 */
export const TALLY_SIZE = 5

const COUNT = 0
const MEAN = 1
const SQUARES = 2
const MIN = 3
const MAX = 4

export function resetTally(row: Float64Array, at: number): void {
  row.fill(0, at, at + TALLY_SIZE)
}

export function addToTally(row: Float64Array, at: number, x: number): void {
  const count = row[at + COUNT] + 1
  const delta = x - row[at + MEAN]
  const mean = row[at + MEAN] + delta / count
  row[at + COUNT] = count
  row[at + MEAN] = mean
  row[at + SQUARES] += delta * (x - mean)
  if (count === 1 || x < row[at + MIN]) row[at + MIN] = x
  if (count === 1 || x > row[at + MAX]) row[at + MAX] = x
}

/** Adds the tally at `from` of `other` to the one at `at`; merge in a fixed order, for float sums depend on it. Source: Chan, Golub, LeVeque (1979). */
export function mergeTally(row: Float64Array, at: number, other: Float64Array, from: number): void {
  const added = other[from + COUNT]
  if (added === 0) return
  if (row[at + COUNT] === 0) return row.set(other.subarray(from, from + TALLY_SIZE), at)
  const count = row[at + COUNT] + added
  const delta = other[from + MEAN] - row[at + MEAN]
  row[at + SQUARES] += other[from + SQUARES] + (delta * delta * row[at + COUNT] * added) / count
  row[at + MEAN] += (delta * added) / count
  row[at + COUNT] = count
  row[at + MIN] = Math.min(row[at + MIN], other[from + MIN])
  row[at + MAX] = Math.max(row[at + MAX], other[from + MAX])
}

export function countOfTally(row: Float64Array, at: number): number {
  return row[at + COUNT]
}

/** NaN when empty. */
export function meanOfTally(row: Float64Array, at: number): number {
  return row[at + COUNT] === 0 ? Number.NaN : row[at + MEAN]
}

/** Sample variance (n − 1 below the line); NaN below two values. */
export function varianceOfTally(row: Float64Array, at: number): number {
  return row[at + COUNT] < 2 ? Number.NaN : row[at + SQUARES] / (row[at + COUNT] - 1)
}

/** Infinity when empty, as the smallest of nothing. */
export function minOfTally(row: Float64Array, at: number): number {
  return row[at + COUNT] === 0 ? Infinity : row[at + MIN]
}

/** −Infinity when empty. */
export function maxOfTally(row: Float64Array, at: number): number {
  return row[at + COUNT] === 0 ? -Infinity : row[at + MAX]
}

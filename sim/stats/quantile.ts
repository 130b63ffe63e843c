import { assert } from '../assert.ts'

/**
 * Exact quantiles of finite numbers from a sorted copy, for shares 0..1, in the order of `shares`; NaN when there are no values.
 * Linear between the neighbours of rank (n − 1)·q: type 7 of R. J. Hyndman and Y. Fan, Sample quantiles in statistical packages (1996).
 */
export function quantilesOf(values: ArrayLike<number>, shares: readonly number[]): Float64Array {
  const sorted = Float64Array.from(values).toSorted()
  // NaN sorts last, so that a look at both ends suffices.
  if (sorted.length > 0) {
    assert(sorted[0] > -Infinity, 'quantile-value', sorted[0])
    assert(sorted[sorted.length - 1] < Infinity, 'quantile-value', sorted[sorted.length - 1])
  }
  return Float64Array.from(shares, (share) => quantileOfSorted(sorted, share))
}

/** One exact quantile, as quantilesOf. */
export function quantileOf(values: ArrayLike<number>, share: number): number {
  return quantilesOf(values, [share])[0]
}

/** Type-7 quantile of numbers that are sorted already; NaN when there are none. */
export function quantileOfSorted(sorted: ArrayLike<number>, share: number): number {
  assert(share >= 0 && share <= 1, 'quantile-share', share)
  if (sorted.length === 0) return Number.NaN
  const rank = (sorted.length - 1) * share
  const below = Math.floor(rank)
  const lower = sorted[below]
  return below === rank ? lower : lower + (rank - below) * (sorted[below + 1] - lower)
}

import { addToTally, countOfTally, TALLY_SIZE, varianceOfTally } from './tally.ts'

/** Batches below which nothing is said. */
const leastBatches = 10

/**
 * Where a series has left its start behind: the marginal standard error rule over batches of five (MSER-5). Of all truncations in the first half it takes the
 * one whose rest has the smallest squared error of its mean; in the second half the end of any series looks calm. An answer of half the series means that it has
 * no steady part, or is too short to show it.
 * Source: K. P. White, An effective truncation heuristic for bias reduction in simulation output, Simulation 69 (1997); batches of five: K. P.
 * White, M. J. Cobb, S. C. Spratt, A comparison of five steady-state truncation heuristics for simulation (WSC 2000).
 *
 * `series` are finite numbers in order of time, a NaN takes no part. Returns how many of the first values are to be left out (a multiple of
 * `batch`), or `null` when the series has no steady part or is shorter than ten batches.
 */
export function findTruncation(series: ArrayLike<number>, batch = 5): number | null {
  const means = meansOfBatches(series, batch)
  if (means.length < leastBatches) return null
  const half = means.length >> 1
  const rest = new Float64Array(TALLY_SIZE)
  let [best, bestError] = [0, Infinity]
  // From the end, so that each rest is the one before with a batch more.
  for (let at = means.length - 1; at >= 0; at--) {
    if (!Number.isNaN(means[at])) addToTally(rest, 0, means[at])
    const error = squaredErrorOfMean(rest)
    // Of equal errors the longest rest.
    if (at <= half && error <= bestError) [best, bestError] = [at, error]
  }
  return best === half ? null : best * batch
}

/** Sum of squared deviations over the squared count; without a deviation there is no error. */
function squaredErrorOfMean(tally: Float64Array): number {
  const count = countOfTally(tally, 0)
  if (count < 2) return count === 0 ? Infinity : 0
  return (varianceOfTally(tally, 0) * (count - 1)) / (count * count)
}

/** Means of whole batches; NaN where a batch holds nothing. The values beyond the last whole batch are left out. */
function meansOfBatches(series: ArrayLike<number>, batch: number): Float64Array {
  return Float64Array.from({ length: Math.floor(series.length / batch) }, (_, at) => {
    let [count, sum] = [0, 0]
    for (let i = at * batch; i < (at + 1) * batch; i++) {
      if (Number.isNaN(series[i])) continue
      count++
      sum += series[i]
    }
    return sum / count
  })
}

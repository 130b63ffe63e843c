import { assert } from '../assert.ts'

/** Observations that are averaged to one before the search: single ones are too rough. */
const GROUP = 5

/**
 * Where the warm-up of a series ends, by MSER-5: the number of leading observations (a multiple of 5) to drop, so that the rest's mean has the
 * least marginal standard error, Σ(x − mean)² / n². Searched over the first half of the groups of five, for the end of a series always
 * looks calm; an answer of half the series therefore means that it is too short. 0 below 10 observations. Leftovers beyond the last whole group are not used.
 * Source: K. P. White, An effective truncation heuristic for bias reduction in simulation output, Simulation 69 (1997);
 * K. P. White, M. J. Cobb, S. C. Spratt, A comparison of five steady-state truncation heuristics (2000). Throws `mser-value` for a value that is not finite.
 */
export function findWarmUp(series: ArrayLike<number>): number {
  const groups = averageGroups(series)
  let best = 0
  let least = Infinity
  // From the end, so that mean and squared deviations grow by one group at a time (B. P. Welford, 1962).
  let mean = 0
  let squares = 0
  for (let from = groups.length - 1; from >= 0; from--) {
    const count = groups.length - from
    const delta = groups[from] - mean
    mean += delta / count
    squares += delta * (groups[from] - mean)
    const error = squares / (count * count)
    if (from <= groups.length >> 1 && error <= least) {
      best = from
      least = error
    }
  }
  return best * GROUP
}

function averageGroups(series: ArrayLike<number>): Float64Array {
  const groups = new Float64Array(Math.floor(series.length / GROUP))
  for (let i = 0; i < groups.length * GROUP; i++) {
    assert(Number.isFinite(series[i]), 'mser-value', series[i])
    groups[Math.floor(i / GROUP)] += series[i] / GROUP
  }
  return groups
}

import { addToTally, countOfTally, meanOfTally, studentQuantile, TALLY_SIZE, varianceOfTally } from '../../sim/stats/index.ts'

/** A mean of replications with its interval, in the unit of the figure. */
export interface Estimate {
  /** Replications in which the figure is known. */
  readonly n: number
  /** `null` where it is known in none. */
  readonly mean: number | null
  /** Half the width of the interval that holds the true mean with probability `level`; `null` below two replications. */
  readonly halfWidth: number | null
}

/** Two scenarios under the same luck, replication by replication. */
export interface PairedEstimate {
  readonly a: Estimate
  readonly b: Estimate
  /** Of B − A, over the replications in which both are known. */
  readonly difference: Estimate
  /** Whether the interval of the difference leaves zero out; of equal pairs, whether they differ at all. `null` where no interval is known. */
  readonly isDistinguishable: boolean | null
}

/** A figure of each replication; `null` where nothing happened that could be judged. */
export type Figures = readonly (number | null)[]

/** Interval that people expect when none is named. */
export const usualLevel = 0.95

/** Mean and interval by Student's t: replications are independent, their means near normal. Source: A. M. Law, Simulation Modeling and Analysis (5th ed., 2015), 9.4.1. */
export function estimate(figures: Figures, level = usualLevel): Estimate {
  const tally = new Float64Array(TALLY_SIZE)
  for (const value of figures) if (value !== null) addToTally(tally, 0, value)
  const n = countOfTally(tally, 0)
  if (n < 2) return { n, mean: n === 0 ? null : meanOfTally(tally, 0), halfWidth: null }
  const halfWidth = studentQuantile((1 + level) / 2, n - 1) * Math.sqrt(varianceOfTally(tally, 0) / n)
  return { n, mean: meanOfTally(tally, 0), halfWidth }
}

/**
 * Compares the r-th replication of A with the r-th of B, which have met the same luck, so that what both share leaves the difference.
 * Source: A. M. Law, Simulation Modeling and Analysis (5th ed., 2015), 10.2.1 and 11.2. Lists of unequal length are compared as far as both go.
 */
export function comparePaired(a: Figures, b: Figures, level = usualLevel): PairedEstimate {
  const pairs = Array.from({ length: Math.min(a.length, b.length) }, (_, r) => subtract(a[r], b[r]))
  const difference = estimate(pairs, level)
  return { a: estimate(a, level), b: estimate(b, level), difference, isDistinguishable: isApart(difference) }
}

function subtract(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : b - a
}

/** With equal scenarios every difference is exactly zero, and so is its half-width: nothing is apart there. */
export function isApart({ mean, halfWidth }: Estimate): boolean | null {
  return mean === null || halfWidth === null ? null : Math.abs(mean) > halfWidth
}

import type { PairedEstimate } from './paired.ts'

/** How many replications are made: as many as the interval needs, between two limits. */
export interface Precision {
  /** Half-width of the difference that is fine enough, as a share of A's mean. */
  readonly shareOfMean: number
  /** Fewer say nothing about the spread. */
  readonly least: number
  readonly most: number
}

export const usualPrecision: Precision = { shareOfMean: 0.01, least: 5, most: 40 }

export type Stop = 'go-on' | 'precise' | 'most'

/**
 * Whether another replication is needed after `made` of them. `precise`: the interval of the difference is fine enough, or nothing was counted that
 * could be. Source: sequential procedure by half-width, A. M. Law, Simulation Modeling and Analysis (5th ed., 2015), 9.4.1.
 */
export function judgeStop({ a, difference }: PairedEstimate, made: number, { shareOfMean, least, most }: Precision): Stop {
  if (made < least) return made < most ? 'go-on' : 'most'
  if (difference.mean === null && a.mean === null) return 'precise'
  const isFine = difference.halfWidth !== null && difference.halfWidth <= shareOfMean * Math.abs(a.mean ?? 0)
  return isFine ? 'precise' : made < most ? 'go-on' : 'most'
}

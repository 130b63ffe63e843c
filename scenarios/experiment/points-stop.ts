import { estimate } from './paired.ts'
import type { Figures } from './paired.ts'
import type { Precision, Stop } from './stopping.ts'

/**
 * Whether another replication of all points is needed after `made` of them: as long as the half-width of some point's mean is wider than the share of it
 * that is fine enough. All points go on together, so that differences and effects have the same replications everywhere. A point whose figure is
 * never known, and one whose replications have failed but for one, do not hold the others up.
 * Source: sequential procedure by half-width, A. M. Law, Simulation Modeling and Analysis (5th ed., 2015), 9.4.1.
 */
export function judgePoints(figures: readonly Figures[], made: number, { shareOfMean, least, most }: Precision): Stop {
  if (made < least) return 'go-on'
  const isFine = figures
    .map((one) => estimate(one))
    .every(({ mean, halfWidth }) => halfWidth === null || halfWidth <= shareOfMean * Math.abs(mean ?? 0))
  return isFine ? 'precise' : made < most ? 'go-on' : 'most'
}

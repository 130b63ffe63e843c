import { normalQuantile, pow } from '../sim/math/index.ts'
import type { CellsSpec } from './spec.ts'
import type { World } from './world.ts'

/**
 * Capacity of a new pack / rated capacity. Cells in series carry the same current, so the weakest group of parallel cells empties first and ends the
 * discharge. A group's capacity is normal about its cells' mean with their spread / √parallel; that the least of n groups is above x has probability
 * (1 − Φ(x))ⁿ, which one uniform number `luck` (0 < luck < 1) inverts. The rated capacity is that of the median pack.
 */
export function madeFracOf({ inSeries, inParallel, capacitySpread }: CellsSpec, luck: number): number {
  if (capacitySpread === 0) return 1
  const spread = capacitySpread / Math.sqrt(inParallel)
  return weakest(spread, inSeries, luck) / weakest(spread, inSeries, 0.5)
}

/** No group is made with less than this. */
const leastFrac = 0.1

function weakest(spread: number, groups: number, luck: number): number {
  return Math.max(leastFrac, 1 + spread * normalQuantile(1 - pow(1 - luck, 1 / groups)))
}

/** What a battery holds now / rated energy: as it was made, and as it has aged since. */
export function capacityFrac({ t }: World, battery: number): number {
  return t.battery.q[battery] * t.battery.madeFrac[battery]
}

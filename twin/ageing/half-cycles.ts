import { findReversals } from './rainflow.ts'

/** One way of a battery between two turns of its charge. */
export interface HalfCycle {
  readonly isCharge: boolean
  /** |Δsoc|, 0 … 1. */
  readonly depth: number
  /** From leaving the one extreme to reaching the other: rest at either end does not count, rest on the way does. */
  readonly hours: number
  /** depth / hours, 1/h. */
  readonly cRate: number
}

/**
 * Half cycles of a soc series (0 … 1) sampled at rising `hours`, in time order; turns within `deadBand` are none.
 * The C-rate is that of the whole way, as a pack is rated, not of single samples.
 */
export function findHalfCycles(hours: ArrayLike<number>, socFrac: ArrayLike<number>, deadBand = 0): HalfCycle[] {
  const turns = findReversals(socFrac, deadBand)
  return turns.slice(1).map((end, k) => toHalfCycle(hours, socFrac, turns[k], end))
}

function toHalfCycle(hours: ArrayLike<number>, socFrac: ArrayLike<number>, start: number, end: number): HalfCycle {
  let left = start
  while (socFrac[left + 1] === socFrac[start]) left++
  let reached = end
  while (socFrac[reached - 1] === socFrac[end]) reached--
  const change = socFrac[end] - socFrac[start]
  const depth = Math.abs(change)
  const span = hours[reached] - hours[left]
  return { isCharge: change > 0, depth, hours: span, cRate: depth / span }
}

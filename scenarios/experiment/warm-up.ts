import { findTruncation } from '../../sim/stats/index.ts'
import type { Figures } from './paired.ts'

/** Figures by day that say whether the operation has found its pace: promises, stock, couriers, batteries in hand. */
export const warmUpKpis = ['slaKept', 'stockOut', 'courierBusy', 'floatFactor'] as const

const daysPerWeek = 7

/** What is left out at the start. */
export interface WarmUp {
  /** Whole weeks, so that every weekday counts alike. */
  readonly days: number
  /** Figures of `warmUpKpis` that have no steady part in these runs: their means depend on how long is looked. */
  readonly unsteady: readonly string[]
}

/**
 * Days at the start of runs of `days` days that are not yet typical: the longest truncation that MSER-5 finds among the daily courses of both, in
 * whole weeks, at most half of the run. `courses` are the figures by day of `warmUpKpis`, of one run or of several.
 */
export function findWarmUp(courses: Readonly<Record<string, readonly Figures[]>>, days: number): WarmUp {
  const unsteady: string[] = []
  let longest = 0
  for (const [id, runs] of Object.entries(courses)) {
    const cuts = runs
      .filter((course) => course.some((value) => value !== null))
      .map((course) => findTruncation(course.map((value) => value ?? Number.NaN)))
    if (cuts.includes(null)) unsteady.push(id)
    else longest = Math.max(longest, ...cuts.map(Number))
  }
  const weeks = Math.ceil(longest / daysPerWeek)
  return { days: Math.min(weeks * daysPerWeek, Math.floor(days / 2)), unsteady }
}

import { findTruncation } from '../../sim/stats/index.ts'
import type { Figures } from './paired.ts'

/** Figures that say whether the operation has found its pace: promises, stock, couriers, batteries in hand. */
export const warmUpKpis = ['slaKept', 'stockOut', 'courierBusy', 'floatFactor'] as const

/** Spans below which a course says nothing. */
const leastSpans = 10

/** MSER-5 looks at means of five: here at each figure over five days, sums first. */
export const warmUpSpanDays = 5

const daysPerWeek = 7

/** What is left out at the start. */
export interface WarmUp {
  /** Whole weeks, so that every weekday counts alike. */
  readonly days: number
  /** Figures of `warmUpKpis` that have no steady part in these runs: their means depend on how long is looked. */
  readonly unsteady: readonly string[]
  /** Whether the runs are too short to look for one; nothing is left out then. */
  readonly isTooShort: boolean
}

/**
 * Days at the start of runs of `days` days that are not yet typical: the longest truncation that MSER-5 finds among the courses of both, in
 * whole weeks, at most half of the run. `courses` are the figures of `warmUpKpis` over spans of `warmUpSpanDays`, of one run or of several.
 */
export function findWarmUp(courses: Readonly<Record<string, readonly Figures[]>>, days: number): WarmUp {
  if (days < leastSpans * warmUpSpanDays) return { days: 0, unsteady: [], isTooShort: true }
  const unsteady: string[] = []
  let longest = 0
  for (const [id, runs] of Object.entries(courses)) {
    const cuts = runs.filter(isKnown).map((course) => findTruncation(toSeries(course, days), 1))
    if (cuts.includes(null)) unsteady.push(id)
    longest = Math.max(longest, ...cuts.map((spans) => (spans ?? 0) * warmUpSpanDays))
  }
  const weeks = Math.ceil(longest / daysPerWeek)
  return { days: Math.min(weeks * daysPerWeek, Math.floor(days / 2)), unsteady, isTooShort: false }
}

function isKnown(course: Figures): boolean {
  return course.some((value) => value !== null)
}

/** Whole spans only: the rest of a span is noisier than they are. */
function toSeries(course: Figures, days: number): Float64Array {
  return Float64Array.from(course.slice(0, Math.floor(days / warmUpSpanDays)), (value) => value ?? Number.NaN)
}

import { meanAcross, smoothWelch } from '../../sim/stats/index.ts'
import type { Figures } from './paired.ts'

/** A figure day by day over replications: the mean of each day, and that mean smoothed; `null` where it is not known. */
export interface WelchCourse {
  readonly mean: Figures
  /** Shorter by the window. */
  readonly smooth: Figures
}

/** Days on each side of windows that hold whole weeks, so that weekdays leave no waves: one, three and five weeks. */
const weekWindows = [3, 10, 17] as const

/**
 * Windows for runs of `days` days, the shortest first: days on each side, at most a quarter of the run. A run too short for a week has one of fewer days.
 * Source of the quarter: A. M. Law, Simulation Modeling and Analysis (5th ed., 2015), 9.5.1.
 */
export function listWindows(days: number): readonly number[] {
  const most = Math.floor(days / 4)
  const whole = weekWindows.filter((window) => window <= most)
  return whole.length > 0 ? whole : [most]
}

/** The course of a figure over replications, each day by day from the first day on. */
export function averageCourses(courses: readonly Figures[], window: number): WelchCourse {
  const mean = meanAcross(courses.map((course) => course.map((value) => value ?? NaN)))
  return { mean: toFigures(mean), smooth: toFigures(smoothWelch(mean, window)) }
}

function toFigures(values: Float64Array): Figures {
  return Array.from(values, (value) => (Number.isNaN(value) ? null : value))
}

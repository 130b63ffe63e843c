/**
 * Mean across replications at each moment: `series` are courses of one figure, moment by moment, of independent replications. A NaN takes no part; a moment that
 * none knows is NaN. As long as the longest course.
 */
export function meanAcross(series: readonly ArrayLike<number>[]): Float64Array {
  return Float64Array.from({ length: Math.max(0, ...series.map(({ length }) => length)) }, (_, at) =>
    meanOf(series.map((one) => (at < one.length ? one[at] : NaN))),
  )
}

/**
 * Welch's moving average of such a course, which shows where a start has been left behind: each moment is the mean of the `window` moments before it, itself, and
 * the `window` after it; near the start of as many on both sides as there are before it. A NaN takes no part. The last `window` moments have no average:
 * the answer is so much shorter than `course`. `window` is a whole number from 0 (no smoothing) to half of the course.
 * Source: P. D. Welch, The statistical analysis of simulation results, in: S. S. Lavenberg (ed.), The Computer Performance Modeling Handbook (1983),
 * 268–328; A. M. Law and W. D. Kelton, Simulation Modeling and Analysis (3rd ed., 2000), 9.5.1, eq. 9.3.
 */
export function smoothWelch(course: ArrayLike<number>, window: number): Float64Array {
  const values = Float64Array.from(course)
  return Float64Array.from({ length: Math.max(0, values.length - window) }, (_, at) => {
    const reach = Math.min(window, at)
    return meanOf(values.subarray(at - reach, at + reach + 1))
  })
}

function meanOf(values: ArrayLike<number>): number {
  let [count, sum] = [0, 0]
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) continue
    count++
    sum += values[i]
  }
  return sum / count
}

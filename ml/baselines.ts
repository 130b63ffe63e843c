import type { DataSet } from './data-set.ts'
import { fitLine } from './line-fit.ts'
import type { LineFit } from './line-fit.ts'
import { fromLearnedForm, learnedForm } from './scaler.ts'

/** The feature that alone explains the target best on the training rows, and its line. */
export interface OneFeatureModel {
  readonly feature: number
  readonly fit: LineFit
}

/** Least squares of the learned form of the target on each feature alone; the one with the smallest rest wins. Rows of unknown truth do not count. */
export function fitOneFeature(data: DataSet, trainingRows: Int32Array): OneFeatureModel | null {
  const rows = trainingRows.filter((row) => data.isAtLeast[row] === 0)
  if (rows.length < 2) return null
  const y = Float64Array.from(rows, (row) => learnedForm(data.target, data.y[row]))
  let best: OneFeatureModel | null = null
  let least = Infinity
  data.features.forEach((_, feature) => {
    const x = Float64Array.from(rows, (row) => data.x[row * data.features.length + feature])
    const fit = fitLine(x, y)
    const rest = restOf(fit, x, y)
    if (rest >= least) return
    least = rest
    best = { feature, fit }
  })
  return best
}

function restOf({ intercept, slope }: LineFit, x: Float64Array, y: Float64Array): number {
  return x.reduce((sum, value, i) => sum + (y[i] - intercept - slope * value) * (y[i] - intercept - slope * value), 0)
}

/** Its answers for rows, in the target's unit. */
export function predictOneFeature(data: DataSet, { feature, fit }: OneFeatureModel, rows: Int32Array): Float64Array {
  return Float64Array.from(rows, (row) =>
    fromLearnedForm(data.target, fit.intercept + fit.slope * data.x[row * data.features.length + feature]),
  )
}

/** The straight line's answers for rows; where there is no fall to extend, and beyond it, the longest known truth of the training rows. */
export function predictStraightLine(data: DataSet, trainingRows: Int32Array, rows: Int32Array): Float64Array {
  const most = trainingRows.reduce((longest, row) => Math.max(longest, data.y[row]), 0)
  return Float64Array.from(rows, (row) => {
    const estimate = data.lineEstimate[row]
    return Number.isNaN(estimate) ? most : Math.min(most, Math.max(0, estimate))
  })
}

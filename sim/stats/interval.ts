import { assert } from '../assert.ts'
import { normalQuantile } from '../math/index.ts'
import { studentQuantile } from './student.ts'

/** An estimate with the error of its mean and the degrees of freedom of that error. */
export interface Estimate {
  readonly value: number
  readonly standardError: number
  readonly freedom: number
}

/** Half the width of the confidence interval at `level` (0..1, for example 0.95) by Student's t. */
export function halfWidthOf(estimate: Estimate, level: number): number {
  return studentQuantile((1 + level) / 2, estimate.freedom) * estimate.standardError
}

/**
 * An estimate from sections (batches or replications): `pooled` is the figure over all, `sections` the same figure in each section (at least 3), which
 * says how far it scatters. `controls` are figures of mean 0, pooled and by section, that scatter together with it: what they explain is taken off
 * (least squares over the sections), so that the same run says more. Each costs a degree of freedom.
 * Sources: S. Asmussen, P. W. Glynn, Stochastic simulation (2007), III.5 (sectioning); S. S. Lavenberg, P. D. Welch, A perspective on the use of control variables (1981).
 */
export function estimateBySections(pooled: number, sections: Float64Array, controls: readonly Control[] = []): Estimate {
  const count = sections.length
  const freedom = count - 1 - controls.length
  assert(freedom >= 2, 'sections-too-few', count)
  const figure = centre(sections)
  const columns = controls.map((control) => centre(control.sections))
  const weights = fitLeastSquares(columns, figure)
  const value = controls.reduce((sum, control, k) => sum - weights[k] * control.pooled, pooled)
  let squares = 0
  for (let i = 0; i < count; i++) {
    let rest = figure[i]
    for (let k = 0; k < columns.length; k++) rest -= weights[k] * columns[k][i]
    squares += rest * rest
  }
  return { value, standardError: Math.sqrt(squares / freedom / count), freedom }
}

/** A figure whose mean is known to be 0. */
export interface Control {
  readonly pooled: number
  readonly sections: Float64Array
}

/**
 * Do neighbouring sections lean to the same side more than chance would (share 0.01)? Then they are too short to be taken as independent.
 * J. von Neumann's ratio of mean square successive difference (1941), with its normal approximation.
 */
export function areCorrelated(sections: Float64Array): boolean {
  const figure = centre(sections)
  const count = figure.length
  let squares = 0
  let steps = 0
  for (let i = 0; i < count; i++) {
    squares += figure[i] * figure[i]
    if (i > 0) steps += (figure[i] - figure[i - 1]) * (figure[i] - figure[i - 1])
  }
  if (squares === 0) return false
  const lean = 1 - steps / (2 * squares)
  return lean > normalQuantile(0.99) * Math.sqrt((count - 2) / (count * count - 1))
}

function centre(values: Float64Array): Float64Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return values.map((value) => value - mean)
}

/** Weights of `columns` nearest to `target`, by the normal equations; a column that the others explain gets weight 0. */
function fitLeastSquares(columns: readonly Float64Array[], target: Float64Array): Float64Array {
  const rows = columns.map((column) => Float64Array.from([...columns, target], (other) => dot(column, other)))
  const size = columns.length
  for (let k = 0; k < size; k++) {
    const isExplained = !(rows[k][k] > 1e-10 * dot(columns[k], columns[k]))
    if (isExplained) rows[k].fill(0)
    for (let i = 0; i < size; i++) {
      if (i === k || isExplained) continue
      const factor = rows[i][k] / rows[k][k]
      for (let j = k; j <= size; j++) rows[i][j] -= factor * rows[k][j]
    }
  }
  return Float64Array.from(rows, (row, k) => (row[k] === 0 ? 0 : row[size] / row[k]))
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i]
  return sum
}

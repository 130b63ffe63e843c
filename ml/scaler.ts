import { exp, log } from '../sim/math/index.ts'
import type { DataSet, Target } from './data-set.ts'

/** Shift and width: (x − mean) / scale. */
export interface Scaler {
  readonly mean: number
  readonly scale: number
}

/** One scaler a feature, fitted on `rows` only; a feature that does not vary there has scale 1. */
export function fitScalers({ x, features }: DataSet, rows: Int32Array): Scaler[] {
  const width = features.length
  return features.map((_, feature) => fitScaler(Float64Array.from(rows, (row) => x[row * width + feature])))
}

/** The scaler of the learned form of the target, fitted on `rows` only. */
export function fitTargetScaler({ y, target }: DataSet, rows: Int32Array): Scaler {
  return fitScaler(Float64Array.from(rows, (row) => learnedForm(target, y[row])))
}

function fitScaler(values: Float64Array): Scaler {
  let sum = 0
  for (const value of values) sum += value
  const mean = values.length === 0 ? 0 : sum / values.length
  let squares = 0
  for (const value of values) squares += (value - mean) * (value - mean)
  const scale = values.length === 0 ? 0 : Math.sqrt(squares / values.length)
  // What is left of a constant after rounding is no width.
  return { mean, scale: scale > 1e-12 * Math.max(1, Math.abs(mean)) ? scale : 1 }
}

/** The form in which a target is learned. */
export function learnedForm({ transform }: Target, y: number): number {
  return transform === 'log' ? log(1 + y) : y
}

/** Back from the learned form to the target's unit; never below 0. */
export function fromLearnedForm({ transform }: Target, learned: number): number {
  return Math.max(0, transform === 'log' ? exp(learned) - 1 : learned)
}

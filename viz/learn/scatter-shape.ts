import type { JudgedPoint } from '../../ml/index.ts'

/** One axis for both directions, from 0. */
export interface ScatterAxis {
  readonly high: number
  readonly ticks: readonly number[]
}

const wantedSteps = 4

/** The axis that all measured values and all but wild predictions fit on; `null` without a point. */
export function scatterAxis(points: readonly JudgedPoint[]): ScatterAxis | null {
  if (points.length === 0) return null
  const measured = points.reduce((most, point) => Math.max(most, point.measured), 0)
  const predicted = points.reduce((most, point) => Math.max(most, point.predicted), 0)
  // A prediction far off the scale stands at its edge, or it would push all others into a corner.
  const most = Math.max(measured, Math.min(predicted, 1.5 * measured), 1e-9)
  const rough = most / wantedSteps
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = ([1, 2, 5].find((one) => one * power >= rough) ?? 10) * power
  const steps = Math.ceil(most / step - 1e-9)
  const ticks = Array.from({ length: steps + 1 }, (_, i) => Number((i * step).toPrecision(6)))
  return { high: ticks.at(-1)!, ticks }
}

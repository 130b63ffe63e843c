import { log } from '../../sim/math/index.ts'
import type { DataSet, Feature, Target } from '../data-set.ts'
import { fitLine } from '../line-fit.ts'

/** Cells of one split: how long each lived, its capacity in its first hundred cycles, and two of its discharge curves. */
export interface EarlyLife {
  /** Name of the split. */
  readonly split: string
  readonly cells: readonly string[]
  /** Cycles until the capacity falls below the limit. */
  readonly lifeCycles: Float64Array
  /** Cycle of each capacity column, rising. */
  readonly cycles: Float64Array
  /** Ah, cell after cell, `cycles.length` each. */
  readonly capacityAh: Float64Array
  /** Points of a curve: capacity in Ah at falling voltages. */
  readonly points: number
  readonly earlyCurveAh: Float64Array
  readonly lateCurveAh: Float64Array
}

const ln10 = 2.302585092994046
/** End of life of these cells: 80 % of 1.1 Ah (Severson et al. 2019). */
const limitAh = 0.88

/** log10 of the population variance of late − early curve over its points: the one feature of Severson et al. (Nature Energy 4, 383, 2019). */
export function logVarianceOf({ points, earlyCurveAh, lateCurveAh }: EarlyLife, cell: number): number {
  return log10(momentsOf(differenceAt(earlyCurveAh, lateCurveAh, cell, points)).variance)
}

function differenceAt(early: Float64Array, late: Float64Array, cell: number, points: number): Float64Array {
  return Float64Array.from({ length: points }, (_, i) => late[cell * points + i] - early[cell * points + i])
}

function momentsOf(values: Float64Array): { mean: number; variance: number; skew: number; least: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const central = (power: 2 | 3) =>
    values.reduce((sum, value) => sum + (value - mean) * (value - mean) * (power === 3 ? value - mean : 1), 0) / values.length
  const variance = central(2)
  const skew = variance === 0 ? 0 : central(3) / (variance * Math.sqrt(variance))
  return { mean, variance, skew, least: values.reduce((least, value) => Math.min(least, value), Infinity) }
}

/** Of sizes that may be 0: the smallest that the files can tell is 1e-5 Ah. */
function log10(size: number): number {
  return log(Math.max(1e-12, Math.abs(size))) / ln10
}

/** What a net sees of a cell's first hundred cycles. */
const earlyLifeFeatures: readonly Feature[] = [
  { name: 'log10VarDeltaQ', unit: '1', meaning: 'log10 of the variance of the change of the discharge curve' },
  { name: 'log10MinDeltaQ', unit: '1', meaning: 'log10 of the size of its smallest change' },
  { name: 'log10MeanDeltaQ', unit: '1', meaning: 'log10 of the size of its mean change' },
  { name: 'skewDeltaQ', unit: '1', meaning: 'Skewness of the change' },
  { name: 'firstCapacity', unit: 'Ah', meaning: 'Capacity of the first cycle listed' },
  { name: 'capacityRise', unit: 'Ah', meaning: 'Largest capacity less the first' },
  { name: 'slope', unit: 'Ah/cycle', meaning: 'Slope of capacity over all cycles listed' },
  { name: 'lateSlope', unit: 'Ah/cycle', meaning: 'Slope of capacity over the last ten cycles' },
]

const target: Target = { name: 'cycle life', unit: 'cycles', transform: 'log' }

/** One row a cell, of all splits given. The straight line extends the capacity of the cycles listed down to 0.88 Ah. */
export function describeEarlyLife(splits: readonly EarlyLife[]): DataSet {
  const cells = splits.flatMap((split) => split.cells.map((_, cell): [EarlyLife, number] => [split, cell]))
  return {
    name: 'Early life of cells',
    features: earlyLifeFeatures,
    target,
    rows: cells.length,
    x: Float64Array.from(cells.flatMap(([split, cell]) => featuresOf(split, cell))),
    y: Float64Array.from(cells, ([split, cell]) => split.lifeCycles[cell]),
    isAtLeast: new Uint8Array(cells.length),
    cellOfRow: Int32Array.from(cells, (_, row) => row),
    cells: cells.map(([split, cell]) => split.cells[cell]),
    splitOfCell: cells.map(([{ split }]) => split),
    lineEstimate: Float64Array.from(cells, ([split, cell]) => extendLine(split, cell)),
  }
}

function featuresOf(split: EarlyLife, cell: number): number[] {
  const change = momentsOf(differenceAt(split.earlyCurveAh, split.lateCurveAh, cell, split.points))
  const capacity = capacityOf(split, cell)
  const last = Math.max(0, capacity.length - 10)
  return [
    log10(change.variance),
    log10(change.least),
    log10(change.mean),
    change.skew,
    capacity[0],
    capacity.reduce((most, value) => Math.max(most, value), -Infinity) - capacity[0],
    fitLine(split.cycles, capacity).slope,
    fitLine(split.cycles.subarray(last), capacity.subarray(last)).slope,
  ]
}

function capacityOf({ capacityAh, cycles }: EarlyLife, cell: number): Float64Array {
  return capacityAh.subarray(cell * cycles.length, (cell + 1) * cycles.length)
}

function extendLine(split: EarlyLife, cell: number): number {
  const { intercept, slope } = fitLine(split.cycles, capacityOf(split, cell))
  return slope < 0 ? (limitAh - intercept) / slope : NaN
}

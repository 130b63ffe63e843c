import type { DataSet, Feature } from '../data-set.ts'
import { fleetFeatures } from '../fleet/index.ts'
import { fitLine } from '../line-fit.ts'

/** Capacity of cells, cycle by cycle, cell after cell; cycles rise within a cell. */
export interface CapacitySeries {
  readonly name: string
  readonly cells: readonly string[]
  /** Name of the split that each cell came in; empty where there is none. */
  readonly splitOfCell: readonly string[]
  /** First row of each cell, and the number of rows. */
  readonly firstRow: Int32Array
  readonly cycle: Float64Array
  readonly capacityAh: Float64Array
  /** Other columns of numbers, row after row. */
  readonly extraNames: readonly string[]
  readonly extra: Float64Array
}

/** Rows of one cell, made comparable with a battery of a fleet. */
interface Course {
  readonly first: number
  readonly rows: number
  readonly sohFrac: Float64Array
  readonly efc: Float64Array
  /** Row in which the limit is reached; −1 where it is not while anybody looked. */
  readonly end: number
}

/** Rows that an isolated wrong reading cannot move: the median of five. */
const smoothRows = 5
/** Cycles over which the recent loss is measured. */
const recentCycles = 50
/** Cycles that must have been seen before anything is asked. */
const seenCycles = 20
const maxRows = 8000

/** Features that the capacity by cycle tells, under the names of a fleet's: a model on these alone can decide in a run. */
const commonNames = ['headroomFrac', 'sohFrac', 'efc', 'lifeFadePerCycle', 'recentFadePerCycle']
const common: readonly Feature[] = commonNames.map((wanted) => {
  const { name, unit, meaning } = fleetFeatures.find((feature) => feature.name === wanted)!
  return { name, unit, meaning }
})

/**
 * Equivalent full cycles to the limit for points along the life of each cell, with the features that a fleet measures too. Health is the capacity
 * as a share of the cell's own first cycles, each cycle counts as many equivalent full cycles as its health. A cell that was not cycled to the limit
 * (0..1) tells only that it lasted at least so long. The straight line extends the loss since new.
 */
export function describeCapacity(series: CapacitySeries, limitSohFrac: number): DataSet {
  const courses = series.cells.map((_, cell) => followCell(series, cell, limitSohFrac))
  const lived = courses.reduce((sum, { end, rows }) => sum + (end < 0 ? rows : end), 0)
  const step = Math.max(1, Math.ceil(lived / maxRows))
  const points = courses.flatMap((course, cell) => pointsOf(series, course, step).map((row): Point => ({ cell, row, course })))
  const width = common.length + series.extraNames.length
  const x = new Float64Array(points.length * width)
  points.forEach((point, i) => x.set(featuresAt(series, point, limitSohFrac), i * width))
  const each = (of: (point: Point, i: number) => number) => Float64Array.from(points, of)
  return {
    name: series.name,
    features: [...common, ...series.extraNames.map((name) => ({ name, unit: '', meaning: `Column ${name} of the file` }))],
    target: { name: 'equivalent full cycles to the limit', unit: 'cycles', transform: 'log' },
    rows: points.length,
    x,
    y: each(({ course, row }) => course.efc[course.end < 0 ? course.rows - 1 : course.end] - course.efc[row]),
    isAtLeast: Uint8Array.from(points, ({ course }) => (course.end < 0 ? 1 : 0)),
    cellOfRow: Int32Array.from(points, ({ cell }) => cell),
    cells: series.cells,
    splitOfCell: series.splitOfCell,
    lineEstimate: each((_, i) => (x[i * width + 3] > 0 ? Math.max(0, x[i * width]) / x[i * width + 3] : NaN)),
  }
}

interface Point {
  readonly cell: number
  /** From the cell's first row. */
  readonly row: number
  readonly course: Course
}

function followCell({ firstRow, cycle, capacityAh }: CapacitySeries, cell: number, limitSohFrac: number): Course {
  const first = firstRow[cell]
  const rows = firstRow[cell + 1] - first
  const smooth = smoothCapacity(capacityAh.subarray(first, first + rows))
  const whole = medianOf(smooth.subarray(0, Math.min(rows, smoothRows)))
  const sohFrac = smooth.map((capacity) => capacity / whole)
  const efc = new Float64Array(rows)
  let sum = 0
  for (let row = 0; row < rows; row++) {
    sum += sohFrac[row] * (row === 0 ? 1 : cycle[first + row] - cycle[first + row - 1])
    efc[row] = sum
  }
  return { first, rows, sohFrac, efc, end: sohFrac.findIndex((soh) => soh < limitSohFrac) }
}

function smoothCapacity(capacity: Float64Array): Float64Array {
  const half = (smoothRows - 1) / 2
  return capacity.map((_, row) => medianOf(capacity.subarray(Math.max(0, row - half), row + half + 1)))
}

function medianOf(values: Float64Array): number {
  return values.toSorted()[Math.floor((values.length - 1) / 2)]
}

/** Rows of a cell at which the question is asked: every n-th before its limit, or before its last one. */
function pointsOf({ cycle }: CapacitySeries, { first, rows, end }: Course, step: number): number[] {
  const points: number[] = []
  const last = end < 0 ? rows - 1 : end
  for (let row = 0; row < last; row++) if (cycle[first + row] - cycle[first] >= seenCycles && row % step === 0) points.push(row)
  return points
}

function featuresAt({ cycle, extra, extraNames }: CapacitySeries, { row, course }: Point, limitSohFrac: number): number[] {
  const { first, sohFrac, efc } = course
  const lifeFade = (1 - sohFrac[row]) / Math.max(1, efc[row])
  let from = row
  while (from > 0 && cycle[first + row] - cycle[first + from - 1] <= recentCycles) from--
  const recent = row - from < 2 ? lifeFade : -fitLine(efc.subarray(from, row + 1), sohFrac.subarray(from, row + 1)).slope
  const at = (first + row) * extraNames.length
  return [sohFrac[row] - limitSohFrac, sohFrac[row], efc[row], lifeFade, recent, ...extra.subarray(at, at + extraNames.length)]
}

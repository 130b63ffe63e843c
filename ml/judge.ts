import type { Parsed } from '../data/columns/index.ts'
import { fitOneFeature, predictOneFeature, predictStraightLine } from './baselines.ts'
import { pickFeatures, rowOf } from './data-set.ts'
import type { DataSet, Feature } from './data-set.ts'
import { measureErrors } from './errors.ts'
import type { ErrorFigures } from './errors.ts'
import { createPredictor } from './net.ts'
import type { Net } from './net.ts'
import { CellRole, rowsOfRole } from './split.ts'

/** Errors of a net and of both baselines on the same rows of a split; only rows whose truth is known count. */
export interface SplitErrors {
  /** `training`, `validation`, or the name of a test split. */
  readonly name: string
  readonly role: number
  readonly cells: number
  readonly rows: number
  readonly net: ErrorFigures
  /** `null` where no row has a line to extend. */
  readonly straightLine: ErrorFigures | null
  /** `null` where there are too few rows to fit one. */
  readonly oneFeature: ErrorFigures | null
}

/** One row's truth and what the net says, in the target's unit. */
export interface JudgedPoint {
  readonly split: number
  readonly cell: string
  readonly measured: number
  readonly predicted: number
}

export interface Judgement {
  readonly splits: readonly SplitErrors[]
  /** The feature of the one-feature baseline; `null` where there is none. */
  readonly oneFeature: Feature | null
  /** At most some hundred rows of each split, evenly taken. */
  readonly points: readonly JudgedPoint[]
}

const mostPoints = 400

/**
 * Judges a net on a data set, split by split, beside a straight line and the one feature that explains the training rows best (chosen of all
 * features of the set, whether the net has them or not). No value where the set lacks a feature of the net.
 */
export function judgeNet(data: DataSet, roles: Uint8Array, net: Net): Parsed<Judgement> {
  const missing = net.features.filter(({ name }) => !data.features.some((feature) => feature.name === name)).map(({ name }) => name)
  if (missing.length > 0) {
    const remedy = 'These data lack features of the model: take the data that it was trained on.'
    return { value: null, problems: [{ code: 'missing-features', place: data.name, value: missing.join(', ').slice(0, 80), remedy }] }
  }
  const training = rowsOfRole(data, roles, CellRole.training)
  const one = fitOneFeature(data, training)
  const hasLine = data.lineEstimate.some((estimate) => !Number.isNaN(estimate))
  const seen = pickFeatures(
    data,
    net.features.map(({ name }) => name),
  )
  const predict = createPredictor(net)
  const splits: SplitErrors[] = []
  const points: JudgedPoint[] = []
  for (const { name, role, rows } of listSplits(data, roles)) {
    const truth = Float64Array.from(rows, (row) => data.y[row])
    const predicted = Float64Array.from(rows, (row) => predict(rowOf(seen, row)))
    takePoints(points, data, rows, splits.length, predicted)
    splits.push({
      name,
      role,
      cells: new Set(Array.from(rows, (row) => data.cellOfRow[row])).size,
      rows: rows.length,
      net: measureErrors(predicted, truth),
      straightLine: hasLine ? measureErrors(predictStraightLine(data, training, rows), truth) : null,
      oneFeature: one && measureErrors(predictOneFeature(data, one, rows), truth),
    })
  }
  return { value: { splits, oneFeature: one && data.features[one.feature], points }, problems: [] }
}

interface Split {
  readonly name: string
  readonly role: number
  readonly rows: Int32Array
}

/** Rows of known truth by split: training, validation, and every test split by its name. */
function listSplits(data: DataSet, roles: Uint8Array): Split[] {
  const known = (role: number) => rowsOfRole(data, roles, role).filter((row) => data.isAtLeast[row] === 0)
  const test = known(CellRole.test)
  const nameOf = (row: number) => data.splitOfCell[data.cellOfRow[row]] || 'test'
  const names = [...new Set(Array.from(test, nameOf))]
  return [
    { name: 'training', role: CellRole.training, rows: known(CellRole.training) },
    { name: 'validation', role: CellRole.validation, rows: known(CellRole.validation) },
    ...names.map((name) => ({ name, role: CellRole.test, rows: test.filter((row) => nameOf(row) === name) })),
  ].filter(({ rows }) => rows.length > 0)
}

function takePoints(points: JudgedPoint[], data: DataSet, rows: Int32Array, split: number, predicted: Float64Array): void {
  const step = Math.max(1, Math.ceil(rows.length / mostPoints))
  for (let i = 0; i < rows.length; i += step)
    points.push({ split, cell: data.cells[data.cellOfRow[rows[i]]], measured: data.y[rows[i]], predicted: predicted[i] })
}

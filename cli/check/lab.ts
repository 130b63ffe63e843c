import type { Parsed } from '../../data/columns/index.ts'
import {
  createPredictor,
  describeEarlyLife,
  fitLine,
  logVarianceOf,
  measureErrors,
  predictStraightLine,
  rowOf,
  splitCells,
} from '../../ml/index.ts'
import type { DataSet, EarlyLife, ErrorFigures } from '../../ml/index.ts'
import { createTrainer, openBackend } from '../../ml/train/index.ts'
import { log, pow } from '../../sim/math/index.ts'
import { readLabFolder } from './lab-folder.ts'
import type { ExpectedError, LabFolder } from './lab-folder.ts'
import type { CheckResult } from './result.ts'

/** Cycles; percent; and of the coefficients, whose inputs are rounded to 1e-5 Ah. */
const toleranceRmse = 0.1
const toleranceMape = 0.1
const toleranceCoefficient = 1e-3

/** The net that stands beside the one-feature model. Weight decay and epochs were chosen by cross-validation in five parts of the 41 training cells. */
const net = { hidden: [16, 16], activation: 'tanh', batchRows: 8, learningRate: 0.003, weightDecay: 1, seed: 1 } as const
const epochs = 100

/** Predicted and true lives of all cells, row by row of a data set. */
type Lives = Float64Array

/**
 * `voltwin check lab`: the one-feature model log10(cycle life) = a + b·log10(variance of the change of the discharge curve), fitted on the split
 * `train` (else on the first that the expected file names), against the coefficients and errors of the folder. A case is a coefficient, an RMSE (0.1 cycles)
 * or a MAPE (0.1 points). In `figures`, on the same cells: a straight line through the capacity, and a small net trained on the same split.
 */
export async function checkLab(folder: string): Promise<Parsed<CheckResult>> {
  const { value: lab, problems } = readLabFolder(folder)
  if (lab === null) return { value: null, problems }
  const fitted = lab.splits.find(({ split }) => split === 'train') ?? lab.splits.find(({ split }) => split === lab.expected[0].split)!
  const data = describeEarlyLife(lab.splits.map((one) => (one === fitted ? { ...one, split: 'train' } : one)))
  const splitOfRow = lab.splits.flatMap(({ split, cells }) => cells.map(() => split))
  const model = fitVariance(fitted)
  const judgeBy = (lives: Lives) => errorsByKey(lab.expected, splitOfRow, data.y, lives)
  const oneFeature = judgeBy(predictByVariance(lab.splits, model))
  const netLives = await trainNet(data)
  const failed = [...judgeCoefficients(lab, model), ...judgeErrors(lab.expected, oneFeature)]
  const total = 2 + 2 * lab.expected.length
  const figures = {
    fittedOn: fitted.split,
    coefficients: model,
    oneFeature,
    net: { ...judgeBy(netLives), settings: { ...net, epochs, backend: 'wasm' } },
    straightLine: judgeBy(predictStraightLine(data, rowsOf(data, 'train'), rowsOf(data))),
  }
  return { value: { suite: 'lab', total, passed: total - failed.length, skipped: 0, failed, figures }, problems: [] }
}

function log10(x: number): number {
  return log(x) / Math.LN10
}

interface VarianceModel {
  readonly a: number
  readonly b: number
}

function fitVariance(split: EarlyLife): VarianceModel {
  const { intercept, slope } = fitLine(
    split.cells.map((_, cell) => logVarianceOf(split, cell)),
    Array.from(split.lifeCycles, log10),
  )
  return { a: intercept, b: slope }
}

function predictByVariance(splits: readonly EarlyLife[], { a, b }: VarianceModel): Lives {
  return Float64Array.from(splits.flatMap((split) => split.cells.map((_, cell) => pow(10, a + b * logVarianceOf(split, cell)))))
}

function rowsOf({ splitOfCell, rows }: DataSet, split?: string): Int32Array {
  return Int32Array.from({ length: rows }, (_, row) => row).filter((row) => split === undefined || splitOfCell[row] === split)
}

/** Errors for each key: on its split's cells, without the shortest-lived where fewer count. */
function errorsByKey(
  expected: readonly ExpectedError[],
  splitOfRow: readonly string[],
  truth: Lives,
  lives: Lives,
): Record<string, ErrorFigures> {
  return Object.fromEntries(
    expected.map(({ key, split, cells }): [string, ErrorFigures] => {
      const longestFirst = [...truth.keys()].filter((row) => splitOfRow[row] === split).toSorted((a, b) => truth[b] - truth[a])
      const rows = longestFirst.slice(0, cells)
      const pick = (values: Lives) => Float64Array.from(rows, (row) => values[row])
      return [key, measureErrors(pick(lives), pick(truth))]
    }),
  )
}

/** Too few cells to hold some back for choosing an epoch: all of the training split are fitted, for a fixed number of epochs. */
async function trainNet(data: DataSet): Promise<Lives> {
  await openBackend('wasm')
  const trainer = createTrainer(data, splitCells(data, { seed: net.seed, testFrac: 0, validationFrac: 0 }), net)
  try {
    for (let epoch = 0; epoch < epochs; epoch++) trainer.runEpoch()
    const predict = createPredictor(trainer.best())
    return Float64Array.from({ length: data.rows }, (_, row) => predict(rowOf(data, row)))
  } finally {
    trainer.dispose()
  }
}

function judgeCoefficients({ a, b }: LabFolder, model: VarianceModel): CheckResult['failed'] {
  return [['a', a, model.a] as const, ['b', b, model.b] as const].flatMap(([name, wanted, found]) =>
    Math.abs(found - wanted) <= toleranceCoefficient ? [] : [{ case: `coefficient ${name}`, message: `${found}, expected ${wanted}` }],
  )
}

function judgeErrors(expected: readonly ExpectedError[], found: Readonly<Record<string, ErrorFigures>>): CheckResult['failed'] {
  return expected.flatMap(({ key, rmse, mapePercent }) => [
    ...judge(`rmse ${key}`, found[key].rmse, rmse, toleranceRmse, 'cycles'),
    ...judge(`mape ${key}`, found[key].mapePercent, mapePercent, toleranceMape, '%'),
  ])
}

function judge(name: string, found: number, wanted: number, tolerance: number, unit: string): CheckResult['failed'] {
  return Math.abs(found - wanted) <= tolerance ? [] : [{ case: name, message: `${found} ${unit}, expected ${wanted}` }]
}

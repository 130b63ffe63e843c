import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Parsed } from '../../data/columns/index.ts'
import { readTextTable, textOfBytes } from '../../data/files/index.ts'
import { readEarlyLife } from '../../ml/index.ts'
import type { EarlyLife, NamedTable } from '../../ml/index.ts'
import { toProblem } from './ageing-problem.ts'

/** Cells that an expected error is of: those of a split, without the shortest-lived where it counts fewer. */
export interface ExpectedError {
  readonly key: string
  readonly split: string
  /** Cells that count. */
  readonly cells: number
  /** Cycles. */
  readonly rmse: number
  readonly mapePercent: number
}

/** A folder of early lives of cells, with the one-feature model that they must give. */
export interface LabFolder {
  readonly splits: readonly EarlyLife[]
  /** Coefficients of log10(cycle life) = a + b·log10(variance). */
  readonly a: number
  readonly b: number
  readonly expected: readonly ExpectedError[]
}

const expectedFile = 'expected_variance_model.json'
const capacitySuffix = /_qd\.csv(\.gz)?$/

/** Reads every `<split>_qd.csv` with its `<split>_qv10_qv100.csv` (packed with gzip or not), and `expected_variance_model.json`. */
export function readLabFolder(folder: string): Parsed<LabFolder> {
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    return { value: null, problems: [toProblem('no-folder', folder, '', 'Name a folder with tables of cells that exists.')] }
  const names = readdirSync(folder).filter((name) => capacitySuffix.test(name))
  if (names.length === 0)
    return { value: null, problems: [toProblem('missing-file', folder, '', 'Add <split>_qd.csv and <split>_qv10_qv100.csv.')] }
  const splits = names.toSorted().map((name) => readSplit(folder, name))
  const expected = readExpected(join(folder, expectedFile))
  const problems = [...splits.flatMap((split) => split.problems), ...expected.problems]
  if (expected.value === null || problems.length > 0) return { value: null, problems }
  const found = splits.flatMap(({ value }) => value ?? [])
  const errors = Object.entries(expected.value.errors).map(([key, error]) => matchError(key, error, found, join(folder, expectedFile)))
  const mismatches = errors.flatMap((error) => error.problems)
  if (mismatches.length > 0) return { value: null, problems: mismatches }
  const { a, b } = expected.value
  return { value: { splits: found, a, b, expected: errors.flatMap(({ value }) => value ?? []) }, problems: [] }
}

function readSplit(folder: string, name: string): Parsed<EarlyLife> {
  const split = name.replace(capacitySuffix, '')
  const capacity = readTable(join(folder, name))
  const curveName = [`${split}_qv10_qv100.csv`, `${split}_qv10_qv100.csv.gz`].find((file) => existsSync(join(folder, file)))
  if (curveName === undefined) {
    const remedy = 'Add the discharge curves of cycles 10 and 100 of this split.'
    return { value: null, problems: [toProblem('missing-file', join(folder, `${split}_qv10_qv100.csv`), split, remedy)] }
  }
  const curves = readTable(join(folder, curveName))
  const problems = [...capacity.problems, ...curves.problems]
  if (capacity.value === null || curves.value === null || problems.length > 0) return { value: null, problems }
  return readEarlyLife(split, capacity.value, curves.value)
}

function readTable(place: string): Parsed<NamedTable> {
  const text = textOfBytes(readFileSync(place), place)
  if (text.value === null) return { value: null, problems: text.problems }
  const { value, problems } = readTextTable(text.value, place)
  return { value: value && { place, table: value }, problems }
}

interface ExpectedModel {
  readonly a: number
  readonly b: number
  readonly errors: Readonly<Record<string, readonly [number, number]>>
}

function readExpected(place: string): Parsed<ExpectedModel> {
  const refuse = (code: string, where: string, value: string, remedy: string) => ({
    value: null,
    problems: [toProblem(code, where, value, remedy)],
  })
  if (!existsSync(place)) return refuse('missing-file', place, '', 'Add the model that the cells must give: a, b and rmse_mape.')
  let json: unknown
  try {
    json = JSON.parse(readFileSync(place, 'utf8'))
  } catch (error) {
    return refuse('not-json', place, String(error), 'Give a JSON file that is whole.')
  }
  const { a, b, rmse_mape: errors } = (typeof json === 'object' && json !== null ? json : {}) as Record<string, unknown>
  if (!isFinite(a)) return refuse('not-a-number', `${place} a`, String(a), 'Give the intercept a, a finite number.')
  if (!isFinite(b)) return refuse('not-a-number', `${place} b`, String(b), 'Give the slope b, a finite number.')
  if (typeof errors !== 'object' || errors === null || Object.keys(errors).length === 0)
    return refuse('missing-key', `${place} rmse_mape`, '', 'Give [rmse, mape] for at least one split.')
  const wrong = Object.entries(errors).find(([, pair]) => !(Array.isArray(pair) && pair.length === 2 && pair.every(isFinite)))
  if (wrong)
    return refuse(
      'bad-errors',
      `${place} rmse_mape.${wrong[0]}`,
      JSON.stringify(wrong[1]),
      'Give two finite numbers: rmse in cycles, mape in percent.',
    )
  return { value: { a, b, errors: errors as ExpectedModel['errors'] }, problems: [] }
}

function isFinite(value: unknown): value is number {
  return Number.isFinite(value)
}

/** `<split>`, `<split>_all<n>` or `<split>_<n>`: with fewer cells than the split has, the shortest-lived are left out. */
function matchError(
  key: string,
  [rmse, mapePercent]: readonly [number, number],
  splits: readonly EarlyLife[],
  place: string,
): Parsed<ExpectedError> {
  const split =
    splits.find((one) => one.split === key) ??
    splits.find((one) => /^_(all)?\d+$/.test(key.slice(one.split.length)) && key.startsWith(one.split))
  if (split === undefined) {
    const remedy = `Add ${key}_qd.csv and ${key}_qv10_qv100.csv, or name a split of the folder: ${splits.map((one) => one.split).join(', ')}.`
    return { value: null, problems: [toProblem('unknown-split', `${place} rmse_mape`, key, remedy)] }
  }
  const cells = split.split === key ? split.cells.length : Number(/\d+$/.exec(key)![0])
  if (cells < 1 || cells > split.cells.length || (key.slice(split.split.length).startsWith('_all') && cells !== split.cells.length))
    return {
      value: null,
      problems: [toProblem('wrong-cell-count', `${place} rmse_mape`, key, `${split.split} has ${split.cells.length} cells.`)],
    }
  return { value: { key, split: split.split, cells, rmse, mapePercent }, problems: [] }
}

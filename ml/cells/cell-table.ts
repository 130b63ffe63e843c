import type { Parsed, Problem } from '../../data/columns/index.ts'
import type { DataSet } from '../data-set.ts'
import { cellNames, findColumn, isNumeric, lifeNames, readSplit, splitNames } from './column-names.ts'
import type { FileTable } from './file-table.ts'
import { shorten } from './read-capacity.ts'
import type { NamedTable } from './read-early-life.ts'

export const targetUnits = ['cycles', 'd', 'other'] as const
export type TargetUnit = (typeof targetUnits)[number]

/** Which column of a table is what; names of its header, empty for none. */
export interface TableMapping {
  /** Rows of one cell are never split. Without it each row is a cell of its own. */
  readonly cell: string
  readonly target: string
  readonly targetUnit: TargetUnit
  /** Where `train` is learned from and all else is for test. */
  readonly split: string
  readonly features: readonly string[]
}

/** End of life and columns of the line through the early capacity in the table of Severson’s features. */
const lineColumns = { slope: 'slope_2_100', intercept: 'icept_2_100', limitAh: 0.88 }

/** What a table's names suggest; features are all other columns of numbers that vary. */
export function guessMapping(table: FileTable): TableMapping {
  const nameOf = (column: number) => table.header[column] ?? ''
  const [cell, target, split] = [cellNames, lifeNames, splitNames].map((names) => findColumn(table, names))
  const features = table.header.filter(
    (_, column) => ![cell, target, split].includes(column) && isNumeric(table, column) && varies(table.numbersOf(column)),
  )
  return {
    cell: nameOf(cell),
    target: nameOf(target),
    targetUnit: /day/i.test(nameOf(target)) ? 'd' : 'cycles',
    split: nameOf(split),
    features: features.slice(0, 40),
  }
}

function varies(numbers: Float64Array): boolean {
  return numbers.some((value) => Number.isFinite(value) && value !== numbers[0])
}

/** Columns of numbers, which can be target or feature. */
export function listNumeric(table: FileTable): string[] {
  return table.header.filter((_, column) => isNumeric(table, column))
}

/**
 * Rows to learn from by a mapping. A row that lacks its target (≥ 0) or a feature is left out with a problem; a mapping that names no target, no
 * feature or a column that is not there gives no value.
 */
export function readCellTable({ place, table }: NamedTable, mapping: TableMapping): Parsed<DataSet> {
  const wrong = checkMapping(place, table, mapping)
  if (wrong.length > 0) return { value: null, problems: wrong }
  const numbersOf = (name: string) => table.numbersOf(table.header.indexOf(name))
  const y = numbersOf(mapping.target)
  const columns = mapping.features.map(numbersOf)
  const problems: Problem[] = []
  const rows = Array.from({ length: table.rows }, (_, row) => row).filter((row) => {
    const isWhole = y[row] >= 0 && columns.every((values) => Number.isFinite(values[row]))
    if (!isWhole) problems.push(leftOut(place, table, row, mapping.target))
    return isWhole
  })
  const listed = shorten(problems, place)
  if (rows.length === 0) return { value: null, problems: listed }
  return { value: describeRows(place, table, mapping, rows, y, columns), problems: listed }
}

function checkMapping(place: string, { header }: FileTable, { cell, target, split, features }: TableMapping): Problem[] {
  const refuse = (code: string, value: string, remedy: string): Problem => ({ code, place, value, remedy })
  const missing = [cell, target, split, ...features].filter((name) => name !== '' && !header.includes(name))
  if (missing.length > 0) return [refuse('missing-column', missing.join(', ').slice(0, 80), 'Choose columns that the table has.')]
  if (target === '') return [refuse('no-target', '', 'Choose the column that is to be predicted, for example the cycle life.')]
  if (features.length === 0) return [refuse('no-feature', '', 'Choose at least one column to predict from.')]
  return features.includes(target) ? [refuse('target-as-feature', target, 'Take the column that is predicted out of the features.')] : []
}

function leftOut(place: string, table: FileTable, row: number, target: string): Problem {
  const value = table.fieldAt(row, table.header.indexOf(target)).slice(0, 40)
  const remedy = `Give a number from 0 on for ${target}, and a number for every feature; the row is left out.`
  return { code: 'broken-row', place: `${place} line ${table.lines[row]}`, value, remedy }
}

function describeRows(
  place: string,
  table: FileTable,
  { cell, target, targetUnit, split, features }: TableMapping,
  rows: readonly number[],
  y: Float64Array,
  columns: readonly Float64Array[],
): DataSet {
  const cellAt = (row: number) => (cell === '' ? `line ${table.lines[row]}` : table.fieldAt(row, table.header.indexOf(cell)))
  const cells = [...new Set(rows.map(cellAt))]
  const numberOf = new Map(cells.map((name, at) => [name, at]))
  const splitOfCell = cells.map(() => '')
  if (split !== '')
    for (const row of rows) splitOfCell[numberOf.get(cellAt(row))!] = readSplit(table.fieldAt(row, table.header.indexOf(split)))
  return {
    name: place,
    features: features.map((name) => ({ name, unit: '', meaning: `Column ${name} of the file` })),
    target: { name: target, unit: targetUnit === 'other' ? '' : targetUnit, transform: 'log' },
    rows: rows.length,
    x: Float64Array.from(rows.flatMap((row) => columns.map((values) => values[row]))),
    y: Float64Array.from(rows, (row) => y[row]),
    isAtLeast: new Uint8Array(rows.length),
    cellOfRow: Int32Array.from(rows, (row) => numberOf.get(cellAt(row))!),
    cells,
    splitOfCell,
    lineEstimate: extendLines(table, rows),
  }
}

function extendLines(table: FileTable, rows: readonly number[]): Float64Array {
  const [slope, intercept] = [lineColumns.slope, lineColumns.intercept].map((name) => table.header.indexOf(name))
  if (slope < 0 || intercept < 0) return new Float64Array(rows.length).fill(NaN)
  const [slopes, intercepts] = [table.numbersOf(slope), table.numbersOf(intercept)]
  return Float64Array.from(rows, (row) => (slopes[row] < 0 ? (lineColumns.limitAh - intercepts[row]) / slopes[row] : NaN))
}

import type { Parsed, Problem } from '../columns/index.ts'
import type { CsvSeparator } from './csv-fields.ts'
import { scanCsv, type CsvScan } from './csv-scan.ts'

/** A table as it stands in a text file: of its columns no more is known than their names. */
export interface TextTable {
  readonly header: readonly string[]
  readonly rows: number
  /** Line on which each row starts, 1 = first of the file. */
  readonly lines: Int32Array
  /** Lines that are no rows, since they have another number of fields than the header. */
  readonly leftOut: number
  /** Field of a row in a column, as it stands. */
  readonly fieldAt: (row: number, column: number) => string
  /** Numbers of a column; NaN where a field is empty or is no number. A comma is a decimal one where it does not separate fields. */
  readonly numbersOf: (column: number) => Float64Array
}

/** In the order in which they win where two separate equally well. */
const separators: readonly CsvSeparator[] = [',', ';', '\t', '|']
/** At most so many lines are listed; the rest are counted in one more problem. */
const mostListed = 20
const decimal = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/

/**
 * Reads a table of any columns: a header line, then rows; separated by comma, semicolon, tab or bar, whichever divides the header most.
 * `place` names the file in problems. Lines with another number of fields than the header are left out and listed.
 */
export function readTextTable(text: string, place: string): Parsed<TextTable> {
  const steps = scanTextTable(text, place)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/** The same bit by bit: yields the share of the text that is read, 0..1. */
export function* scanTextTable(text: string, place: string): Generator<number, Parsed<TextTable>, void> {
  const separator = findSeparator(text)
  const scan = yield* scanCsv(text, separator)
  const refuse = (code: string, where: string, remedy: string) => ({ value: null, problems: [{ code, place: where, value: '', remedy }] })
  if (scan.brokenLine !== null)
    return refuse('broken-quote', `${place} line ${scan.brokenLine}`, 'Close the quote, or double a quote inside.')
  if (scan.header.length === 0) return refuse('empty-file', place, 'Give a table with a header line and rows.')
  const problems = listWrongLines(scan, place)
  if (scan.rows === 0)
    return { value: null, problems: [...problems, ...refuse('no-rows', place, 'Give at least one row below the header.').problems] }
  return { value: tableOf(scan, separator), problems }
}

/** Names of the columns of a table whose text may be cut off anywhere behind its first line; none where that line cannot be read. */
export function readTextHeader(text: string): readonly string[] {
  const [first] = text.split(/[\r\n]/, 1)
  const { value } = readTextTable(`${first}\n${first}`, '')
  return value?.header ?? []
}

function findSeparator(text: string): CsvSeparator {
  const [first] = text.split(/[\r\n]/, 1)
  const counts = separators.map((separator) => first.split(separator).length)
  return separators[counts.indexOf(Math.max(...counts))]
}

function tableOf({ header, rows, lines, fieldAt, wrong }: CsvScan, separator: CsvSeparator): TextTable {
  return {
    header: header.map((name) => name.trim()),
    rows,
    lines,
    leftOut: wrong.length,
    fieldAt: (row, column) => fieldAt(row, column).trim(),
    numbersOf: (column) => Float64Array.from({ length: rows }, (_, row) => readNumber(fieldAt(row, column).trim(), separator)),
  }
}

function readNumber(text: string, separator: CsvSeparator): number {
  const plain = separator === ',' ? text : text.replace(',', '.')
  return decimal.test(plain) ? Number(plain) : NaN
}

function listWrongLines({ wrong, header }: CsvScan, place: string): Problem[] {
  const listed = wrong.slice(0, mostListed).map(({ line, fields }) => ({
    code: 'wrong-field-count',
    place: `${place} line ${line}`,
    value: String(fields),
    remedy: `Give ${header.length} fields, as the header has; the line is left out.`,
  }))
  const rest = wrong.length - listed.length
  if (rest === 0) return listed
  return [
    ...listed,
    { code: 'more-problems', place, value: String(rest), remedy: `Correct the listed lines first: ${rest} more are wrong.` },
  ]
}

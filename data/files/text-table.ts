import type { Parsed, Problem } from '../columns/index.ts'
import { splitCsv, type CsvRecord, type CsvSeparator } from './csv-fields.ts'

/** A table as it stands in a text file: of its columns no more is known than their names. */
export interface TextTable {
  readonly header: readonly string[]
  readonly rows: number
  /** Line on which each row starts, 1 = first of the file. */
  readonly lines: Int32Array
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
  const separator = findSeparator(text)
  const { records, brokenLine } = splitCsv(text, separator)
  const [head, ...body] = records
  const refuse = (code: string, where: string, remedy: string) => ({ value: null, problems: [{ code, place: where, value: '', remedy }] })
  if (brokenLine !== null) return refuse('broken-quote', `${place} line ${brokenLine}`, 'Close the quote, or double a quote inside.')
  if (head === undefined) return refuse('empty-file', place, 'Give a table with a header line and rows.')
  const whole = body.filter(({ fields }) => fields.length === head.fields.length)
  const problems = listWrongLines(body, head.fields.length, place)
  if (whole.length === 0)
    return { value: null, problems: [...problems, ...refuse('no-rows', place, 'Give at least one row below the header.').problems] }
  return { value: tableOf(head, whole, separator), problems }
}

function findSeparator(text: string): CsvSeparator {
  const [first] = text.split(/[\r\n]/, 1)
  const counts = separators.map((separator) => first.split(separator).length)
  return separators[counts.indexOf(Math.max(...counts))]
}

function tableOf(head: CsvRecord, body: readonly CsvRecord[], separator: CsvSeparator): TextTable {
  return {
    header: head.fields.map((name) => name.trim()),
    rows: body.length,
    lines: Int32Array.from(body, ({ line }) => line),
    fieldAt: (row, column) => body[row].fields[column].trim(),
    numbersOf: (column) => Float64Array.from(body, ({ fields }) => readNumber(fields[column].trim(), separator)),
  }
}

function readNumber(text: string, separator: CsvSeparator): number {
  const plain = separator === ',' ? text : text.replace(',', '.')
  return decimal.test(plain) ? Number(plain) : NaN
}

function listWrongLines(body: readonly CsvRecord[], wanted: number, place: string): Problem[] {
  const wrong = body.filter(({ fields }) => fields.length !== wanted)
  const listed = wrong.slice(0, mostListed).map(({ line, fields }) => ({
    code: 'wrong-field-count',
    place: `${place} line ${line}`,
    value: String(fields.length),
    remedy: `Give ${wanted} fields, as the header has; the line is left out.`,
  }))
  const rest = wrong.length - listed.length
  if (rest === 0) return listed
  return [
    ...listed,
    { code: 'more-problems', place, value: String(rest), remedy: `Correct the listed lines first: ${rest} more are wrong.` },
  ]
}

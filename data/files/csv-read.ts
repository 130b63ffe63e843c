import {
  appendRow,
  checkTable,
  createBuilder,
  isStorable,
  viewBuilder,
  type ColumnDescriptor,
  type ColumnTable,
  type Parsed,
  type Problem,
  type TableDescriptor,
} from '../columns/index.ts'
import { splitCsv, type CsvRecord } from './csv-fields.ts'

/** At most so many problems of rows are listed; the rest are counted in one more. */
const mostListed = 20

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/

function judgeHeader(header: readonly string[], { columns }: TableDescriptor): Problem[] {
  const known = new Set(columns.map(({ name }) => name))
  const missing = columns.filter(({ name }) => !header.includes(name))
  const unknown = header.filter((name) => !known.has(name))
  return [
    ...missing.map(({ name, meaning }) => ({
      code: 'missing-column',
      place: 'line 1',
      value: name,
      remedy: `add the column ${name} (${meaning})`,
    })),
    ...unknown.map((name) => ({
      code: 'unknown-column',
      place: 'line 1',
      value: name.slice(0, 80),
      remedy: 'remove the column or correct its name',
    })),
  ]
}

function parseField(text: string, { type, nullValue }: ColumnDescriptor): number | null {
  if (text === '') return nullValue ?? null
  const value = decimal.test(text) ? Number(text) : Number.NaN
  return Number.isFinite(value) && isStorable(type, type === 'f32' ? Math.fround(value) : value) ? value : null
}

function parseRecord({ line, fields }: CsvRecord, header: readonly string[], columns: readonly ColumnDescriptor[]): number[] | Problem {
  if (fields.length !== header.length)
    return { code: 'wrong-field-count', place: `line ${line}`, value: String(fields.length), remedy: `give ${header.length} fields` }
  const values: number[] = []
  for (const column of columns) {
    const text = fields[header.indexOf(column.name)]
    const value = parseField(text, column)
    if (value === null)
      return {
        code: 'wrong-value',
        place: `line ${line}, ${column.name}`,
        value: text.slice(0, 80),
        remedy: `give a number that ${column.type} holds`,
      }
    values.push(value)
  }
  return values
}

function listProblems(problems: readonly Problem[]): Problem[] {
  const rest = problems.length - mostListed
  if (rest <= 0) return [...problems]
  const more = {
    code: 'more-problems',
    place: 'file',
    value: String(rest),
    remedy: `correct the listed lines first: ${rest} more are wrong`,
  }
  return [...problems.slice(0, mostListed), more]
}

/**
 * Reads CSV (RFC 4180, header line, columns in any order) against a descriptor. An empty field is the null value. Lines that cannot be read
 * are left out and listed, or counted where they are many; columns that are missing or unknown, or a quote out of place, give no table.
 */
export function readCsv(text: string, descriptor: TableDescriptor): Parsed<ColumnTable> {
  const { records, brokenLine } = splitCsv(text)
  if (brokenLine !== null)
    return {
      value: null,
      problems: [{ code: 'broken-quote', place: `line ${brokenLine}`, value: '', remedy: 'close the quote, or double a quote inside' }],
    }
  const [header = { line: 1, fields: [] }, ...rows] = records
  const headerProblems = judgeHeader(header.fields, descriptor)
  if (headerProblems.length > 0) return { value: null, problems: headerProblems }
  const builder = createBuilder(descriptor, Math.max(1, rows.length))
  const problems: Problem[] = []
  for (const record of rows) {
    const row = parseRecord(record, header.fields, descriptor.columns)
    if (Array.isArray(row)) appendRow(builder, row)
    else problems.push(row)
  }
  const value = viewBuilder(builder)
  return { value, problems: [...listProblems(problems), ...checkTable(value)] }
}

import { tableFromIPC, type Table, type Vector } from 'apache-arrow'
import {
  checkTable,
  createColumn,
  isColumnOf,
  isStorable,
  type Column,
  type ColumnDescriptor,
  type ColumnTable,
  type Parsed,
  type Problem,
  type TableDescriptor,
} from '../columns/index.ts'

const refuse = (code: string, place: string, value: string, remedy: string): Problem => ({ code, place, value: value.slice(0, 80), remedy })

function openStream(bytes: Uint8Array): Parsed<Table> {
  try {
    const table = tableFromIPC(bytes)
    if (table.schema.fields.length > 0) return { value: table, problems: [] }
    return {
      value: null,
      problems: [refuse('not-arrow', 'byte 0', `${bytes.length} bytes`, 'give an Arrow IPC stream or file with columns')],
    }
  } catch (error) {
    return { value: null, problems: [refuse('not-arrow', 'byte 0', String(error), 'give a whole Arrow IPC stream or file')] }
  }
}

/** Number of a value; whole 64-bit integers count when float64 holds them exactly. `null` where it is no number. */
function numberOf(value: unknown, nullValue: number | undefined): number | null {
  if (typeof value === 'number') return value
  if (typeof value === 'bigint') return BigInt(Number(value)) === value ? Number(value) : null
  return value === null && nullValue !== undefined ? nullValue : null
}

function convert(vector: Vector, { name, type, nullValue }: ColumnDescriptor, problems: Problem[]): Column {
  const column = createColumn(type, vector.length)
  for (let row = 0; row < vector.length; row++) {
    const value: unknown = vector.get(row)
    const number = numberOf(value, nullValue)
    if (number === null || !isStorable(type, number)) {
      problems.push(refuse('wrong-value', `row ${row}, ${name}`, String(value), `give numbers that ${type} holds exactly`))
      return column
    }
    column[row] = number
  }
  return column
}

function readColumn(table: Table, descriptor: ColumnDescriptor, problems: Problem[]): Column {
  const vector = table.getChild(descriptor.name)
  if (!vector) {
    problems.push(refuse('missing-column', descriptor.name, '', `add the column ${descriptor.name} (${descriptor.meaning})`))
    return createColumn(descriptor.type, 0)
  }
  const plain: unknown = vector.nullCount === 0 ? vector.toArray() : null
  return isColumnOf(descriptor.type, plain) ? plain : convert(vector, descriptor, problems)
}

/**
 * Reads an Arrow IPC stream or file of any writer against a descriptor. Columns are found by name; other columns are left out. Other
 * numeric types are taken when every value is kept exactly, Arrow nulls where the descriptor has a null value. Values that break the
 * descriptor's rules are problems beside the table; bytes that are no Arrow, are cut short or lack columns give no table.
 */
export function readArrow(bytes: Uint8Array, descriptor: TableDescriptor): Parsed<ColumnTable> {
  const { value: table, problems: opening } = openStream(bytes)
  if (!table) return { value: null, problems: opening }
  const problems: Problem[] = []
  const stated = table.schema.metadata.get('rows')
  if (stated !== undefined && Number(stated) !== table.numRows)
    problems.push(refuse('cut-short', 'rows', String(table.numRows), `give the whole stream: it says that it has ${stated} rows`))
  const columns = Object.fromEntries(descriptor.columns.map((column) => [column.name, readColumn(table, column, problems)]))
  if (problems.length > 0) return { value: null, problems }
  const value = { descriptor, rows: table.numRows, columns }
  return { value, problems: checkTable(value) }
}

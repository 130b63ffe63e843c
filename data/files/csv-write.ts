import { columnOf, type ColumnTable, type TableDescriptor } from '../columns/index.ts'

function quote(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** The shortest text that reads back to the very same number; a null value is an empty field. */
function formatNumber(value: number, nullValue: number | undefined): string {
  if (Object.is(value, nullValue)) return ''
  return Object.is(value, -0) ? '-0' : String(value)
}

/** The header line: the columns' names (which end in their units). */
export function writeCsvHeader({ columns }: TableDescriptor): string {
  return `${columns.map(({ name }) => quote(name)).join(',')}\r\n`
}

/** The rows of a table, or of one piece of it, as CSV lines. */
export function writeCsvRows(table: ColumnTable): string {
  const columns = table.descriptor.columns.map(({ name, nullValue }) => ({ values: columnOf(table, name), nullValue }))
  const lines: string[] = []
  for (let row = 0; row < table.rows; row++)
    lines.push(columns.map(({ values, nullValue }) => formatNumber(values[row], nullValue)).join(','))
  return lines.map((line) => `${line}\r\n`).join('')
}

/** A whole table as CSV after RFC 4180: comma, CR LF, a header line, quotes only where needed; numbers in full precision. */
export function writeCsv(table: ColumnTable): string {
  return writeCsvHeader(table.descriptor) + writeCsvRows(table)
}

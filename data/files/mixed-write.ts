import { parquetWriteBuffer } from 'hyparquet-writer'
import type { Column } from '../columns/index.ts'

/** A column of numbers or of texts, for tables that people open. */
export interface MixedColumn {
  readonly name: string
  /** Empty, `1` and `id` are not written. */
  readonly unit: string
  readonly values: Column | readonly (number | null)[] | readonly string[]
}

/** So that spreadsheets read the bytes as UTF-8. */
const byteOrderMark = '\uFEFF'
const silentUnits: ReadonlySet<string> = new Set(['', '1', 'id'])

const titleOf = ({ name, unit }: MixedColumn): string => (silentUnits.has(unit) ? name : `${name} [${unit}]`)

/** A text that a spreadsheet would take for a formula is shown as text. */
function quote(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

const cellOf = (value: number | string | null | undefined): string =>
  typeof value === 'string' ? quote(value) : value === null || value === undefined || Number.isNaN(value) ? '' : String(value)

/** The header line: names with their units in brackets, behind a byte order mark. */
export function writeMixedHeader(columns: readonly MixedColumn[]): string {
  return `${byteOrderMark}${columns.map((column) => quote(titleOf(column))).join(',')}\r\n`
}

/** Rows as CSV lines (comma, decimal point, CR LF), in full precision; `null` and NaN are empty. */
export function writeMixedRows(columns: readonly MixedColumn[]): string {
  const rows = columns[0]?.values.length ?? 0
  const lines: string[] = []
  for (let row = 0; row < rows; row++) lines.push(`${columns.map(({ values }) => cellOf(values[row])).join(',')}\r\n`)
  return lines.join('')
}

/** A whole table as the bytes of a Parquet file; units stand in the file's key-value metadata, as `unit.<column>`. */
export function writeMixedParquet(columns: readonly MixedColumn[]): Uint8Array {
  const columnData = columns.map(({ name, values }) => {
    const isText = typeof values[0] === 'string'
    return {
      name,
      data: isText ? [...values] : Array.from(values as ArrayLike<number | null>),
      type: isText ? ('STRING' as const) : ('DOUBLE' as const),
    }
  })
  const kvMetadata = columns.map(({ name, unit }) => ({ key: `unit.${name}`, value: unit }))
  return new Uint8Array(parquetWriteBuffer({ columnData, kvMetadata }))
}

import type { ColumnType } from '../../data/columns/index.ts'
import { assert } from '../assert.ts'

/** Tables of an arena: rows (its capacity) and columns by name. The order of keys is the order in memory. */
export type ArenaSchema = Readonly<Record<string, TableSchema>>

export interface TableSchema {
  /** Capacity in rows, a whole number ≥ 0. */
  readonly rows: number
  readonly columns: Readonly<Record<string, ColumnType>>
}

/** The typed array that stands for each column type. */
export interface ColumnArrays {
  f64: Float64Array<ArrayBuffer>
  f32: Float32Array<ArrayBuffer>
  i32: Int32Array<ArrayBuffer>
  u32: Uint32Array<ArrayBuffer>
  u16: Uint16Array<ArrayBuffer>
  u8: Uint8Array<ArrayBuffer>
}

export type ColumnArray = ColumnArrays[ColumnType]

/** One column's place in the arena. */
export interface ColumnPlace {
  readonly table: string
  readonly column: string
  readonly type: ColumnType
  readonly rows: number
  /** Bytes from the arena's start, a multiple of 8. */
  readonly byteOffset: number
}

const COLUMN_ARRAYS = { f64: Float64Array, f32: Float32Array, i32: Int32Array, u32: Uint32Array, u16: Uint16Array, u8: Uint8Array }

/** Places every column of a schema one after the other, each aligned to 8 bytes. Throws `arena-rows` for a capacity that is no whole number ≥ 0. */
export function layOutColumns(schema: ArenaSchema): { places: ColumnPlace[]; byteLength: number } {
  const places: ColumnPlace[] = []
  let byteLength = 0
  for (const [table, { rows, columns }] of Object.entries(schema)) {
    assert(Number.isSafeInteger(rows) && rows >= 0, 'arena-rows', `${table} ${rows}`)
    for (const [column, type] of Object.entries(columns)) {
      places.push({ table, column, type, rows, byteOffset: byteLength })
      byteLength += alignToEight(rows * COLUMN_ARRAYS[type].BYTES_PER_ELEMENT)
    }
  }
  return { places, byteLength }
}

function alignToEight(bytes: number): number {
  return Math.ceil(bytes / 8) * 8
}

/** Lays the typed array of one column over `buffer`, where the arena begins at `byteOffset`. */
export function viewColumn(buffer: ArrayBuffer, byteOffset: number, place: ColumnPlace): ColumnArray {
  return new COLUMN_ARRAYS[place.type](buffer, byteOffset + place.byteOffset, place.rows)
}

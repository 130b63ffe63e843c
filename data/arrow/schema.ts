import { Field, Float32, Float64, Int32, Schema, Uint16, Uint32, Uint8, type DataType } from 'apache-arrow'
import type { ColumnDescriptor, ColumnType, TableDescriptor } from '../columns/index.ts'

const arrowTypes: Readonly<Record<ColumnType, () => DataType>> = {
  f64: () => new Float64(),
  f32: () => new Float32(),
  i32: () => new Int32(),
  u32: () => new Uint32(),
  u16: () => new Uint16(),
  u8: () => new Uint8(),
}

function fieldOf({ name, type, unit, meaning, nullValue }: ColumnDescriptor): Field {
  const metadata = new Map([
    ['unit', unit],
    ['meaning', meaning],
  ])
  if (nullValue !== undefined) metadata.set('nullValue', String(nullValue))
  return new Field(name, arrowTypes[type](), false, metadata)
}

/**
 * Arrow schema of a table. Unit, meaning and null value of each column stand in its field's metadata; name, meaning and number of rows
 * (which tells a cut stream from a whole one) in the schema's.
 *
 * Nulls: a value that means "none" stays the descriptor's `nullValue` and no field is nullable, so that a column crosses without a copy
 * and SQL says `battery = -1` in every engine alike.
 */
export function arrowSchemaOf(descriptor: TableDescriptor, rows: number): Schema {
  const metadata = new Map([
    ['table', descriptor.name],
    ['meaning', descriptor.meaning],
    ['rows', String(rows)],
  ])
  return new Schema(descriptor.columns.map(fieldOf), metadata)
}

import { makeData, makeVector, RecordBatch, Struct, Table, tableToIPC } from 'apache-arrow'
import { columnOf, type ColumnTable } from '../columns/index.ts'
import { arrowSchemaOf } from './schema.ts'

/** A table as the bytes of an Arrow IPC stream, the only form in which tables cross between libraries. */
export function writeArrow(table: ColumnTable): Uint8Array {
  const { descriptor, rows } = table
  const schema = arrowSchemaOf(descriptor, rows)
  const children = descriptor.columns.map(({ name }) => makeVector(columnOf(table, name)).data[0])
  const struct = makeData({ type: new Struct(schema.fields), length: rows, nullCount: 0, children })
  return tableToIPC(new Table(schema, [new RecordBatch(schema, struct)]), 'stream')
}

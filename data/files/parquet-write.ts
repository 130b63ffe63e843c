import { ByteWriter, ParquetWriter, type SchemaElement } from 'hyparquet-writer'
import { columnOf, type Column, type ColumnTable, type ColumnType, type TableDescriptor } from '../columns/index.ts'

const parquetTypes: Readonly<Record<ColumnType, Omit<SchemaElement, 'name'>>> = {
  f64: { type: 'DOUBLE' },
  f32: { type: 'FLOAT' },
  i32: { type: 'INT32', converted_type: 'INT_32' },
  u32: { type: 'INT64' },
  u16: { type: 'INT32', converted_type: 'UINT_16' },
  u8: { type: 'INT32', converted_type: 'UINT_8' },
}

function schemaOf({ columns }: TableDescriptor): SchemaElement[] {
  const leaves = columns.map(({ name, type }): SchemaElement => ({ name, repetition_type: 'REQUIRED', ...parquetTypes[type] }))
  return [{ name: 'root', num_children: leaves.length }, ...leaves]
}

/** The descriptor travels in the file's key-value metadata, so that units and meanings are not lost. */
function metadataOf(descriptor: TableDescriptor) {
  return [{ key: 'voltwin.table', value: JSON.stringify(descriptor) }]
}

/** `u32` is stored in 64 bits: the writer (0.17) refuses values of 2³¹ and more as UINT_32. */
function toParquetArray(column: Column) {
  if (column instanceof Uint32Array) return BigInt64Array.from(column, BigInt)
  return column instanceof Uint8Array || column instanceof Uint16Array ? Int32Array.from(column) : column
}

/** Takes a table in pieces, so that it is never whole in memory. */
export interface ParquetSink {
  /** One row group; a table without rows adds nothing. */
  append(table: ColumnTable): void
  /** Writes the footer; without it the file cannot be read. */
  finish(): void
}

/**
 * Writes a Parquet file (snappy, one row group for each piece) to `write`, which must use or copy the bytes before it returns: they lie in
 * a buffer that is used again.
 */
export function createParquetSink(descriptor: TableDescriptor, write: (bytes: Uint8Array) => void): ParquetSink {
  const buffer = new ByteWriter()
  const flush = () => {
    write(buffer.getBytes())
    buffer.index = 0
  }
  const writer = new ParquetWriter({
    writer: Object.assign(buffer, { flush, finish: flush }),
    schema: schemaOf(descriptor),
    kvMetadata: metadataOf(descriptor),
    createdBy: 'voltwin',
  })
  return {
    append: (table) => {
      if (table.rows === 0) return
      const columnData = descriptor.columns.map(({ name }) => ({ name, data: toParquetArray(columnOf(table, name)) }))
      void writer.write({ columnData, rowGroupSize: table.rows })
    },
    finish: () => void writer.finish(),
  }
}

/** A whole table as the bytes of a Parquet file. */
export function writeParquet(table: ColumnTable): Uint8Array {
  const pieces: Uint8Array[] = []
  const sink = createParquetSink(table.descriptor, (bytes) => pieces.push(bytes.slice()))
  sink.append(table)
  sink.finish()
  return joinBytes(pieces)
}

function joinBytes(pieces: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let offset = 0
  for (const piece of pieces) {
    bytes.set(piece, offset)
    offset += piece.length
  }
  return bytes
}

import {
  DOUBLE,
  DuckDBDataChunk,
  DuckDBDecimalValue,
  DuckDBInstance,
  FLOAT,
  INTEGER,
  UINTEGER,
  USMALLINT,
  UTINYINT,
  type DuckDBConnection,
  type DuckDBType,
} from '@duckdb/node-api'
import { columnOf, type ColumnTable, type ColumnType } from '../../columns/index.ts'
import { createStatement, dropStatement } from '../sql.ts'
import { openingStatements, type QueryResult, type Store } from '../store.ts'
import { fromDecimal, toQueryValue } from '../value.ts'

const duckTypes: Readonly<Record<ColumnType, DuckDBType>> = {
  f64: DOUBLE,
  f32: FLOAT,
  i32: INTEGER,
  u32: UINTEGER,
  u16: USMALLINT,
  u8: UTINYINT,
}

/** Rows in one data chunk: DuckDB's vector size. */
const chunkRows = 2048

async function appendRows(connection: DuckDBConnection, table: ColumnTable): Promise<void> {
  const { descriptor, rows } = table
  const arrays = descriptor.columns.map(({ name }) => columnOf(table, name))
  const chunk = DuckDBDataChunk.create(descriptor.columns.map(({ type }) => duckTypes[type]))
  const appender = await connection.createAppender(descriptor.name)
  for (let from = 0; from < rows; from += chunkRows) {
    chunk.reset()
    chunk.setColumns(arrays.map((array) => Array.from(array.subarray(from, Math.min(rows, from + chunkRows)))))
    appender.appendDataChunk(chunk)
  }
  appender.closeSync()
}

function toPlain(value: unknown): unknown {
  return value instanceof DuckDBDecimalValue ? fromDecimal(value.value, value.scale) : value
}

async function answer(connection: DuckDBConnection, sql: string): Promise<QueryResult> {
  const reader = await connection.runAndReadAll(sql)
  const names = reader.columnNames()
  const toRow = (values: readonly unknown[]) =>
    Object.fromEntries(names.map((name, index) => [name, toQueryValue(name, toPlain(values[index]))]))
  return { names, rows: reader.getRows().map(toRow) }
}

/** A store in memory on DuckDB's own engine, for Node. Tables come in as data chunks. */
export async function openNodeStore(): Promise<Store> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  for (const statement of openingStatements) await connection.run(statement)
  const append = async (table: ColumnTable) => {
    await connection.run(createStatement(table.descriptor))
    await appendRows(connection, table)
  }
  return {
    append,
    load: async (table) => {
      await connection.run(dropStatement(table.descriptor))
      await append(table)
    },
    query: (sql) => answer(connection, sql),
    close: async () => {
      connection.closeSync()
      instance.closeSync()
    },
  }
}

import { DataType, tableFromIPC, type Vector } from 'apache-arrow'
import { writeArrow } from '../../arrow/index.ts'
import type { ColumnTable } from '../../columns/index.ts'
import { countStatement, createStatement, dropStatement } from '../sql.ts'
import { openingStatements, type QueryResult, type Store } from '../store.ts'
import { fromDecimal, toQueryValue } from '../value.ts'

/** One connection of DuckDB-WASM, seen as a door for bytes: both its asynchronous and its blocking form fit. */
export interface WasmConnection {
  /** Runs one statement; the answer is an Arrow IPC stream. */
  run(sql: string): Promise<Uint8Array>
  /** Adds an Arrow IPC stream's rows to a table that exists. The bytes are given away. */
  insert(name: string, stream: Uint8Array): Promise<void>
  close(): Promise<void>
}

/** A 128-bit decimal as four 32-bit words, least first, in two's complement. */
function joinWords(words: Uint32Array): bigint {
  return BigInt.asIntN(
    128,
    words.reduceRight((sum, word) => (sum << 32n) | BigInt(word), 0n),
  )
}

/** Arrow gives dates and times as mere numbers, which would pass for counts: their type stands for them, and is refused later. */
function toPlain({ type }: Vector, value: unknown): unknown {
  if (DataType.isDecimal(type) && value instanceof Uint32Array) return fromDecimal(joinWords(value), type.scale)
  const isTemporal = DataType.isDate(type) || DataType.isTime(type) || DataType.isTimestamp(type) || DataType.isDuration(type)
  return isTemporal && value !== null ? type : value
}

function decode(stream: Uint8Array): QueryResult {
  const table = tableFromIPC(stream)
  const names = table.schema.fields.map(({ name }) => name)
  const vectors = names.map((_, index) => table.getChildAt(index)!)
  const toRow = (_: unknown, row: number) =>
    Object.fromEntries(vectors.map((vector, index) => [names[index], toQueryValue(names[index], toPlain(vector, vector.get(row)))]))
  return { names, rows: Array.from({ length: table.numRows }, toRow) }
}

async function countRows(connection: WasmConnection, { descriptor }: ColumnTable): Promise<number> {
  const { rows } = decode(await connection.run(countStatement(descriptor)))
  return Number(rows[0]?.['rows'])
}

/** The engine has been seen to drop a stream of another Arrow version without a word: so the rows are counted before and after. */
async function appendRows(connection: WasmConnection, table: ColumnTable): Promise<void> {
  await connection.run(createStatement(table.descriptor))
  if (table.rows === 0) return
  const before = await countRows(connection, table)
  await connection.insert(table.descriptor.name, writeArrow(table))
  const added = (await countRows(connection, table)) - before
  if (added !== table.rows) throw new Error(`table ${table.descriptor.name} took ${added} of ${table.rows} rows`)
}

/** A store on a connection of DuckDB-WASM. Tables and answers cross as Arrow IPC bytes, never as objects. */
export async function createWasmStore(connection: WasmConnection): Promise<Store> {
  for (const statement of openingStatements) await connection.run(statement)
  return {
    append: (table) => appendRows(connection, table),
    load: async (table) => {
      await connection.run(dropStatement(table.descriptor))
      await appendRows(connection, table)
    },
    query: async (sql) => decode(await connection.run(sql)),
    close: () => connection.close(),
  }
}

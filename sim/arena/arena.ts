import { assert } from '../assert.ts'
import { layOutColumns, viewColumn, type ArenaSchema, type ColumnArray, type ColumnArrays } from './layout.ts'

/** The views of an arena, one typed array of exactly its table's rows per column. */
export type ArenaTables<S extends ArenaSchema> = {
  readonly [T in keyof S]: { readonly [C in keyof S[T]['columns']]: ColumnArrays[S[T]['columns'][C]] }
}

/** Everything that a run can change, as columns in one buffer. */
export interface Arena<S extends ArenaSchema> {
  readonly schema: S
  readonly buffer: ArrayBuffer
  readonly byteOffset: number
  readonly byteLength: number
  readonly tables: ArenaTables<S>
}

/** Bytes that an arena of this schema takes, so that an owner of a larger buffer (for example a WebAssembly memory) can place it. */
export function measureArena(schema: ArenaSchema): number {
  return layOutColumns(schema).byteLength
}

/**
 * Lays the tables of `schema` over `buffer` from `byteOffset` on (a multiple of 8), or over a new buffer of zeros. A buffer that is
 * handed in keeps its contents. Throws `arena-offset` when misaligned, `arena-buffer-short` when the buffer does not reach.
 */
export function createArena<const S extends ArenaSchema>(schema: S, buffer?: ArrayBuffer, byteOffset = 0): Arena<S> {
  const { places, byteLength } = layOutColumns(schema)
  const memory = buffer ?? new ArrayBuffer(byteOffset + byteLength)
  assert(byteOffset >= 0 && byteOffset % 8 === 0, 'arena-offset', byteOffset)
  assert(memory.byteLength >= byteOffset + byteLength, 'arena-buffer-short', memory.byteLength)
  const tables: Record<string, Record<string, ColumnArray>> = {}
  for (const table of Object.keys(schema)) tables[table] = {}
  for (const place of places) tables[place.table][place.column] = viewColumn(memory, byteOffset, place)
  // Objects filled key by key may end as hash tables in V8, which makes each access to a column ten times dearer; their copies do not.
  for (const table of Object.keys(tables)) tables[table] = { ...tables[table] }
  assert(hasColumnsOf(schema, tables), 'arena-tables')
  return { schema, buffer: memory, byteOffset, byteLength, tables }
}

function hasColumnsOf<S extends ArenaSchema>(schema: S, tables: Record<string, Record<string, ColumnArray>>): tables is ArenaTables<S> {
  return Object.entries(schema).every(([table, { columns }]) => Object.keys(columns).every((column) => column in tables[table]))
}

/**
 * A larger copy in a new buffer: the named tables get more rows, every column keeps its values from row 0 on, new rows are 0.
 * Call it between two events and bind all views anew. Throws `arena-table` for an unknown name, `arena-shrink` for fewer rows.
 */
export function growArena<S extends ArenaSchema>(arena: Arena<S>, rows: Partial<Record<keyof S, number>>): Arena<S> {
  for (const [name, count] of Object.entries<number | undefined>(rows)) {
    assert(Object.hasOwn(arena.schema, name), 'arena-table', name)
    assert((count ?? Infinity) >= arena.schema[name].rows, 'arena-shrink', `${name} ${count}`)
  }
  const grown = createArena(withRows(arena.schema, (name) => rows[name] ?? arena.schema[name].rows))
  for (const [name, columns] of Object.entries<Record<string, ColumnArray>>(arena.tables)) {
    for (const [column, values] of Object.entries(columns)) grown.tables[name][column].set(values)
  }
  return grown
}

/** The same tables and columns with other capacities. */
export function withRows<S extends ArenaSchema>(schema: S, rowsOf: (table: string) => number): S {
  const resized = Object.fromEntries(Object.entries(schema).map(([name, table]) => [name, { ...table, rows: rowsOf(name) }]))
  assert(hasTablesOf(schema, resized), 'arena-tables')
  return resized
}

function hasTablesOf<S extends ArenaSchema>(schema: S, resized: ArenaSchema): resized is S {
  return Object.keys(schema).every((name) => resized[name].columns === schema[name].columns)
}

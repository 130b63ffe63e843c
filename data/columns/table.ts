import { createColumn, isColumnOf, type Column } from './column.ts'
import type { TableDescriptor } from './descriptor.ts'

/** A table as columns: `columns[name]` has exactly `rows` entries, of the array type that the descriptor names. */
export interface ColumnTable {
  readonly descriptor: TableDescriptor
  readonly rows: number
  readonly columns: Readonly<Record<string, Column>>
}

/** A table of `rows` rows, all values 0. */
export function createColumns(descriptor: TableDescriptor, rows: number): ColumnTable {
  return { descriptor, rows, columns: Object.fromEntries(descriptor.columns.map(({ name, type }) => [name, createColumn(type, rows)])) }
}

/**
 * A table over existing arrays, in the order of the descriptor's columns, for example one chunk of a log. Nothing is copied: views of
 * the first `rows` entries. Throws a `RangeError` when an array is missing, too short or of another type (a programmer's error).
 */
export function viewColumns(descriptor: TableDescriptor, arrays: readonly Column[], rows: number): ColumnTable {
  const entries = descriptor.columns.map(({ name, type }, index): [string, Column] => {
    const array = arrays[index]
    if (!array || array.length < rows || !isColumnOf(type, array))
      throw new RangeError(`column ${descriptor.name}.${name} needs ${rows} values of type ${type}`)
    return [name, array.length === rows ? array : array.subarray(0, rows)]
  })
  return { descriptor, rows, columns: Object.fromEntries(entries) }
}

/** The column of that name. Throws a `RangeError` when the table has none. */
export function columnOf(table: ColumnTable, name: string): Column {
  const column = table.columns[name]
  if (!column) throw new RangeError(`table ${table.descriptor.name} has no column ${name}`)
  return column
}

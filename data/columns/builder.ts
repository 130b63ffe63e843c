import { createColumn, type Column } from './column.ts'
import type { TableDescriptor } from './descriptor.ts'
import { columnOf, viewColumns, type ColumnTable } from './table.ts'

/** Collects rows whose number is not known beforehand; the arrays double when they are full. */
export interface TableBuilder {
  readonly descriptor: TableDescriptor
  rows: number
  capacity: number
  /** In the order of the descriptor's columns; only the first `rows` entries count. */
  arrays: Column[]
}

/** An empty builder with room for `capacity` rows (≥ 1). */
export function createBuilder(descriptor: TableDescriptor, capacity = 1024): TableBuilder {
  const arrays = descriptor.columns.map(({ type }) => createColumn(type, capacity))
  return { descriptor, rows: 0, capacity, arrays }
}

function grow(builder: TableBuilder, capacity: number): void {
  builder.arrays = builder.arrays.map((array, index) => {
    const larger = createColumn(builder.descriptor.columns[index].type, capacity)
    larger.set(array)
    return larger
  })
  builder.capacity = capacity
}

/** Appends one row: one value for each column, in the descriptor's order. Returns the row's number. */
export function appendRow(builder: TableBuilder, values: ArrayLike<number>): number {
  if (builder.rows === builder.capacity) grow(builder, builder.capacity * 2)
  for (let index = 0; index < builder.arrays.length; index++) builder.arrays[index][builder.rows] = values[index]!
  return builder.rows++
}

/**
 * Appends rows that come as one array for each column, in the descriptor's order; numbers are converted to each column's type, which must
 * hold them.
 */
export function appendColumns(builder: TableBuilder, arrays: readonly ArrayLike<number>[], rows: number): void {
  const needed = builder.rows + rows
  if (needed > builder.capacity) grow(builder, Math.max(needed, builder.capacity * 2))
  builder.arrays.forEach((array, index) => {
    for (let row = 0; row < rows; row++) array[builder.rows + row] = arrays[index][row]
  })
  builder.rows = needed
}

/** Appends all rows of a table with the same columns. */
export function appendTable(builder: TableBuilder, table: ColumnTable): void {
  const arrays = builder.descriptor.columns.map(({ name }) => columnOf(table, name))
  appendColumns(builder, arrays, table.rows)
}

/** The rows so far as a table: views of the builder's arrays, valid until it grows or is changed. */
export function viewBuilder(builder: TableBuilder): ColumnTable {
  return viewColumns(builder.descriptor, builder.arrays, builder.rows)
}

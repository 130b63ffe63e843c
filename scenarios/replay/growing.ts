import { createColumn } from '../../data/columns/index.ts'
import type { Column, ColumnType } from '../../data/columns/index.ts'

type Types = Readonly<Record<string, ColumnType>>

/** Columns that only grow; rows 0 … `rows − 1` count. */
export interface GrowingTable<T extends Types> {
  readonly types: T
  rows: number
  capacity: number
  columns: { readonly [K in keyof T]: Column }
}

export function createGrowing<const T extends Types>(types: T, capacity: number): GrowingTable<T> {
  return { types, rows: 0, capacity, columns: createColumns(types, capacity) }
}

function createColumns<T extends Types>(types: T, capacity: number): GrowingTable<T>['columns'] {
  return Object.fromEntries(Object.entries(types).map(([name, type]) => [name, createColumn(type, capacity)])) as GrowingTable<T>['columns']
}

function grow<T extends Types>(table: GrowingTable<T>): void {
  const capacity = Math.ceil(table.capacity * 1.5)
  const larger = createColumns(table.types, capacity)
  for (const name of Object.keys(table.types)) larger[name].set(table.columns[name])
  table.columns = larger
  table.capacity = capacity
}

/** Room for one more row; answers its number. The caller fills every column, and keeps no view of them. */
export function addRow<T extends Types>(table: GrowingTable<T>): number {
  if (table.rows === table.capacity) grow(table)
  return table.rows++
}

/** First row whose time is later than `timeMs`; times never fall. */
export function rowAfter(times: ArrayLike<number>, rows: number, timeMs: number): number {
  let low = 0
  let high = rows
  while (low < high) {
    const middle = (low + high) >> 1
    if (times[middle] <= timeMs) low = middle + 1
    else high = middle
  }
  return low
}

import type { ColumnType, TableDescriptor } from '../columns/index.ts'

const sqlTypes: Readonly<Record<ColumnType, string>> = {
  f64: 'DOUBLE',
  f32: 'FLOAT',
  i32: 'INTEGER',
  u32: 'UINTEGER',
  u16: 'USMALLINT',
  u8: 'UTINYINT',
}

/** A name as SQL takes it whatever stands in it. */
function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** `CREATE TABLE` for a descriptor; does nothing where the table is there already. */
export function createStatement({ name, columns }: TableDescriptor): string {
  const list = columns.map((column) => `${quoteName(column.name)} ${sqlTypes[column.type]} NOT NULL`)
  return `CREATE TABLE IF NOT EXISTS ${quoteName(name)} (${list.join(', ')})`
}

export function dropStatement({ name }: TableDescriptor): string {
  return `DROP TABLE IF EXISTS ${quoteName(name)}`
}

export function countStatement({ name }: TableDescriptor): string {
  return `SELECT count(*) AS rows FROM ${quoteName(name)}`
}

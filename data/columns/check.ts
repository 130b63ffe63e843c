import { isColumnOf, type Column } from './column.ts'
import type { ColumnDescriptor } from './descriptor.ts'
import type { Problem } from './problem.ts'
import type { ColumnTable } from './table.ts'

type Rule = readonly [code: string, isBroken: (value: number) => boolean, remedy: string]

function rulesOf({ range, isWhole, unit }: ColumnDescriptor): Rule[] {
  const rules: Rule[] = [['not-finite', (value) => !Number.isFinite(value), 'give a finite number']]
  if (isWhole)
    rules.push(['not-whole', (value) => Number.isFinite(value) && !Number.isSafeInteger(value), 'give a whole number below 2^53'])
  if (range) {
    const [least, most] = range
    rules.push(['out-of-range', (value) => value < least || value > most, `give a value from ${least} to ${most} ${unit}`])
  }
  return rules
}

function checkRule(descriptor: ColumnDescriptor, column: Column, [code, isBroken, remedy]: Rule): Problem[] {
  let first = -1
  let count = 0
  for (let row = 0; row < column.length; row++) {
    const value = column[row]
    if (Object.is(value, descriptor.nullValue) || !isBroken(value)) continue
    if (count++ === 0) first = row
  }
  if (count === 0) return []
  const others = count === 1 ? '' : ` (${count} rows are wrong)`
  return [{ code, place: `row ${first}, ${descriptor.name}`, value: String(column[first]), remedy: `${remedy}${others}` }]
}

function checkColumn(table: ColumnTable, descriptor: ColumnDescriptor): Problem[] {
  const column: unknown = table.columns[descriptor.name]
  const place = `${table.descriptor.name}.${descriptor.name}`
  if (column === undefined)
    return [{ code: 'missing-column', place, value: '', remedy: `add the column ${descriptor.name} (${descriptor.meaning})` }]
  if (!isColumnOf(descriptor.type, column))
    return [
      {
        code: 'wrong-type',
        place,
        value: Object.prototype.toString.call(column).slice(8, -1),
        remedy: `store the column as ${descriptor.type}`,
      },
    ]
  if (column.length !== table.rows)
    return [{ code: 'wrong-length', place, value: String(column.length), remedy: `give ${table.rows} values, one a row` }]
  return rulesOf(descriptor).flatMap((rule) => checkRule(descriptor, column, rule))
}

/**
 * Judges a table by its descriptor: columns, array types, lengths, and for each value that is not the null value: finite, whole, in range.
 * At most one problem for each column and rule, with the first row and the number of rows; none when all is well.
 */
export function checkTable(table: ColumnTable): readonly Problem[] {
  return table.descriptor.columns.flatMap((descriptor) => checkColumn(table, descriptor))
}

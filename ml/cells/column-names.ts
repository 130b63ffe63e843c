import type { FileTable } from './file-table.ts'

/** Names that tables of cells use for the same thing, the surest first. */
export const cellNames = ['cell_id', 'cell', 'cell_name', 'battery', 'battery_id', 'serial']
export const cycleNames = ['cycle', 'cycle_number', 'cycle_index', 'row']
export const capacityNames = ['capacity_Ah', 'capacity_Ah_at_2V0', 'capacity', 'discharge_capacity_Ah', 'discharge_capacity']
export const lifeNames = [
  'cycle_life',
  'life',
  'life_cycles',
  'rul',
  'rul_cycles',
  'cycles_to_limit',
  'days_to_limit',
  'row_first_below_80pct',
]
export const splitNames = ['severson_split', 'split', 'set', 'pinn_test']

/** The column of the first name that a table has, whatever its capitals; −1 where it has none. */
export function findColumn({ header }: FileTable, names: readonly string[]): number {
  const small = header.map((name) => name.toLowerCase())
  return names.map((name) => small.indexOf(name.toLowerCase())).find((at) => at >= 0) ?? -1
}

/** Whether a column holds numbers, but for a few gaps. */
export function isNumeric(table: FileTable, column: number): boolean {
  const numbers = table.numbersOf(column)
  return numbers.filter((value) => Number.isFinite(value)).length >= 0.9 * table.rows
}

/** The split that a field names: `train`, or the name of a test. */
export function readSplit(field: string): string {
  const small = field.trim().toLowerCase()
  if (['train', 'training', 'false', '0'].includes(small)) return 'train'
  return ['true', '1', 'testing'].includes(small) ? 'test' : small
}

import { batteryColumns } from './batteries.ts'
import { findColumns } from './columns.ts'
import { customerColumns } from './customers.ts'
import { weatherColumns } from './weather.ts'

/** Which of a company's own tables a header is of; `null` where it is neither. A product alone tells nothing: a position or an age must be there. */
export function kindOfOwnTable(header: readonly string[]): 'customers' | 'batteries' | 'weather' | null {
  const table = { header }
  if (findColumns(table, customerColumns, '').problems.length === 0) return 'customers'
  const { found, problems } = findColumns(table, batteryColumns, '')
  if (problems.length === 0 && Math.max(found.age, found.soh, found.sohPct) >= 0) return 'batteries'
  return findColumns(table, weatherColumns, '').problems.length === 0 ? 'weather' : null
}

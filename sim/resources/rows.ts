import { AssertionError } from '../assert.ts'
import type { ArenaTables } from '../arena/index.ts'

/** Rows of a table that are lent to whoever comes (a customer, an order) and given back: row 0 stands for "none" and is never lent. */
export function rowsSchema(capacity: number) {
  return {
    /** Row that is free next after this one, 0 at the end; of a lent row without meaning. */
    rowLink: { rows: capacity + 1, columns: { free: 'i32' } },
    /** First free row, rows ever lent, rows lent now. */
    rowCount: { rows: 3, columns: { count: 'i32' } },
  } as const
}

export type Rows = Pick<ArenaTables<ReturnType<typeof rowsSchema>>, 'rowLink' | 'rowCount'>

const FREE = 0
const USED = 1
const LENT = 2

/** Rows that can still be lent before the arena must grow. */
export function countFreeRows({ rowLink, rowCount }: Rows): number {
  return rowLink.free.length - 1 - rowCount.count[LENT]
}

/** Lends a row, ≥ 1: the one that was given back last, else the first that was never lent. Throws `rows-full`. */
export function takeRow({ rowLink, rowCount }: Rows): number {
  const { count } = rowCount
  count[LENT] += 1
  const row = count[FREE]
  if (row !== 0) {
    count[FREE] = rowLink.free[row]
    return row
  }
  count[USED] += 1
  if (count[USED] >= rowLink.free.length) throw new AssertionError('rows-full', count[USED])
  return count[USED]
}

/** Gives a lent row back. */
export function giveRow({ rowLink, rowCount }: Rows, row: number): void {
  const { count } = rowCount
  rowLink.free[row] = count[FREE]
  count[FREE] = row
  count[LENT] -= 1
}

import type { ArenaTables } from '../arena/index.ts'

/**
 * Waiting lines of rows, doubly linked, so that whoever gives up leaves from the middle. A row (≥ 1) stands in at most one line; lines are numbered from 0.
 * Tables of zeros are empty lines. Every step takes a constant time.
 */
export function linesSchema(rows: number, lines: number) {
  return {
    lineItem: { rows: rows + 1, columns: { next: 'i32', previous: 'i32' } },
    line: { rows: lines, columns: { first: 'i32', last: 'i32', count: 'i32' } },
  } as const
}

export type Lines = Pick<ArenaTables<ReturnType<typeof linesSchema>>, 'lineItem' | 'line'>

/** Rows in a line. */
export function countLine({ line }: Lines, at: number): number {
  return line.count[at]
}

/** The row that is next, 0 when the line is empty. */
export function firstOf({ line }: Lines, at: number): number {
  return line.first[at]
}

/** The row behind `row` in its line, 0 at the end. */
export function nextOf({ lineItem }: Lines, row: number): number {
  return lineItem.next[row]
}

export function pushBack({ lineItem, line }: Lines, at: number, row: number): void {
  const last = line.last[at]
  lineItem.previous[row] = last
  lineItem.next[row] = 0
  if (last === 0) line.first[at] = row
  else lineItem.next[last] = row
  line.last[at] = row
  line.count[at] += 1
}

export function pushFront({ lineItem, line }: Lines, at: number, row: number): void {
  const first = line.first[at]
  lineItem.next[row] = first
  lineItem.previous[row] = 0
  if (first === 0) line.last[at] = row
  else lineItem.previous[first] = row
  line.first[at] = row
  line.count[at] += 1
}

/** Takes the first row out; 0 when the line is empty. */
export function takeFirst(lines: Lines, at: number): number {
  const row = lines.line.first[at]
  if (row !== 0) removeFromLine(lines, at, row)
  return row
}

/** Takes the last row out; 0 when the line is empty. */
export function takeLast(lines: Lines, at: number): number {
  const row = lines.line.last[at]
  if (row !== 0) removeFromLine(lines, at, row)
  return row
}

/** Takes `row` out of line `at`, in which it must stand. */
export function removeFromLine({ lineItem, line }: Lines, at: number, row: number): void {
  const next = lineItem.next[row]
  const previous = lineItem.previous[row]
  if (previous === 0) line.first[at] = next
  else lineItem.next[previous] = next
  if (next === 0) line.last[at] = previous
  else lineItem.previous[next] = previous
  line.count[at] -= 1
}

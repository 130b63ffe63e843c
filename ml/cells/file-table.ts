/** A table read from a text file, by whoever can read files: header, and fields by row and column. */
export interface FileTable {
  readonly header: readonly string[]
  readonly rows: number
  /** Line of each row in its file, 1 = first. */
  readonly lines: Int32Array
  readonly fieldAt: (row: number, column: number) => string
  /** NaN where a field is empty or is no number. */
  readonly numbersOf: (column: number) => Float64Array
}

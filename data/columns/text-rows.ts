/** A table as it stands in a text file, however it was read: names of columns, and fields as text. */
export interface TextRows {
  readonly header: readonly string[]
  readonly rows: number
  /** Line on which each row starts, 1 = first of the file. */
  readonly lines: Int32Array
  /** Field of a row in a column, as it stands. */
  readonly fieldAt: (row: number, column: number) => string
  /** Numbers of a column; NaN where a field is empty or is no number. */
  readonly numbersOf: (column: number) => Float64Array
}

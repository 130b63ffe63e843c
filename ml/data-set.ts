/** One input of a model. */
export interface Feature {
  readonly name: string
  readonly unit: string
  /** One sentence for people. */
  readonly meaning: string
}

/** What a model answers. `log`: it is learned as log(1 + y), so that errors count as shares. */
export interface Target {
  readonly name: string
  readonly unit: string
  readonly transform: 'none' | 'log'
}

/** Rows to learn from, as columns. Rows of one cell (or battery) belong together: they are never split between training and test. */
export interface DataSet {
  readonly name: string
  readonly features: readonly Feature[]
  readonly target: Target
  readonly rows: number
  /** Row after row, `features.length` numbers each; every one finite. */
  readonly x: Float64Array
  /** In the target's unit, ≥ 0. */
  readonly y: Float64Array
  /** 1 where the truth is not known, only that it is at least `y` (the limit was not reached while anybody looked). */
  readonly isAtLeast: Uint8Array
  /** Index of each row's cell. */
  readonly cellOfRow: Int32Array
  readonly cells: readonly string[]
  /** Name of the split that each cell was published in; empty where there is none. */
  readonly splitOfCell: readonly string[]
  /** What a straight line through the past says, in the target's unit; NaN where there is no fall to extend. */
  readonly lineEstimate: Float64Array
}

/** Rows `[from, to)` of `x` as one view. */
export function rowOf({ x, features }: DataSet, row: number): Float64Array {
  return x.subarray(row * features.length, (row + 1) * features.length)
}

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

/** The same rows with fewer features, in the order of `names`; a name that the set lacks is passed over. */
export function pickFeatures(data: DataSet, names: readonly string[]): DataSet {
  const columns = names.flatMap((name) => {
    const at = data.features.findIndex((feature) => feature.name === name)
    return at < 0 ? [] : [at]
  })
  const width = data.features.length
  const x = new Float64Array(data.rows * columns.length)
  for (let row = 0; row < data.rows; row++) columns.forEach((column, i) => (x[row * columns.length + i] = data.x[row * width + column]))
  return { ...data, features: columns.map((column) => data.features[column]), x }
}

/** At most `most` rows, evenly taken, so that every cell keeps its share. */
export function thinRows(data: DataSet, most: number): DataSet {
  if (data.rows <= most) return data
  const rows = Int32Array.from({ length: most }, (_, i) => Math.floor((i * data.rows) / most))
  const pick = (values: Float64Array) => Float64Array.from(rows, (row) => values[row])
  const width = data.features.length
  const x = new Float64Array(rows.length * width)
  rows.forEach((row, i) => x.set(rowOf(data, row), i * width))
  return {
    ...data,
    rows: rows.length,
    x,
    y: pick(data.y),
    isAtLeast: Uint8Array.from(rows, (row) => data.isAtLeast[row]),
    cellOfRow: Int32Array.from(rows, (row) => data.cellOfRow[row]),
    lineEstimate: pick(data.lineEstimate),
  }
}

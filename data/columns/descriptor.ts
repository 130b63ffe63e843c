/** Storage of a column. Whole numbers beyond 32 bits are kept in `f64`, exact to 2⁵³. */
export type ColumnType = 'f64' | 'f32' | 'i32' | 'u32' | 'u16' | 'u8'

/**
 * One column's meaning. It drives storage, Arrow and DuckDB schema, validation, form, axis label and docs.
 */
export interface ColumnDescriptor {
  readonly name: string
  readonly type: ColumnType
  /** Unit as SI text (`ms`, `mWh`, `µ€`, `1` for a pure number, `id` for an identity). */
  readonly unit: string
  /** Closed range of valid values; absent when any finite number is valid. */
  readonly range?: readonly [number, number]
  /** Value that stands for "not known" or "none"; absent when every row must have a value. */
  readonly nullValue?: number
  /** `true` when only whole numbers are valid, so that sums are exact in any order. */
  readonly isWhole?: boolean
  /** One sentence for people. */
  readonly meaning: string
}

/** A table's columns in storage order. */
export interface TableDescriptor {
  readonly name: string
  readonly meaning: string
  readonly columns: readonly ColumnDescriptor[]
}

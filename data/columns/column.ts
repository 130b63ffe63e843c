import type { ColumnType } from './descriptor.ts'

/** The typed array that stores a column of each type. */
export interface ColumnArrays {
  readonly f64: Float64Array
  readonly f32: Float32Array
  readonly i32: Int32Array
  readonly u32: Uint32Array
  readonly u16: Uint16Array
  readonly u8: Uint8Array
}

/** Values of one column. */
export type Column = ColumnArrays[ColumnType]

const constructors = { f64: Float64Array, f32: Float32Array, i32: Int32Array, u32: Uint32Array, u16: Uint16Array, u8: Uint8Array } as const

/** Closed range of the whole numbers that a type can store; absent for floats, which hold more than whole numbers. */
const wholeRanges = {
  i32: [-2_147_483_648, 2_147_483_647],
  u32: [0, 4_294_967_295],
  u16: [0, 65_535],
  u8: [0, 255],
} as const satisfies Partial<Record<ColumnType, readonly [number, number]>>

/** An array of `rows` zeros for a column of this type. */
export function createColumn(type: ColumnType, rows: number): Column {
  return new constructors[type](rows)
}

/** Whether a value is an array that stores this type. */
export function isColumnOf(type: ColumnType, value: unknown): value is Column {
  return value instanceof constructors[type]
}

/** Whether a column of this type can hold the number without changing it (floats round in `f32`; NaN is no whole number). */
export function isStorable(type: ColumnType, value: number): boolean {
  if (type === 'f64') return true
  if (type === 'f32') return Object.is(Math.fround(value), value)
  const [least, most] = wholeRanges[type]
  return Number.isInteger(value) && value >= least && value <= most && !Object.is(value, -0)
}

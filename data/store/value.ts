import type { QueryValue } from './store.ts'

/**
 * A value of an engine as a `QueryValue`: 64-bit integers become numbers when float64 holds them. Throws a `TypeError` for all else
 * (dates, lists, larger integers), with the remedy.
 */
export function toQueryValue(column: string, value: unknown): QueryValue {
  if (value === null || value === undefined) return null
  if (typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'bigint' && BigInt(Number(value)) === value) return Number(value)
  throw new TypeError(`column ${column} has a value that is no number, text or truth value: cast it in SQL, for example to DOUBLE`)
}

/** The number nearest to a decimal of `units` × 10^−`scale`; whole decimals stay whole so that none is rounded unseen. */
export function fromDecimal(units: bigint, scale: number): number | bigint {
  return scale === 0 ? units : Number(`${units}e-${scale}`)
}

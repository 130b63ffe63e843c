import { highWord, POWER_BIAS, POWERS_OF_TWO } from './bits.ts'
import { LN2_HI, LN2_LO, LOG_OFFSET_WORD, LOG_TABLE } from './tables.ts'

// Held here, for a test runner's loader makes each use of an import a look-up (8x slower in a hot loop).
const TABLE = LOG_TABLE
const OFFSET_WORD = LOG_OFFSET_WORD
const POWERS = POWERS_OF_TWO
const BIAS = POWER_BIAS
const LN2_UPPER = LN2_HI
const LN2_LOWER = LN2_LO

/** Adding and subtracting 1.5·2³² rounds a number near 1 to 20 bits after the point. */
export const ROUND_TO_20_BITS = 6442450944

/**
 * Natural logarithm. NaN or x < 0 → NaN, ±0 → −Infinity, Infinity → Infinity. Error < 0.6 ulp, subnormals included.
 * x = z·2^k, z·c = 1 + r with a 10-bit c from a table, |r| < 2⁻⁷; the series to r⁸ leaves 2⁻⁶⁰ of r. Source: P. T. P. Tang (1990), see tables.ts.
 */
export function log(x: number): number {
  if (x >= 2.2250738585072014e-308 && x < Infinity) return logOfScaled(x, 0)
  if (x > 0 && x < Infinity) return logOfScaled(x * 4503599627370496, -52)
  if (x === 0) return -Infinity
  return x > 0 ? x : NaN
}

/** ln(x·2^shift) for a normal x > 0. */
function logOfScaled(x: number, shift: number): number {
  const offset = (highWord(x) - OFFSET_WORD) | 0
  const row = ((offset >> 13) & 127) * 3
  const z = x * POWERS[BIAS - (offset >> 20)]
  const reciprocal = TABLE[row]
  const head = z + ROUND_TO_20_BITS - ROUND_TO_20_BITS
  const rHead = head * reciprocal - 1
  const rTail = (z - head) * reciprocal
  const r = rHead + rTail
  const k = (offset >> 20) + shift
  const whole = k * LN2_UPPER + TABLE[row + 1]
  const sum = whole + r
  const lost = whole - sum + r + (k * LN2_LOWER + TABLE[row + 2])
  const square = r * r
  const series = r * (1 / 3 + r * -0.25) + square * r * (0.2 + r * (-1 / 6) + square * (1 / 7 + r * -0.125))
  return sum + (lost + square * (series - 0.5))
}

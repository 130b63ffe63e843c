import { POWER_BIAS, POWERS_OF_TWO, scaleByPowerOfTwo } from './bits.ts'
import { EXP_TABLE, LN2_HI, LN2_LO, STEP_HI, STEP_LO, STEPS } from './tables.ts'

// Held here, for a test runner's loader makes each use of an import a look-up (8x slower in a hot loop).
const TABLE = EXP_TABLE
const POWERS = POWERS_OF_TWO
const BIAS = POWER_BIAS
const STEP_UPPER = STEP_HI
const STEP_LOWER = STEP_LO

/** Adding and subtracting 1.5·2⁵² rounds to the nearest whole number, ties to even. */
const ROUND = 6755399441055744
const STEPS_PER_ONE = STEPS / (LN2_HI + LN2_LO)
const OVERFLOW = 709.782712893384
const UNDERFLOW = -745.1332191019412

/**
 * e^x. Any float64: NaN → NaN, −Infinity → 0, above 709.782712893384 → Infinity, below −745.1332191019412 → 0.
 * Error < 0.52 ulp where the result is normal, < 0.8 ulp where it is subnormal.
 * x = (k/128)·ln 2 + r, |r| < 0.0028. Source: P. T. P. Tang (1989), see tables.ts.
 */
export function exp(x: number): number {
  if (!(x > -708 && x < 709)) return expNearLimits(x)
  const steps = x * STEPS_PER_ONE + ROUND - ROUND
  const r = x - steps * STEP_UPPER - steps * STEP_LOWER
  const k = steps | 0
  const row = (k & 127) << 1
  const power = TABLE[row]
  return (power + power * restOf(row, r)) * POWERS[(k >> 7) + BIAS]
}

function expNearLimits(x: number): number {
  if (x !== x) return x
  if (x > OVERFLOW) return Infinity
  if (x < UNDERFLOW) return 0
  return expOfSum(x, 0)
}

/** e^r − 1 and the tail of the table's row; the series to r⁵ leaves 2⁻⁶⁰. */
function restOf(row: number, r: number): number {
  const square = r * r
  return TABLE[row + 1] + r + square * (0.5 + r * (1 / 6)) + square * square * (1 / 24 + r * (1 / 120))
}

/** e^(hi + lo) for |lo| ≤ ulp(hi), hi any float64 but NaN; error < 0.52 ulp (0.8 subnormal). For pow. */
export function expOfSum(hi: number, lo: number): number {
  if (hi > 709.79) return Infinity
  if (hi < -745.2) return 0
  const steps = hi * STEPS_PER_ONE + ROUND - ROUND
  const r = hi - steps * STEP_UPPER - steps * STEP_LOWER + lo
  const k = steps | 0
  const row = (k & 127) << 1
  const power = TABLE[row]
  return scaleByPowerOfTwo(power + power * restOf(row, r), k >> 7)
}

/** What rounding took from exp(x) = e: e + this is e^x to about 2⁻⁶⁰, for |x| < 700. For tanh. */
export function restOfExp(x: number, e: number): number {
  const steps = x * STEPS_PER_ONE + ROUND - ROUND
  const r = x - steps * STEP_UPPER - steps * STEP_LOWER
  const k = steps | 0
  const row = (k & 127) << 1
  const power = TABLE[row] * POWERS[(k >> 7) + BIAS]
  return power - e + power * restOf(row, r)
}

import { highWord, POWER_BIAS, POWERS_OF_TWO } from './bits.ts'
import { SPLITTER } from './double-double.ts'
import { expOfSum } from './exp.ts'
import { ROUND_TO_20_BITS } from './log.ts'
import { LN2_HI, LN2_LO, LOG_OFFSET_WORD, LOG_TABLE } from './tables.ts'

// Held here, for a test runner's loader makes each use of an import a look-up (8x slower in a hot loop).
const TABLE = LOG_TABLE
const OFFSET_WORD = LOG_OFFSET_WORD
const POWERS = POWERS_OF_TWO
const BIAS = POWER_BIAS
const LN2_UPPER = LN2_HI
const LN2_LOWER = LN2_LO
const SPLIT = SPLITTER
const ROUND = ROUND_TO_20_BITS

/**
 * x^y with the special cases of ECMAScript's `**` (x^±0 = 1 even for NaN; (±1)^±Infinity = NaN; a negative x needs a whole y).
 * Error < 0.55 ulp where the result is normal, < 0.8 ulp where it is subnormal; exact whenever the power is a float64.
 * e^(y·ln x) with ln x kept to about 67 bits. Source: Tang (1990) as in log.ts, carried in two float64 after Dekker (1971).
 */
export function pow(x: number, y: number): number {
  if (x >= 2.2250738585072014e-308 && x < Infinity && y > -1e300 && y < 1e300) return powOfScaled(x, 0, y)
  return powAtEdges(x, y)
}

function powAtEdges(x: number, y: number): number {
  if (y === 0) return 1
  if (x !== x || y !== y) return NaN
  const size = Math.abs(x)
  const sign = isOdd(y) && isNegative(x) ? -1 : 1
  if (size === 0 || size === Infinity) return sign * (size > 0 === y > 0 ? Infinity : 0)
  if (Math.abs(y) >= 1e300) return powOfHuge(size, y)
  if (x < 0 && Math.floor(y) !== y) return NaN
  if (size < 2.2250738585072014e-308) return sign * powOfScaled(size * 4503599627370496, -52, y)
  return sign * powOfScaled(size, 0, y)
}

function powOfHuge(size: number, y: number): number {
  if (size === 1) return Math.abs(y) === Infinity ? NaN : 1
  return size > 1 === y > 0 ? Infinity : 0
}

function isOdd(y: number): boolean {
  return Math.abs(y) < 9007199254740992 && Math.floor(y) === y && y % 2 !== 0
}

function isNegative(x: number): boolean {
  return x < 0 || (x === 0 && 1 / x < 0)
}

/** (x·2^shift)^y for a normal x > 0 and |y| < 1e300. */
function powOfScaled(x: number, shift: number, y: number): number {
  const offset = (highWord(x) - OFFSET_WORD) | 0
  const row = ((offset >> 13) & 127) * 3
  const z = x * POWERS[BIAS - (offset >> 20)]
  const reciprocal = TABLE[row]
  const head = z + ROUND - ROUND
  const rHead = head * reciprocal - 1
  const rTail = (z - head) * reciprocal
  const r = rHead + rTail
  const k = (offset >> 20) + shift
  const whole = k * LN2_UPPER + TABLE[row + 1]
  // rHead has at most 32 bits, so its square is exact; what rounding loses is carried in `lost`.
  const half = -0.5 * rHead * rHead
  const first = whole + r
  const second = first + half
  const cube = r * r * r
  const square = r * r
  const tail = 0.2 + r * (-1 / 6) + square * (1 / 7 + r * -0.125 + square * (1 / 9 + r * -0.1 + square * (1 / 11)))
  const series = cube * (1 / 3 + r * -0.25 + square * tail)
  const lost =
    whole -
    first +
    r +
    (rHead - r + rTail) +
    (k * LN2_LOWER + TABLE[row + 2]) +
    (first - second + half) -
    0.5 * rTail * (r + rHead) +
    series
  const logHi = second + lost
  const logLo = second - logHi + lost
  const yHi = y * SPLIT - (y * SPLIT - y)
  const logUpper = logHi * SPLIT - (logHi * SPLIT - logHi)
  const product = y * logHi
  const rest = yHi * logUpper - product + yHi * (logHi - logUpper) + (y - yHi) * logUpper + (y - yHi) * (logHi - logUpper) + y * logLo
  return expOfSum(product, rest)
}

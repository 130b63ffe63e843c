import { add, divide, type DoubleDouble, fromNumber, logOf, multiply, squareRoot } from './double-double.ts'

/**
 * Tables that exp, log and pow share, computed on load from + − × ÷ and sqrt, so that every machine has the same bits.
 * Method: P. T. P. Tang, Table-driven implementation of the exponential (1989) and of the logarithm function (1990) in IEEE arithmetic.
 */

/** Steps per factor of two in both tables. */
export const STEPS = 128

/** Row i: 2^(i/128) rounded, then what the rounding left out divided by the value. */
export const EXP_TABLE = listPowersOfRoot()

/** Upper word of 0.7071…: log splits x = z·2^k with z from here to twice here, so that numbers around 1 have k = 0. */
export const LOG_OFFSET_WORD = 0x3fe6a000

/** ln 2 to 42 bits after the point (times any exponent it stays exact) and the rest. */
export const LN2_HI = roundTo42Bits(logOf(2).hi)
export const LN2_LO = add(logOf(2), fromNumber(-LN2_HI)).hi

/** ln 2 / 128 to 42 bits after the point, so that its product with a step number below 2¹⁸ is exact, and the rest. */
export const STEP_HI = roundTo42Bits(logOf(2).hi / STEPS)
export const STEP_LO = logOf(2).hi / STEPS - STEP_HI + logOf(2).lo / STEPS

/** Row i: a 10-bit reciprocal of the middle of interval i, minus its logarithm to 42 bits after the point, and the rest. */
export const LOG_TABLE = listLogarithms()

function listPowersOfRoot(): Float64Array {
  const table = new Float64Array(2 * STEPS)
  let root: DoubleDouble = fromNumber(2)
  for (let halved = STEPS; halved > 1; halved /= 2) root = squareRoot(root)
  let power = fromNumber(1)
  for (let i = 0; i < STEPS; i++) {
    table[2 * i] = power.hi
    table[2 * i + 1] = divide(fromNumber(power.lo), power).hi
    power = multiply(power, root)
  }
  return table
}

/** Nearest multiple of 2⁻⁴², for |x| < 1: adding 1.5·2¹⁰ leaves exactly that many bits. */
function roundTo42Bits(x: number): number {
  return x + 1536 - 1536
}

/** Start of interval i of log's argument; intervals are half as wide below 1, as float64 spacing is. */
function startOfInterval(i: number): number {
  const steps = ((LOG_OFFSET_WORD & 0xfffff) >> 13) + i
  return steps < STEPS ? (1 + steps / STEPS) / 2 : 1 + (steps - STEPS) / STEPS
}

/** The two intervals that touch 1 take the reciprocal 1, so that log keeps its relative accuracy there. */
function reciprocalOfInterval(i: number): number {
  const from = startOfInterval(i)
  const to = startOfInterval(i + 1)
  if (from === 1 || to === 1) return 1
  return Math.round((1024 * 2) / (from + to)) / 1024
}

function listLogarithms(): Float64Array {
  const table = new Float64Array(3 * STEPS)
  for (let i = 0; i < STEPS; i++) {
    const reciprocal = reciprocalOfInterval(i)
    const logarithm = logOf(reciprocal)
    const hi = roundTo42Bits(-logarithm.hi)
    table[3 * i] = reciprocal
    table[3 * i + 1] = hi
    table[3 * i + 2] = -add(logarithm, fromNumber(hi)).hi
  }
  return table
}

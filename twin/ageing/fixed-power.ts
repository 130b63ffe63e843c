import { pow } from '../../sim/math/index.ts'

/** Tables for x ↦ x^p with one exponent, nearly twice as fast as the general `pow` (docs/decisions/003): capacity is taken from the states every battery-day. */
export interface FixedPower {
  readonly p: number
  /** Binomial coefficients p over 1 … 6. */
  readonly b1: number
  readonly b2: number
  readonly b3: number
  readonly b4: number
  readonly b5: number
  readonly b6: number
  /** For each of 128 parts of [1, 2): c^p, c being the inverse of `partInverse`. */
  readonly part: Float64Array
  /** 2^(e·p) for each exponent field e of a float64. */
  readonly octave: Float64Array
}

const parts = 128
const exponents = 2047
const bias = 1023
const smallestNormal = 2.2250738585072014e-308

const float = new Float64Array(1)
const words = new Uint32Array(float.buffer)
const highIndex = findHighWord()

/** About 1/c for the middle c of each part, with few bits so that the product with a mantissa is nearly exact. */
const partInverse = Float64Array.from({ length: parts }, (_, j) => Math.fround(1 / (1 + (j + 0.5) / parts)))
/** 2^−e for each exponent field. */
const octaveInverse = Float64Array.from({ length: exponents }, (_, e) => pow(2, bias - e))

/** Tables for exponent `p` > 0. About 17 kB: one a state and model, shared by all batteries. */
export function createFixedPower(p: number): FixedPower {
  const b2 = (p * (p - 1)) / 2
  const b3 = (b2 * (p - 2)) / 3
  const b4 = (b3 * (p - 3)) / 4
  const b5 = (b4 * (p - 4)) / 5
  const b6 = (b5 * (p - 5)) / 6
  const part = Float64Array.from({ length: parts }, (_, j) => pow(partInverse[j], -p))
  const octave = Float64Array.from({ length: exponents }, (_, e) => pow(pow(2, e - bias), p))
  return { p, b1: p, b2, b3, b4, b5, b6, part, octave }
}

/**
 * x^p for x ≥ 0; where it and x are normal numbers within 1.5e-15 relative for p ≤ 3 and 5e-15 for p ≤ 10. Other x go to the general `pow`.
 * x = 2^e·c·(1 + r) with |r| < 1/255, so x^p = 2^(e·p)·c^p·(1 + r)^p: two table entries and six terms of the binomial series.
 */
export function raiseToFixed(x: number, power: FixedPower): number {
  if (!(x >= smallestNormal && x < Infinity)) return x === 0 ? 0 : pow(x, power.p)
  float[0] = x
  const high = words[highIndex]
  const field = high >>> 20
  const j = (high >>> 13) & (parts - 1)
  const r = x * octaveInverse[field] * partInverse[j] - 1
  const tail = power.b3 + r * (power.b4 + r * (power.b5 + r * power.b6))
  return power.octave[field] * (power.part[j] + power.part[j] * (r * (power.b1 + r * (power.b2 + r * tail))))
}

function findHighWord(): number {
  float[0] = 1
  return words[1] === 0x3ff00000 ? 1 : 0
}

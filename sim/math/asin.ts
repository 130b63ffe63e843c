import { SPLITTER } from './double-double.ts'

/** Coefficients of (asin(x) − x)/x³ on |x| ≤ 0.5 from fdlibm's e_asin.c (Sun Microsystems, 1993); error 2⁻⁵⁹. */
const P0 = 0.16666666666666666
const P1 = -0.3255658186224009
const P2 = 0.20121253213486293
const P3 = -0.04005553450067941
const P4 = 0.0007915349942898145
const P5 = 3.479331075960212e-5
const Q1 = -2.403394911734414
const Q2 = 2.0209457602335057
const Q3 = -0.6882839716054533
const Q4 = 0.07703815055590194

const HALF_PI_HI = 1.5707963267948966
const HALF_PI_LO = 6.123233995736766e-17

/** Arc sine in radians, −π/2..π/2; |x| > 1 and NaN → NaN. Error < 0.8 ulp. */
export function asin(x: number): number {
  const size = Math.abs(x)
  if (size <= 0.5) return size < 1e-8 ? x : x + x * ratio(x * x)
  if (!(size <= 1)) return NaN
  return x < 0 ? -asinNearOne(size) : asinNearOne(size)
}

/** asin(x) = π/2 − 2·asin(√((1 − x)/2)), with what the root loses by rounding put back. */
function asinNearOne(x: number): number {
  const t = 0.5 * (1 - x)
  if (t === 0) return HALF_PI_HI
  const root = Math.sqrt(t)
  const head = root * SPLITTER - (root * SPLITTER - root)
  const rootLost = (t - head * head - (root - head) * (root + head)) / (2 * root)
  const sum = HALF_PI_HI - 2 * root
  const lost = HALF_PI_HI - sum - 2 * root
  return sum + (lost - (2 * (root * ratio(t) + rootLost) - HALF_PI_LO))
}

/** (asin(√t) − √t)/√t for 0 ≤ t ≤ 0.25. */
function ratio(t: number): number {
  const p = t * (P0 + t * (P1 + t * (P2 + t * (P3 + t * (P4 + t * P5)))))
  return p / (1 + t * (Q1 + t * (Q2 + t * (Q3 + t * Q4))))
}

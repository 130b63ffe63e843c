import { reduceByHalfPi, reduced } from './half-turns.ts'

/** Coefficients on |r| ≤ π/4 from fdlibm's k_sin.c and k_cos.c (Sun Microsystems, 1993); errors 2⁻⁵⁸ and 2⁻⁵⁸. */
const S1 = -0.16666666666666632
const S2 = 0.00833333333332249
const S3 = -0.0001984126982985795
const S4 = 2.7557313707070068e-6
const S5 = -2.5050760253406863e-8
const S6 = 1.58969099521155e-10
const C1 = 0.0416666666666666
const C2 = -0.001388888888887411
const C3 = 2.480158728947673e-5
const C4 = -2.7557314351390663e-7
const C5 = 2.087572321298175e-9
const C6 = -1.1359647557788195e-11

const QUARTER_PI = 0.7853981633974483

/** Sine of x in radians, any finite x however large; NaN and ±Infinity → NaN. Error < 0.8 ulp. */
export function sin(x: number): number {
  if (Math.abs(x) <= QUARTER_PI) return sinOfSmall(x, 0)
  if (!(Math.abs(x) < Infinity)) return NaN
  const quadrant = reduceByHalfPi(x)
  const size = (quadrant & 1) === 0 ? sinOfSmall(reduced[0], reduced[1]) : cosOfSmall(reduced[0], reduced[1])
  return quadrant < 2 ? size : -size
}

/** Cosine of x in radians, any finite x however large; NaN and ±Infinity → NaN. Error < 0.8 ulp. */
export function cos(x: number): number {
  if (Math.abs(x) <= QUARTER_PI) return cosOfSmall(x, 0)
  if (!(Math.abs(x) < Infinity)) return NaN
  const quadrant = reduceByHalfPi(x)
  const size = (quadrant & 1) === 0 ? cosOfSmall(reduced[0], reduced[1]) : sinOfSmall(reduced[0], reduced[1])
  return quadrant === 0 || quadrant === 3 ? size : -size
}

/** sin(r + tail), |r| ≤ π/4. */
function sinOfSmall(r: number, tail: number): number {
  if (r === 0) return r
  const square = r * r
  const cube = square * r
  const series = S2 + square * (S3 + square * S4) + square * square * square * (S5 + square * S6)
  return r - (square * (0.5 * tail - cube * series) - tail - cube * S1)
}

/** cos(r + tail), |r| ≤ π/4. */
function cosOfSmall(r: number, tail: number): number {
  const square = r * r
  const fourth = square * square
  const series = square * (C1 + square * (C2 + square * C3)) + fourth * fourth * (C4 + square * (C5 + square * C6))
  const half = 0.5 * square
  const head = 1 - half
  return head + (1 - head - half + (square * series - r * tail))
}

import { assert } from '../assert.ts'
import { exp, log, logGamma, normalQuantile } from '../math/index.ts'

/** Beyond so many degrees of freedom the tail's integral and the normal law differ by less than the tables' last digit. */
const NEARLY_NORMAL = 1e7

/**
 * Quantile of Student's t with `freedom` ≥ 1 degrees of freedom (not necessarily whole), p strictly inside (0, 1). Relative error < 1e-9.
 * The root of the distribution function, by halving in the upper tail; that tail is half of a regularized incomplete beta function.
 */
export function studentQuantile(p: number, freedom: number): number {
  assert(p > 0 && p < 1, 'student-share', p)
  assert(freedom >= 1, 'student-freedom', freedom)
  if (freedom > NEARLY_NORMAL) return normalQuantile(p)
  if (p < 0.5) return -upperQuantile(p, freedom)
  return p === 0.5 ? 0 : upperQuantile(1 - p, freedom)
}

/** P(T > t) for t ≥ 0. */
export function studentTail(t: number, freedom: number): number {
  return incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5) / 2
}

function upperQuantile(tail: number, freedom: number): number {
  let below = 0
  let above = 2
  while (studentTail(above, freedom) > tail) above *= 2
  for (let i = 0; i < 60 && above - below > 1e-12 * above; i++) {
    const middle = (below + above) / 2
    if (studentTail(middle, freedom) > tail) below = middle
    else above = middle
  }
  return (below + above) / 2
}

/** Regularized incomplete beta function I_x(a, b), 0 ≤ x ≤ 1, by its continued fraction (DLMF 8.17.22) on the side where that converges fast. */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0 || x >= 1) return x <= 0 ? 0 : 1
  const front = exp(a * log(x) + b * log(1 - x) + logGamma(a + b) - logGamma(a) - logGamma(b))
  if (x < (a + 1) / (a + b + 2)) return (front * betaFraction(x, a, b)) / a
  return 1 - (front * betaFraction(1 - x, b, a)) / b
}

/** Evaluated from the front by the method of W. J. Lentz (1976). */
function betaFraction(x: number, a: number, b: number): number {
  let c = 1
  let d = 1 / awayFromZero(1 - ((a + b) * x) / (a + 1))
  let fraction = d
  for (let m = 1; m < 500; m++) {
    for (const term of [
      (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m)),
      (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1)),
    ]) {
      d = 1 / awayFromZero(1 + term * d)
      c = awayFromZero(1 + term / c)
      fraction *= c * d
    }
    if (Math.abs(c * d - 1) < 1e-15) break
  }
  return fraction
}

function awayFromZero(x: number): number {
  return Math.abs(x) < 1e-300 ? 1e-300 : x
}

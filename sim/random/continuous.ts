import { assert } from '../assert.ts'
import { exp, log, normalQuantile, pow } from '../math/index.ts'

/**
 * Distributions by inversion: u strictly inside (0, 1) in, one value out, never falling as u rises, so that one draw means the same luck under
 * every parameter. Parameters out of range are programmer errors.
 */

/** lo..hi (both may be met by rounding). */
export function uniformFrom(u: number, lo: number, hi: number): number {
  assert(lo <= hi, 'uniform-range', lo)
  return lo + (hi - lo) * u
}

/** Exponential with mean ≥ 0. */
export function exponentialFrom(u: number, mean: number): number {
  assert(mean >= 0, 'exponential-mean', mean)
  return -mean * log(1 - u)
}

/** Normal with mean and standard deviation sd ≥ 0. */
export function normalFrom(u: number, mean: number, sd: number): number {
  assert(sd >= 0, 'normal-sd', sd)
  return mean + sd * normalQuantile(u)
}

/** Lognormal with median > 0; sigmaLog ≥ 0 is the standard deviation of the logarithm. */
export function lognormalFrom(u: number, median: number, sigmaLog: number): number {
  assert(median > 0 && sigmaLog >= 0, 'lognormal-parameters', median > 0 ? sigmaLog : median)
  return median * exp(sigmaLog * normalQuantile(u))
}

/** Weibull with scale > 0 (63.2 % lie below it) and shape > 0. */
export function weibullFrom(u: number, scale: number, shape: number): number {
  assert(scale > 0 && shape > 0, 'weibull-parameters', scale > 0 ? shape : scale)
  return scale * pow(-log(1 - u), 1 / shape)
}

/** Triangular on lo ≤ mode ≤ hi. */
export function triangularFrom(u: number, lo: number, mode: number, hi: number): number {
  assert(lo <= mode && mode <= hi, 'triangular-range', mode)
  const width = hi - lo
  if (width * u <= mode - lo) return lo + Math.sqrt(u * width * (mode - lo))
  return hi - Math.sqrt((1 - u) * width * (hi - mode))
}

import { exp } from './exp.ts'

const perRootTwoPi = 0.3989422804014327
/** From here on 1 − Φ < 1e-15 and the series would need too many terms. */
const far = 8

/**
 * Standard normal distribution function Φ(x), absolute error ≤ 4e-16 for any x (a tail's relative error grows towards x = −8, below which Φ is 0).
 * Φ = 1/2 + φ(x)·(x + x³/3 + x⁵/15 + …), whose terms all have one sign (Marsaglia, J. Stat. Software 11 (2004) 4).
 */
export function normalCdf(x: number): number {
  if (!(x > -far && x < far)) return x < 0 ? 0 : x > 0 ? 1 : NaN
  let term = x
  let sum = x
  for (let odd = 3; Math.abs(term) > 1e-18 * Math.abs(sum); odd += 2) {
    term *= (x * x) / odd
    sum += term
  }
  return 0.5 + sum * normalDensity(x)
}

/** Standard normal density φ(x), relative error ≤ 3e-16·(1 + x²). */
export function normalDensity(x: number): number {
  return perRootTwoPi * exp(-0.5 * x * x)
}

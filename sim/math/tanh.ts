import { SPLITTER } from './double-double.ts'
import { exp, restOfExp } from './exp.ts'

/**
 * Hyperbolic tangent; NaN → NaN, ±Infinity → ±1, −0 → −0. Error < 0.6 ulp.
 * Below 0.3 a polynomial (Chebyshev fit of degree 17 in x made for this file, relative error 3e-17 of the x³ term), above (e^2x − 1)/(e^2x + 1).
 */
export function tanh(x: number): number {
  const size = Math.abs(x)
  if (size < 0.3) return size < 1e-8 ? x : x + x * seriesOf(x * x)
  if (x !== x) return NaN
  const value = size > 22 ? 1 : tanhOfLarge(2 * size)
  return x < 0 ? -value : value
}

/** tanh(x)/x − 1 as a polynomial in u = x², 0 ≤ u ≤ 0.09. */
function seriesOf(u: number): number {
  const high =
    0.02186948772571052 +
    u * (-0.00886320002499424 + u * (0.0035912807603255066 + u * (-0.0014445662421400337 + u * 0.0005108443491350508)))
  return u * (-0.3333333333333333 + u * (0.13333333333329433 + u * (-0.05396825395915208 + u * high)))
}

/** (e − 1)/(e + 1) for e = e^z, 0.6 ≤ z ≤ 44: the quotient, then what rounding of e, numerator, denominator and quotient lost. */
function tanhOfLarge(z: number): number {
  const e = exp(z)
  const eLost = restOfExp(z, e)
  const above = e - 1
  const below = e + 1
  const first = above / below
  const firstHead = first * SPLITTER - (first * SPLITTER - first)
  const belowHead = below * SPLITTER - (below * SPLITTER - below)
  const cross = firstHead * (below - belowHead) + (first - firstHead) * belowHead + (first - firstHead) * (below - belowHead)
  const aboveLost = e - above - 1 + eLost
  const belowLost = e - below + 1 + eLost
  return first + (above - firstHead * belowHead - cross + aboveLost - first * belowLost) / below
}

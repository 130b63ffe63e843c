import { log } from './log.ts'

/** Coefficients B₂ₖ / (2k (2k − 1)) of Stirling's series, k = 1 … 8. */
const STIRLING = new Float64Array([1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156, -3617 / 122400])
const HALF_LOG_OF_TWO_PI = 0.9189385332046727
/** From here on eight terms of the series leave less than 1e-17. */
const FIRST_OF_SERIES = 16

/**
 * ln Γ(x) for finite x > 0, else NaN (Infinity for +Infinity). Error < 1e-14 of max(1, |ln Γ(x)|).
 * x is raised to at least 16 by Γ(x + 1) = x Γ(x), then Stirling's series: NIST Digital Library of Mathematical Functions, 5.11.1.
 */
export function logGamma(x: number): number {
  if (!(x > 0)) return NaN
  if (x === Infinity) return Infinity
  let raised = x
  let product = 1
  for (; raised < FIRST_OF_SERIES; raised++) product *= raised
  const inverse = 1 / raised
  const square = inverse * inverse
  let series = 0
  for (let k = STIRLING.length - 1; k >= 0; k--) series = series * square + STIRLING[k]
  return (raised - 0.5) * log(raised) - raised + HALF_LOG_OF_TWO_PI + series * inverse - log(product)
}

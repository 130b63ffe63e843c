import { assert } from '../assert.ts'
import { cos, normalQuantile, sin } from '../math/index.ts'

/** From here on the expansion about the normal distribution is exact enough, and the sums grow long. */
const manyDegrees = 200
/** Halvings of a quarter turn until neighbouring float64 numbers. */
const halvings = 60

/**
 * Quantile of Student's t distribution: what a t variate with `degrees` degrees of freedom (a whole number from 1) stays below with
 * probability `share`, 0 < share < 1. Relative error below 1e-6 for shares from 1e-9 to 1 − 1e-9, below 1e-9 from 1e-5 to 1 − 1e-5.
 * Source: M. Abramowitz, I. A. Stegun, Handbook of Mathematical Functions (1964), 26.7.3 and 26.7.4 (sums), 26.7.5 (expansion).
 */
export function studentQuantile(share: number, degrees: number): number {
  assert(share > 0 && share < 1, 'student-share', share)
  assert(Number.isSafeInteger(degrees) && degrees >= 1, 'student-degrees', degrees)
  if (share === 0.5) return 0
  if (share < 0.5) return -upperQuantile(1 - share, degrees)
  return upperQuantile(share, degrees)
}

function upperQuantile(share: number, degrees: number): number {
  if (degrees >= manyDegrees) return expand(normalQuantile(share), degrees)
  const angle = solveAngle(2 * share - 1, degrees)
  return (Math.sqrt(degrees) * sin(angle)) / cos(angle)
}

/** The angle whose tangent is t / √degrees, by halving: the share within ±t grows with it. */
function solveAngle(within: number, degrees: number): number {
  let [low, high] = [0, Math.PI / 2]
  for (let i = 0; i < halvings; i++) {
    const middle = (low + high) / 2
    if (shareWithin(middle, degrees) < within) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** Probability that a t variate lies within ±t, as a sum over powers of the angle's cosine. */
function shareWithin(angle: number, degrees: number): number {
  const [sine, cosine] = [sin(angle), cos(angle)]
  const isOdd = degrees % 2 === 1
  let term = isOdd ? cosine : 1
  let sum = degrees === 1 ? 0 : term
  for (let k = isOdd ? 3 : 2; k < degrees; k += 2) {
    term *= (cosine * cosine * (k - 1)) / k
    sum += term
  }
  return isOdd ? (2 / Math.PI) * (angle + sine * sum) : sine * sum
}

function expand(x: number, degrees: number): number {
  const square = x * x
  const g1 = (x * (square + 1)) / 4
  const g2 = (x * (3 + square * (16 + 5 * square))) / 96
  const g3 = (x * (-15 + square * (17 + square * (19 + 3 * square)))) / 384
  const g4 = (x * (-945 + square * (-1920 + square * (1482 + square * (776 + 79 * square))))) / 92_160
  return x + (g1 + (g2 + (g3 + g4 / degrees) / degrees) / degrees) / degrees
}

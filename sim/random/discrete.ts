import { assert } from '../assert.ts'
import { exp, log } from '../math/index.ts'

/** Beyond this mean a search of 24 standard deviations is no longer cheap (12 000 steps). */
const MAX_POISSON_MEAN = 250_000

/**
 * Poisson count with mean 0..250 000, by adding up probabilities from 12 standard deviations and 20 below the mean (what lies under that is < 1e-30).
 * Steps ≤ 24·√mean + 40.
 */
export function poissonFrom(u: number, mean: number): number {
  assert(mean >= 0 && mean <= MAX_POISSON_MEAN, 'poisson-mean', mean)
  const reach = 12 * Math.sqrt(mean) + 20
  const last = Math.ceil(mean + reach)
  let count = Math.max(0, Math.floor(mean - reach))
  let probability = count === 0 ? exp(-mean) : exp(count * log(mean) - mean - logFactorial(count))
  let cumulative = probability
  while (cumulative < u && count < last) {
    count++
    probability *= mean / count
    cumulative += probability
  }
  return count
}

/** ln n! for n > 0 by Stirling's series after raising n to at least 16; absolute error < 1e-13 of the value. */
function logFactorial(n: number): number {
  let raised = n + 1
  let product = 1
  for (; raised < 16; raised++) product *= raised
  const inverse = 1 / raised
  const square = inverse * inverse
  const series = inverse * (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square / 1680)))
  return (raised - 0.5) * log(raised) - raised + 0.9189385332046728 + series - log(product)
}

/** Failures before the first success, success having probability p in (0, 1]. */
export function geometricFrom(u: number, p: number): number {
  assert(p > 0 && p <= 1, 'geometric-p', p)
  return p === 1 ? 0 : Math.floor(log(1 - u) / logOfRest(p))
}

/** ln(1 − p) without loss for small p (W. Kahan's correction of the rounded 1 − p). */
function logOfRest(p: number): number {
  const rest = 1 - p
  return rest === 1 ? -p : (log(rest) * -p) / (rest - 1)
}

/**
 * Index 0..n − 1 with chances given by running sums (never falling, last one > 0, need not end at 1): the first whose sum exceeds u times the last.
 * An index without weight is never returned.
 */
export function discreteFrom(u: number, cumulative: ArrayLike<number>): number {
  const total = cumulative.length > 0 ? cumulative[cumulative.length - 1] : 0
  assert(total > 0, 'discrete-total', total)
  const target = u * total
  let from = 0
  let to = cumulative.length - 1
  while (from < to) {
    const middle = (from + to) >>> 1
    if (cumulative[middle] > target) to = middle
    else from = middle + 1
  }
  return from
}

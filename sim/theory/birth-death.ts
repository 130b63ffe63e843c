/** What is asked of a birth–death process in its steady state; n counts from 0. */
export interface BirthDeath {
  /** Chances of n = 0 … by n; what lies beyond is below 1e-18 of the whole. */
  readonly chances: readonly number[]
}

/** Most states: a queue at 99.99 % load needs about half a million. */
const MAX_STATES = 3_000_000

/** Rates up from n and down from n; `last` is the greatest n (Infinity: until nothing is left). `null` when no steady state is found. */
export function solveBirthDeath(up: (n: number) => number, down: (n: number) => number, last: number): BirthDeath | null {
  const weights = [1]
  let sum = 1
  let weight = 1
  for (let n = 0; n < last; n++) {
    const ratio = up(n) / down(n + 1)
    weight *= ratio
    if (weight === 0 || (ratio < 1 && weight < 1e-18 * (1 - ratio) * sum)) break
    if (n > MAX_STATES) return null
    weights.push(weight)
    sum += weight
    // Weights of a large station may leave the range of float64 before they fall.
    if (weight > 1e200) {
      for (let i = 0; i < weights.length; i++) weights[i] /= 1e200
      sum /= 1e200
      weight /= 1e200
    }
  }
  return { chances: weights.map((each) => each / sum) }
}

/** Σ of f(n) times the chance of n. */
export function expectOver({ chances }: BirthDeath, of: (n: number) => number): number {
  let sum = 0
  for (let n = chances.length - 1; n >= 0; n--) sum += chances[n] * of(n)
  return sum
}

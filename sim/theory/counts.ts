import { exp, log, logGamma } from '../math/index.ts'

/** P(X = k) of the Poisson law. */
export function poissonChance(mean: number, k: number): number {
  if (k < 0) return 0
  if (mean === 0) return k === 0 ? 1 : 0
  return exp(k * log(mean) - mean - logGamma(k + 1))
}

/** P(X ≥ k) of the Poisson law; summed where the terms are small, so that a small tail keeps its digits. */
export function poissonTail(mean: number, k: number): number {
  if (k <= 0) return 1
  if (mean === 0) return 0
  return k > mean ? sumUp(mean, k, 0) : 1 - sumDown(mean, k - 1)
}

/** E(X − k)⁺ of the Poisson law, k a whole number ≥ 0: mean backorders of a base stock k. */
export function poissonExcess(mean: number, k: number): number {
  if (mean === 0) return 0
  return k > mean ? sumUp(mean, k, 1) : mean - k + missing(mean, k)
}

/** Σ over x ≥ k of p(x), or of (x − k) p(x). */
function sumUp(mean: number, k: number, power: 0 | 1): number {
  let chance = poissonChance(mean, k)
  let sum = power === 0 ? chance : 0
  for (let x = k + 1; chance > 0 && (x < k + 10 || chance * (x - k) > 1e-18 * sum); x++) {
    chance *= mean / x
    sum += power === 0 ? chance : (x - k) * chance
  }
  return sum
}

/** P(X ≤ k). */
function sumDown(mean: number, k: number): number {
  let chance = poissonChance(mean, k)
  let sum = 0
  for (let x = k; x >= 0 && chance > 0; x--) {
    sum += chance
    chance *= x / mean
  }
  return sum
}

/** E(k − X)⁺. */
function missing(mean: number, k: number): number {
  let sum = 0
  for (let x = 0; x < k; x++) sum += (k - x) * poissonChance(mean, x)
  return sum
}

/** P(X = k) of n draws with chance p each. */
export function binomialChance(n: number, p: number, k: number): number {
  if (k < 0 || k > n) return 0
  if (p === 0 || p === 1) return Number(k === n * p)
  return exp(logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1) + k * log(p) + (n - k) * log(1 - p))
}

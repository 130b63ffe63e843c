import { exp, logGamma, pow } from '../math/index.ts'
import type { Distribution } from './distribution.ts'

/** E(Xᵏ) for whole k ≥ 1; `null` for counts, whose higher moments nobody asks for. */
export function rawMoment(distribution: Distribution, k: number): number | null {
  const { name, mean, a, b, branches, branchMeans } = distribution
  switch (name) {
    case 'deterministic':
      return pow(mean, k)
    case 'exponential':
      return factorial(k) * pow(mean, k)
    case 'lognormal':
      return pow(mean, k) * exp((k * (k - 1) * b * b) / 2)
    case 'erlang':
      return pow(mean / a, k) * risingFactorial(a, k)
    case 'weibull':
      return pow(a, k) * exp(logGamma(1 + k / b))
    case 'normal':
      return k === 0 ? 1 : k === 1 ? mean : mean * rawMoment(distribution, k - 1)! + (k - 1) * a * a * rawMoment(distribution, k - 2)!
    case 'hyperexponential':
      return branches.reduce((sum, passed, i) => sum + (passed - (i > 0 ? branches[i - 1] : 0)) * factorial(k) * pow(branchMeans[i], k), 0)
    default:
      return null
  }
}

function factorial(k: number): number {
  return risingFactorial(1, k)
}

function risingFactorial(from: number, factors: number): number {
  let product = 1
  for (let i = 0; i < factors; i++) product *= from + i
  return product
}

/** Can the mean of Xᵏ over a run of millions be told by its scatter? Not where few giant values make up most of it: E(X²ᵏ) against E(Xᵏ)². */
export function isTame(distribution: Distribution, k: number): boolean {
  const moment = rawMoment(distribution, k)
  const square = rawMoment(distribution, 2 * k)
  return moment !== null && square !== null && square <= 100 * moment * moment
}

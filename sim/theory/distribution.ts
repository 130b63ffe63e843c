import { assert } from '../assert.ts'
import { exp, log, logGamma } from '../math/index.ts'
import {
  discreteFrom,
  fillXoshiroUniforms,
  geometricFrom,
  lognormalFrom,
  nextXoshiroUniform,
  normalFrom,
  poissonFrom,
  weibullFrom,
} from '../random/index.ts'

/** Kinds of distribution by the names that oracle files use. */
export const DistributionKind = {
  exponential: 0,
  deterministic: 1,
  lognormal: 2,
  erlang: 3,
  hyperexponential: 4,
  weibull: 5,
  geometric: 6,
  normal: 7,
  poisson: 8,
} as const
export type DistributionName = keyof typeof DistributionKind

/** A distribution with its first two moments; times in the model's time unit. Made by the functions below, so that parameters are right. */
export interface Distribution {
  readonly name: DistributionName
  readonly kind: number
  readonly mean: number
  readonly variance: number
  /** First parameter: Erlang stages, lognormal median, Weibull scale, success chance of the geometric, standard deviation of the normal. */
  readonly a: number
  /** Second parameter: sigma of the lognormal, Weibull shape, least value of the geometric. */
  readonly b: number
  /** Running sums of the branches' chances; empty but for the hyperexponential. */
  readonly branches: Float64Array
  readonly branchMeans: Float64Array
}

const NONE = new Float64Array(0)

function make(name: DistributionName, mean: number, variance: number, a = 0, b = 0): Distribution {
  return { name, kind: DistributionKind[name], mean, variance, a, b, branches: NONE, branchMeans: NONE }
}

export function exponential(mean: number): Distribution {
  return make('exponential', mean, mean * mean)
}

export function deterministic(value: number): Distribution {
  return make('deterministic', value, 0)
}

/** sigma is the standard deviation of the logarithm. */
export function lognormal(mean: number, sigma: number): Distribution {
  return make('lognormal', mean, mean * mean * (exp(sigma * sigma) - 1), mean * exp((-sigma * sigma) / 2), sigma)
}

/** Sum of k exponential stages, k a whole number ≥ 1. */
export function erlang(k: number, mean: number): Distribution {
  return make('erlang', mean, (mean * mean) / k, k)
}

/** Exponential with mean means[i] by chance p[i]; the chances add up to 1. */
export function hyperexponential(p: readonly number[], means: readonly number[]): Distribution {
  const mean = p.reduce((sum, chance, i) => sum + chance * means[i], 0)
  const second = p.reduce((sum, chance, i) => sum + 2 * chance * means[i] * means[i], 0)
  let passed = 0
  const branches = Float64Array.from(p, (chance) => (passed += chance))
  return { ...make('hyperexponential', mean, second - mean * mean), branches, branchMeans: Float64Array.from(means) }
}

export function weibull(shape: number, scale: number): Distribution {
  const mean = scale * exp(logGamma(1 + 1 / shape))
  const second = scale * scale * exp(logGamma(1 + 2 / shape))
  return make('weibull', mean, second - mean * mean, scale, shape)
}

/** Whole numbers from `min` on, each further one by the same chance. */
export function geometric(mean: number, min: number): Distribution {
  const success = 1 / (mean - min + 1)
  return make('geometric', mean, (1 - success) / (success * success), success, min)
}

export function normal(mean: number, sd: number): Distribution {
  return make('normal', mean, sd * sd, sd)
}

export function poisson(mean: number): Distribution {
  return make('poisson', mean, mean)
}

/** One value, by the generator whose four words are `words`. */
export function draw(distribution: Distribution, words: Uint32Array): number {
  switch (distribution.kind) {
    case DistributionKind.exponential:
      return -distribution.mean * log(nextXoshiroUniform(words))
    case DistributionKind.deterministic:
      return distribution.mean
    case DistributionKind.lognormal:
      return lognormalFrom(nextXoshiroUniform(words), distribution.a, distribution.b)
    case DistributionKind.erlang:
      return drawErlang(distribution, words)
    case DistributionKind.hyperexponential: {
      const branch = discreteFrom(nextXoshiroUniform(words), distribution.branches)
      return -distribution.branchMeans[branch] * log(nextXoshiroUniform(words))
    }
    case DistributionKind.weibull:
      return weibullFrom(nextXoshiroUniform(words), distribution.a, distribution.b)
    case DistributionKind.geometric:
      return distribution.b + geometricFrom(nextXoshiroUniform(words), distribution.a)
    case DistributionKind.normal:
      return normalFrom(nextXoshiroUniform(words), distribution.mean, distribution.a)
    default:
      assert(distribution.kind === DistributionKind.poisson, 'distribution-kind', distribution.kind)
      return poissonFrom(nextXoshiroUniform(words), distribution.mean)
  }
}

/** `draw` for out[from] … out[to − 1]: the same values as one by one. */
export function fillDraws(distribution: Distribution, words: Uint32Array, out: Float64Array, from: number, to: number): void {
  if (distribution.kind !== DistributionKind.exponential) {
    for (let i = from; i < to; i++) out[i] = draw(distribution, words)
    return
  }
  const { mean } = distribution
  fillXoshiroUniforms(words, out, from, to)
  for (let i = from; i < to; i++) out[i] = -mean * log(out[i])
}

function drawErlang({ mean, a }: Distribution, words: Uint32Array): number {
  let sum = 0
  for (let stage = 0; stage < a; stage++) sum -= log(nextXoshiroUniform(words))
  return (sum * mean) / a
}

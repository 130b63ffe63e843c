import { exp, log, logGamma, normalQuantile } from '../math/index.ts'
import { poissonTail } from './counts.ts'
import type { Distribution } from './distribution.ts'

/** Shapes of distributions without chance: tails, densities, quantiles. Relative errors < 1e-12 where the value is above 1e-250, so that closed forms hold to 1e-9. */

const ONE_BY_ROOT_OF_TWO_PI = 0.3989422804014327

export function normalDensity(z: number): number {
  return ONE_BY_ROOT_OF_TWO_PI * exp((-z * z) / 2)
}

/** P(Z > z) of the standard normal law: a series near the middle, a continued fraction in the tail (DLMF 7.6.2 and 7.9.4). */
export function normalTail(z: number): number {
  if (z < 0) return 1 - normalTail(-z)
  if (z < 2.5) {
    let term = z
    let sum = z
    for (let k = 1; term > 1e-17 * sum; k++) {
      term *= (z * z) / (2 * k + 1)
      sum += term
    }
    return 0.5 - normalDensity(z) * sum
  }
  let fraction = 0
  for (let k = 200; k >= 1; k--) fraction = k / (z + fraction)
  return normalDensity(z) / (z + fraction)
}

/** P(X > x). */
export function tailOf(distribution: Distribution, x: number): number {
  const { name, mean, a, b } = distribution
  switch (name) {
    case 'deterministic':
      return x < mean ? 1 : 0
    case 'normal':
      return a === 0 ? Number(x < mean) : normalTail((x - mean) / a)
    case 'poisson':
      return x < 0 ? 1 : poissonTail(mean, Math.floor(x) + 1)
    case 'geometric':
      return x < b ? 1 : exp((Math.floor(x) - b + 1) * log(1 - a))
    default:
      return x <= 0 ? 1 : tailOfTime(distribution, x)
  }
}

function tailOfTime({ name, mean, a, b, branches, branchMeans }: Distribution, x: number): number {
  switch (name) {
    case 'exponential':
      return exp(-x / mean)
    case 'weibull':
      return exp(-exp(b * log(x / a)))
    case 'lognormal':
      return b === 0 ? Number(x < a) : normalTail(log(x / a) / b)
    case 'erlang':
      // More than x is fewer than a stages of a Poisson process by x.
      return 1 - poissonTail((a * x) / mean, a)
    default:
      return branches.reduce((sum, passed, i) => sum + (passed - (i > 0 ? branches[i - 1] : 0)) * exp(-x / branchMeans[i]), 0)
  }
}

/** Density at x > 0 of a continuous distribution; NaN for others. */
export function densityOf({ name, mean, a, b, branches, branchMeans }: Distribution, x: number): number {
  switch (name) {
    case 'exponential':
      return exp(-x / mean) / mean
    case 'weibull':
      return (b / x) * exp(b * log(x / a) - exp(b * log(x / a)))
    case 'lognormal':
      return normalDensity(log(x / a) / b) / (b * x)
    case 'normal':
      return normalDensity((x - mean) / a) / a
    case 'erlang':
      return exp(a * log(a / mean) + (a - 1) * log(x) - (a * x) / mean - logGamma(a))
    case 'hyperexponential':
      return branches.reduce(
        (sum, passed, i) => sum + ((passed - (i > 0 ? branches[i - 1] : 0)) / branchMeans[i]) * exp(-x / branchMeans[i]),
        0,
      )
    default:
      return Number.NaN
  }
}

/** Is every value a whole number? */
export function isDiscrete({ name, mean }: Distribution): boolean {
  return name === 'poisson' || name === 'geometric' || (name === 'deterministic' && Number.isInteger(mean))
}

/** The least x with P(X ≤ x) ≥ p, p strictly inside (0, 1); a whole number for counts. */
export function quantileOfDistribution(distribution: Distribution, p: number): number {
  const { name, mean, a, b } = distribution
  if (name === 'normal') return mean + a * normalQuantile(p)
  if (name === 'lognormal') return a * exp(b * normalQuantile(p))
  if (name === 'deterministic') return mean
  return isDiscrete(distribution) ? wholeQuantile(distribution, p) : halve(distribution, p)
}

function wholeQuantile(distribution: Distribution, p: number): number {
  // A hair's breadth, so that a chance that is p but for rounding counts as reached.
  const tail = (1 - p) * (1 + 1e-13)
  let below = -1
  let above = Math.ceil(Math.max(distribution.mean, 1))
  while (tailOf(distribution, above) > tail) above *= 2
  while (above - below > 1) {
    const middle = Math.floor((below + above) / 2)
    if (tailOf(distribution, middle) > tail) below = middle
    else above = middle
  }
  return above
}

function halve(distribution: Distribution, p: number): number {
  let below = 0
  let above = Math.max(distribution.mean, 1e-300)
  while (tailOf(distribution, above) > 1 - p) above *= 2
  for (let i = 0; i < 200; i++) {
    const middle = (below + above) / 2
    if (tailOf(distribution, middle) > 1 - p) below = middle
    else above = middle
  }
  return (below + above) / 2
}

/** ∫ of a smooth function from lo to hi by Gauss–Legendre's rule of 20 points on `parts` equal parts. */
export function integrate(of: (x: number) => number, lo: number, hi: number, parts = 64): number {
  const width = (hi - lo) / parts
  let sum = 0
  for (let part = 0; part < parts; part++) {
    const middle = lo + (part + 0.5) * width
    for (let i = 0; i < NODES.length; i++) {
      const step = (NODES[i] * width) / 2
      sum += WEIGHTS[i] * (of(middle - step) + of(middle + step))
    }
  }
  return (sum * width) / 2
}

/** Positive half of the rule (M. Abramowitz, I. A. Stegun, table 25.4). */
const NODES = [
  0.0765265211334973337546404, 0.2277858511416450780804962, 0.3737060887154195606725482, 0.5108670019508270980043641,
  0.6360536807265150254528367, 0.7463319064601507926143051, 0.8391169718222188233945291, 0.9122344282513259058677524,
  0.963971927277913791267666, 0.9931285991850949247861224,
]
const WEIGHTS = [
  0.1527533871307258506980843, 0.1491729864726037467878287, 0.1420961093183820513292983, 0.1316886384491766268984945,
  0.1181945319615184173123774, 0.1019301198172404350367501, 0.0832767415767047487247581, 0.0626720483341090635695065,
  0.04060142980038694133104, 0.017614007139152118311862,
]

import { exp, log } from '../sim/math/index.ts'

/** What is believed of a battery's own factor on the law's loss: its median, and the standard deviation of its logarithm. */
export interface FactorBelief {
  readonly multiplier: number
  readonly sdLog: number
}

/** A measured health, with its standard deviation, and the loss that the law gives by then at a factor of 1: (1 − q) / multiplier of a simulated battery. */
export interface HealthMeasurement {
  readonly sohFrac: number
  readonly sohSdFrac: number
  readonly lawLossFrac: number
}

const mostSteps = 60
const longestStep = 0.5

/**
 * Calibrates a battery's factor by a measured health: the most likely factor m under a lognormal belief (a product's pack factor and spread, at first)
 * and a measurement soh = 1 − m·loss with a normal error, by Gauss–Newton in ln m; its width is that of the curve there (Laplace). While the law has
 * hardly any loss the belief stays; with much loss the measurement says it all. The answer is the belief for the next measurement. `sdLog` > 0.
 */
export function calibrateFactor({ multiplier, sdLog }: FactorBelief, { sohFrac, sohSdFrac, lawLossFrac }: HealthMeasurement): FactorBelief {
  const prior = log(multiplier)
  const [known, measured] = [1 / (sdLog * sdLog), 1 / (sohSdFrac * sohSdFrac)]
  let x = prior
  let weight = known
  for (let step = 0; step < mostSteps; step++) {
    const loss = lawLossFrac * exp(x)
    weight = known + loss * loss * measured
    const change = (known * (prior - x) + loss * measured * (1 - sohFrac - loss)) / weight
    x += Math.min(longestStep, Math.max(-longestStep, change))
    if (Math.abs(change) < 1e-12) break
  }
  return { multiplier: exp(x), sdLog: Math.sqrt(1 / weight) }
}

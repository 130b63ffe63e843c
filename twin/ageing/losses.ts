import type { FixedPower } from './fixed-power.ts'
import { raiseToFixed } from './fixed-power.ts'
import type { AgeingState } from './law.ts'

/** Relative capacity of the form that most laws share: 1 less a loss by time (z0) and one by throughput (z1). */
export function oneMinusTwo(powers: readonly FixedPower[], z0: number, z1: number): number {
  return 1 - raiseToFixed(z0, powers[0]) - raiseToFixed(z1, powers[1])
}

/** Both states of that form, new at 0; `timeExponent` and `cycleExponent` name parameters, or are the exponents where the source fixes them. */
export function timeAndThroughput(timeExponent: string | number, cycleExponent: string | number): readonly AgeingState[] {
  return [
    { id: 'qLoss_t', initial: 0, update: 'additive', form: 'power', exponent: timeExponent, driver: 'time' },
    { id: 'qLoss_EFC', initial: 0, update: 'additive', form: 'power', exponent: cycleExponent, driver: 'throughput' },
  ]
}

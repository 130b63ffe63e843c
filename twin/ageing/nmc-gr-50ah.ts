import { exp } from '../../sim/math/index.ts'
import { createFixedPower, raiseToFixed } from './fixed-power.ts'
import type { AgeingParameters, StressPoints } from './law.ts'

/** Temperature and graphite potential that the fits of the large NMC cells are scaled by. */
export const referenceTempK = 308.15
export const referenceAnodeVolt = 0.123
/** Days and cycles are counted in ten thousands. */
export const perTenThousand = 1e-4

const thirdRoot = createFixedPower(1 / 3)

/** Third root of the scaled graphite potential at a point of the day. */
export function thirdRootOfAnode(stress: StressPoints, i: number): number {
  return raiseToFixed(stress.anodeVolt[i] / referenceAnodeVolt, thirdRoot)
}

/** Mean over the day of the calendar rate that both 50 Ah cells share: p1·exp(p2·Un^(1/3)/Tn³). */
export function calendarRate50Ah(p: AgeingParameters, stress: StressPoints): number {
  let mean = 0
  for (let i = 0; i < stress.count; i++) {
    const temp = stress.tempK[i] / referenceTempK
    mean += stress.weight[i] * exp((p.p2 * thirdRootOfAnode(stress, i)) / (temp * temp * temp))
  }
  return p.p1 * mean
}

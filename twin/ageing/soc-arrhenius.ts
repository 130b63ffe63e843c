import { exp } from '../../sim/math/index.ts'
import type { FixedPower } from './fixed-power.ts'
import { raiseToFixed } from './fixed-power.ts'
import type { AgeingParameters, StressPoints } from './law.ts'

/**
 * Mean over the day of exp((B + C·soc)/T), the calendar rate that several fits of BLAST-Lite share; averaged as a rate, since the mean of
 * exp is not exp of the mean.
 */
export function socArrhenius(p: AgeingParameters, stress: StressPoints): number {
  let mean = 0
  for (let i = 0; i < stress.count; i++) {
    mean += stress.weight[i] * exp((p.qcal_B + p.qcal_C * stress.socFrac[i]) / stress.tempK[i])
  }
  return mean
}

/** Days of the form shared by NCA-graphite (Panasonic) and NMC811 with silicon (LG MJ1): calendar by soc and Arrhenius, cycling by dod, C-rate and warmth. */
export function writeSocArrheniusSteps(
  p: AgeingParameters,
  roots: readonly FixedPower[],
  stress: StressPoints,
  q: number,
  out: Float64Array,
): void {
  let calendar = 0
  let warmth = 0
  for (let i = 0; i < stress.count; i++) {
    const perKelvin = 1 / stress.tempK[i]
    calendar += stress.weight[i] * exp((p.qcal_B + p.qcal_C * stress.socFrac[i]) * perKelvin)
    warmth += stress.weight[i] * (exp(p.qcyc_D * perKelvin) + exp(-p.qcyc_E * perKelvin))
  }
  const cycling = (p.qcyc_A + p.qcyc_B * stress.cRate * q + p.qcyc_C * stress.dod) * warmth
  out[0] = raiseToFixed(p.qcal_A * calendar, roots[0])
  out[1] = stress.efc === 0 ? 0 : raiseToFixed(cycling, roots[1]) * stress.efc * q
}

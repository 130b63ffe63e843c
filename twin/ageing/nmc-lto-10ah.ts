import { exp } from '../../sim/math/index.ts'
import type { FixedPower } from './fixed-power.ts'
import { raiseToFixed } from './fixed-power.ts'
import type { AgeingLaw, AgeingParameters, StressPoints } from './law.ts'

const referenceTempK = 318.15

function writeDailySteps(p: AgeingParameters, roots: readonly FixedPower[], stress: StressPoints, q: number, out: Float64Array): void {
  let gain = 0
  let loss = 0
  let warmth = 0
  for (let i = 0; i < stress.count; i++) {
    const perTemp = referenceTempK / stress.tempK[i]
    gain += stress.weight[i] * exp((p.alpha_1 + p.alpha_2 * stress.socFrac[i]) * perTemp)
    loss += stress.weight[i] * exp((p.beta_1 + p.beta_2 * stress.socFrac[i]) * perTemp)
    warmth += stress.weight[i] * exp(p.gamma_3 * perTemp)
  }
  const cycling = (p.gamma_0 + p.gamma_1 * stress.cRate * q + p.gamma_2 * stress.dod * stress.dod * stress.dod) * warmth
  out[0] = raiseToFixed(p.beta_0 * loss, roots[0])
  out[1] = raiseToFixed(p.alpha_0 * gain, roots[1])
  out[2] = stress.efc === 0 ? 0 : raiseToFixed(cycling, roots[2]) * stress.efc * q
}

function capacity(powers: readonly FixedPower[], z0: number, z1: number, z2: number): number {
  return 1 - raiseToFixed(z0, powers[0]) + raiseToFixed(z1, powers[1]) - raiseToFixed(z2, powers[2])
}

/**
 * NMC against titanate. Capacity first grows at rest: a gain (z1) that grows, and a loss (z0) whose exponent is negative, so that it is largest on
 * the first day (about 1e-4) and fades away. Calendar ageing is close to nothing below 80 °C.
 */
export const nmcLto10Ah: AgeingLaw = {
  id: 'Nmc_Lto_10Ah_Battery',
  label: 'NMC-LTO 10 Ah',
  chemistry: 'NMC-titanate',
  nominalAh: 10.2,
  source: 'NREL BLAST-Lite (P. Gasper), nmc_lto_10Ah_2020; test data Bank et al. doi:10.1016/j.jpowsour.2020.228566',
  range: { tempDegC: [30, 60], dod: [0, 1], socFrac: [0, 1], maxChargeCRate: 10, maxDischargeCRate: 10 },
  states: [
    { id: 'qLoss_t', initial: 0, update: 'additive', form: 'power', exponent: 'beta_p', driver: 'time' },
    { id: 'qGain_t', initial: 0, update: 'additive', form: 'power', exponent: 'alpha_p', driver: 'time' },
    { id: 'qLoss_EFC', initial: 0, update: 'additive', form: 'power', exponent: 'gamma_p', driver: 'throughput' },
  ],
  parameters: {
    alpha_0: 3.11e11,
    alpha_1: -34.8,
    alpha_2: 1.07,
    alpha_p: 0.473,
    beta_0: 7.86e10,
    beta_1: -35.8,
    beta_2: 3.94,
    beta_p: -0.553,
    gamma_0: 1.29,
    gamma_1: 7.83e-5,
    gamma_2: 4.02,
    gamma_3: -8.33,
    gamma_p: 0.526,
  },
  needsAnodePotential: false,
  writeDailySteps,
  inverse: null,
  capacity,
  resistance: null,
  withCell: null,
}

import { exp } from '../../sim/math/index.ts'
import type { FixedPower } from './fixed-power.ts'
import { raiseToFixed } from './fixed-power.ts'
import type { AgeingLaw, AgeingParameters, StressPoints } from './law.ts'

function writeDailySteps(p: AgeingParameters, roots: readonly FixedPower[], stress: StressPoints, q: number, out: Float64Array): void {
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

function capacity(powers: readonly FixedPower[], z0: number, z1: number): number {
  return 1 - raiseToFixed(z0, powers[0]) - raiseToFixed(z1, powers[1])
}

/** Panasonic NCR18650B, NCA-graphite. No knee is modelled; the dod dependence is assumed linear by the source. */
export const ncaGrPanasonic3Ah: AgeingLaw = {
  id: 'Nca_Gr_Panasonic3Ah_Battery',
  label: 'NCA-Gr Panasonic 3.2 Ah',
  chemistry: 'NCA-graphite',
  nominalAh: 3.2,
  source:
    'NREL BLAST-Lite (P. Gasper), nca_gr_Panasonic3Ah_2018; calendar data Keil et al. doi:10.1149/2.0411609jes, cycling data Preger et al. doi:10.1149/1945-7111/abae37',
  range: { tempDegC: [15, 35], dod: [0.8, 1], socFrac: [0, 1], maxChargeCRate: 0.5, maxDischargeCRate: 2 },
  states: [
    { id: 'qLoss_t', initial: 0, update: 'additive', form: 'power', exponent: 'qcal_p', driver: 'time' },
    { id: 'qLoss_EFC', initial: 0, update: 'additive', form: 'power', exponent: 'qcyc_p', driver: 'throughput' },
  ],
  parameters: {
    qcal_A: 75.4,
    qcal_B: -3340,
    qcal_C: 353,
    qcal_p: 0.512,
    qcyc_A: 1.86e-6,
    qcyc_B: 4.74e-11,
    qcyc_C: 0.000177,
    qcyc_D: 3.34e-11,
    qcyc_E: 2.81e-9,
    qcyc_p: 0.699,
  },
  needsAnodePotential: false,
  writeDailySteps,
  capacity,
  resistance: null,
}

import { exp } from '../../sim/math/index.ts'
import type { FixedPower } from './fixed-power.ts'
import { raiseToFixed } from './fixed-power.ts'
import type { AgeingLaw, AgeingParameters, StressPoints } from './law.ts'
import { oneMinusTwo, timeAndThroughput } from './losses.ts'
import { perTenThousand, referenceAnodeVolt, referenceTempK, thirdRootOfAnode } from './nmc-gr-50ah.ts'

function writeDailySteps(p: AgeingParameters, roots: readonly FixedPower[], stress: StressPoints, q: number, out: Float64Array): void {
  out[0] = raiseToFixed(calendarRate(p, stress), roots[0]) * perTenThousand
  out[1] = stress.efc === 0 ? 0 : raiseToFixed(cyclingRate(p, stress, q), roots[1]) * stress.efc * q * perTenThousand
}

function calendarRate(p: AgeingParameters, stress: StressPoints): number {
  let mean = 0
  for (let i = 0; i < stress.count; i++) {
    const soc = stress.socFrac[i]
    const temp = stress.tempK[i] / referenceTempK
    const warm = temp * temp * temp
    const byAnode =
      p.q1_b1 * exp(warm / thirdRootOfAnode(stress, i)) + (p.q1_b2 * warm) / Math.sqrt(stress.anodeVolt[i] / referenceAnodeVolt)
    const bySoc = p.q1_b3 * exp(Math.sqrt(soc) / (temp * temp)) + p.q1_b4 * exp(soc * soc * soc)
    mean += stress.weight[i] * (p.q1_b0 + byAnode + bySoc)
  }
  return mean
}

/** q3_b0·exp(q3_b1·Cd³)·exp(q3_b2·Tn³·Cd^(1/2)), Cd the C-rate while discharging. */
function cyclingRate(p: AgeingParameters, stress: StressPoints, q: number): number {
  const cRate = stress.dischargeCRate * q
  const root = p.q3_b2 * Math.sqrt(cRate)
  let warmth = 0
  for (let i = 0; i < stress.count; i++) {
    const temp = stress.tempK[i] / referenceTempK
    warmth += stress.weight[i] * exp(root * temp * temp * temp)
  }
  return p.q3_b0 * exp(p.q3_b1 * cRate * cRate * cRate) * warmth
}

/**
 * LG M50 (21700), NMC811 against graphite with silicon. All cycles of the tests were full and between 0 and 25 °C, the charge rate was one:
 * neither depth nor charging counts. The calendar fit may go negative outside the tested temperatures: such days are flagged `rate`.
 */
export const nmc811GrSiLgM505Ah: AgeingLaw = {
  id: 'Nmc811_GrSi_LGM50_5Ah_Battery',
  label: 'NMC811-GrSi LG M50 5 Ah',
  chemistry: 'NMC811-graphite-silicon',
  nominalAh: 5,
  source: 'NREL BLAST-Lite (P. Gasper), nmc811_grSi_LGM50_5Ah_2021; test data Truong Bui et al. 2021, IEEE 9617644',
  range: { tempDegC: [0, 25], dod: [1, 1], socFrac: [0, 1], maxChargeCRate: 0.3, maxDischargeCRate: 2 },
  states: timeAndThroughput('p_cal', 'p_cyc'),
  parameters: {
    p_cal: 0.651697743905278,
    q1_b0: -2.39156628786525,
    q1_b1: 2.44205317834185,
    q1_b2: -4.45998246136905,
    q1_b3: 0.448140062203916,
    q1_b4: -0.185337797906876,
    p_cyc: 0.441996792536332,
    q3_b0: 0.181235015387132,
    q3_b1: -0.123779206033993,
    q3_b2: 1.24459541295018,
  },
  needsAnodePotential: true,
  writeDailySteps,
  inverse: null,
  capacity: oneMinusTwo,
  resistance: null,
  withCell: null,
}

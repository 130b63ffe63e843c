import { exp } from '../../sim/math/index.ts'
import type { FixedPower } from './fixed-power.ts'
import { raiseToFixed } from './fixed-power.ts'
import type { AgeingLaw, AgeingParameters, StressPoints } from './law.ts'
import { oneMinusTwo, timeAndThroughput } from './losses.ts'
import { perTenThousand, referenceTempK, thirdRootOfAnode } from './nmc-gr-50ah.ts'

const perThousand = 1e-3

function writeDailySteps(p: AgeingParameters, roots: readonly FixedPower[], stress: StressPoints, q: number, out: Float64Array): void {
  out[0] = raiseToFixed(calendarRate(p, stress), roots[0]) * perThousand
  out[1] = stress.efc === 0 ? 0 : raiseToFixed(cyclingRate(p, stress, q), roots[1]) * stress.efc * q * perTenThousand
}

function calendarRate(p: AgeingParameters, stress: StressPoints): number {
  let mean = 0
  for (let i = 0; i < stress.count; i++) {
    const temp = stress.tempK[i] / referenceTempK
    mean += stress.weight[i] * exp((p.p2 * temp * temp * temp) / thirdRootOfAnode(stress, i))
  }
  return p.p1 * mean
}

/** |p3 + p4·Tn³·D^(1/2) + p5·exp(C²/Tn^(1/2)) + p6·exp(D^(1/2)·Tn²·C^(1/2))|. */
function cyclingRate(p: AgeingParameters, stress: StressPoints, q: number): number {
  const depth = Math.sqrt(stress.dod)
  const cRate = stress.cRate * q
  let mean = 0
  for (let i = 0; i < stress.count; i++) {
    const temp = stress.tempK[i] / referenceTempK
    const fast = p.p5 * exp((cRate * cRate) / Math.sqrt(temp)) + p.p6 * exp(depth * temp * temp * Math.sqrt(cRate))
    mean += stress.weight[i] * Math.abs(p.p3 + p.p4 * temp * temp * temp * depth + fast)
  }
  return mean
}

/** Large NMC-graphite pouch cell “A” of about 75 Ah, rather for power. */
export const nmcGr75AhA: AgeingLaw = {
  id: 'NMC_Gr_75Ah_A',
  label: 'NMC-Gr A 75 Ah',
  chemistry: 'NMC-graphite',
  nominalAh: 75,
  source: 'NREL BLAST-Lite (P. Gasper), nmc_gr_75Ah_A_2019; test data doi:10.1016/j.est.2023.109042',
  range: { tempDegC: [10, 45], dod: [0.8, 1], socFrac: [0, 1], maxChargeCRate: 2, maxDischargeCRate: 2 },
  states: timeAndThroughput('pcal', 'pcyc'),
  parameters: { p1: 8.71e-7, p2: 10, pcal: 0.578, p3: 0.0267, p4: 1.64, p5: 0.011, p6: -0.44, pcyc: 1.11 },
  needsAnodePotential: true,
  writeDailySteps,
  inverse: null,
  capacity: oneMinusTwo,
  resistance: null,
  withCell: null,
}

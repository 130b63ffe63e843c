import { pow } from '../../sim/math/index.ts'
import type { FixedPower } from './fixed-power.ts'
import { raiseToFixed } from './fixed-power.ts'
import type { AgeingLaw, AgeingParameters, StressPoints } from './law.ts'
import { oneMinusTwo, timeAndThroughput } from './losses.ts'
import { calendarRate50Ah, perTenThousand, referenceTempK } from './nmc-gr-50ah.ts'

/** The source counts this cell's cycles in hundred thousands. */
const perHundredThousand = 1e-5

function writeDailySteps(p: AgeingParameters, roots: readonly FixedPower[], stress: StressPoints, q: number, out: Float64Array): void {
  out[0] = raiseToFixed(calendarRate50Ah(p, stress), roots[0]) * perTenThousand
  out[1] = stress.efc === 0 ? 0 : raiseToFixed(cyclingRate(p, stress, q), roots[1]) * stress.efc * q * perHundredThousand
}

/** |p3·(D²·Tn³·C^(1/2))^p4|, of which only the temperature changes within the day. */
function cyclingRate(p: AgeingParameters, stress: StressPoints, q: number): number {
  let warmth = 0
  for (let i = 0; i < stress.count; i++) warmth += stress.weight[i] * pow(stress.tempK[i] / referenceTempK, 3 * p.p4)
  return Math.abs(p.p3) * pow(stress.dod * stress.dod * Math.sqrt(stress.cRate * q), p.p4) * warmth
}

/** Large NMC-graphite pouch cell “B1” of about 50 Ah. */
export const nmcGr50AhB1: AgeingLaw = {
  id: 'NMC_Gr_50Ah_B1',
  label: 'NMC-Gr B1 50 Ah',
  chemistry: 'NMC-graphite',
  nominalAh: 50,
  source: 'NREL BLAST-Lite (P. Gasper), nmc_gr_50Ah_B1_2020; test data doi:10.1016/j.est.2023.109042',
  range: { tempDegC: [10, 45], dod: [0.8, 1], socFrac: [0, 1], maxChargeCRate: 1.75, maxDischargeCRate: 1.75 },
  states: timeAndThroughput('pcal', 'pcyc'),
  parameters: { p1: 36.2, p2: -4.4, pcal: 0.708, p3: 0.844, p4: 0.458, pcyc: 0.467 },
  needsAnodePotential: true,
  writeDailySteps,
  inverse: null,
  capacity: oneMinusTwo,
  resistance: null,
  withCell: null,
}

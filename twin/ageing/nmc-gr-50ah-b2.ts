import { exp, pow } from '../../sim/math/index.ts'
import type { FixedPower } from './fixed-power.ts'
import { raiseToFixed } from './fixed-power.ts'
import type { AgeingLaw, AgeingParameters, StressPoints } from './law.ts'
import { oneMinusTwo, timeAndThroughput } from './losses.ts'
import { calendarRate50Ah, perTenThousand, referenceTempK } from './nmc-gr-50ah.ts'

function writeDailySteps(p: AgeingParameters, roots: readonly FixedPower[], stress: StressPoints, q: number, out: Float64Array): void {
  out[0] = raiseToFixed(calendarRate50Ah(p, stress), roots[0]) * perTenThousand
  out[1] = stress.efc === 0 ? 0 : raiseToFixed(cyclingRate(p, stress, q), roots[1]) * stress.efc * q * perTenThousand
}

/** p3·(D·C^(1/2)/Tn³)^p4·exp(p5·D·C^(1/2)/Tn²)·exp(p6·D²·C/Tn³): it has a summit in D·C^(1/2), so more stress may age less. */
function cyclingRate(p: AgeingParameters, stress: StressPoints, q: number): number {
  const swing = stress.dod * Math.sqrt(stress.cRate * q)
  let mean = 0
  for (let i = 0; i < stress.count; i++) {
    const cold = referenceTempK / stress.tempK[i]
    mean += stress.weight[i] * pow(cold, 3 * p.p4) * exp((p.p5 + p.p6 * swing * cold) * swing * cold * cold)
  }
  return p.p3 * pow(swing, p.p4) * mean
}

/** Large NMC-graphite pouch cell “B2” of about 50 Ah, energy and power in balance. Charging at 10 °C was tested up to 0.3C only. */
export const nmcGr50AhB2: AgeingLaw = {
  id: 'NMC_Gr_50Ah_B2',
  label: 'NMC-Gr B2 50 Ah',
  chemistry: 'NMC-graphite',
  nominalAh: 50,
  source: 'NREL BLAST-Lite (P. Gasper), nmc_gr_50Ah_B2_2020; test data doi:10.1016/j.est.2023.109042',
  range: { tempDegC: [10, 45], dod: [0.8, 1], socFrac: [0, 1], maxChargeCRate: 1.75, maxDischargeCRate: 1.75 },
  states: timeAndThroughput('pcal', 'pcyc'),
  parameters: { p1: 12, p2: -3.91, pcal: 0.584, p3: 2.2e9, p4: 11.9, p5: -35.7, p6: 13.7, pcyc: 0.907 },
  needsAnodePotential: true,
  writeDailySteps,
  inverse: null,
  capacity: oneMinusTwo,
  resistance: null,
  withCell: null,
}

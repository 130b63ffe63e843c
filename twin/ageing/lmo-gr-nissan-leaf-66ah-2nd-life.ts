import type { FixedPower } from './fixed-power.ts'
import { raiseToFixed } from './fixed-power.ts'
import type { AgeingLaw, AgeingParameters, StressPoints } from './law.ts'
import { oneMinusTwo, timeAndThroughput } from './losses.ts'
import { socArrhenius } from './soc-arrhenius.ts'

function writeDailySteps(p: AgeingParameters, roots: readonly FixedPower[], stress: StressPoints, q: number, out: Float64Array): void {
  out[0] = raiseToFixed(p.qcal_A * socArrhenius(p, stress), roots[0])
  out[1] = raiseToFixed(p.qcyc_A, roots[1]) * stress.efc * q
}

/**
 * Modules of the Nissan Leaf, LMO-graphite, in their second life: q = 1 is the start of that life, at about 70 % of new.
 * Cycling counts throughput only: it was tested at 25 °C, full cycles and 1C alone.
 */
export const lmoGrNissanLeaf66Ah2ndLife: AgeingLaw = {
  id: 'Lmo_Gr_NissanLeaf66Ah_2ndLife_Battery',
  label: 'LMO-Gr Nissan Leaf 66 Ah, second life',
  chemistry: 'LMO-graphite',
  nominalAh: 66,
  source:
    'NREL BLAST-Lite (P. Gasper), lmo_gr_NissanLeaf66Ah_2ndLife_2020; calendar data Braco et al. doi:10.1109/EEEIC/ICPSEUROPE54979.2022.9854784, cycling data Braco et al. doi:10.1016/j.est.2020.101695',
  range: { tempDegC: [20, 30], dod: [0.8, 1], socFrac: [0, 1], maxChargeCRate: 1, maxDischargeCRate: 1 },
  states: timeAndThroughput('qcal_p', 'qcyc_p'),
  parameters: { qcal_A: 3.25e8, qcal_B: -7580, qcal_C: 162, qcal_p: 0.464, qcyc_A: 7.58e-5, qcyc_p: 1.08 },
  needsAnodePotential: false,
  writeDailySteps,
  inverse: null,
  capacity: oneMinusTwo,
  resistance: null,
  withCell: null,
}

import type { AgeingLaw } from './law.ts'
import { oneMinusTwo, timeAndThroughput } from './losses.ts'
import { writeSocArrheniusSteps } from './soc-arrhenius.ts'

/**
 * LG MJ1, NMC811 against graphite with silicon: much energy, short life. All cycling tests went from 90 to 10 %, so the dod dependence is assumed
 * linear by the source, and no knee is modelled.
 */
export const nmc811GrSiLgMj14Ah: AgeingLaw = {
  id: 'Nmc811_GrSi_LGMJ1_4Ah_Battery',
  label: 'NMC811-GrSi LG MJ1 3.5 Ah',
  chemistry: 'NMC811-graphite-silicon',
  nominalAh: 3.5,
  source: 'NREL BLAST-Lite (P. Gasper), nmc811_grSi_LGMJ1_4Ah_2020; test data EVERLASTING (EU Horizon 2020), deliverable D2.3, 2020',
  range: { tempDegC: [0, 50], dod: [0.2, 0.8], socFrac: [0.1, 0.9], maxChargeCRate: 1, maxDischargeCRate: 3 },
  states: timeAndThroughput('qcal_p', 'qcyc_p'),
  parameters: {
    qcal_A: 0.0353,
    qcal_B: -1030,
    qcal_C: 57.7,
    qcal_p: 0.743,
    qcyc_A: 1.77e-7,
    qcyc_B: 8.08e-13,
    qcyc_C: 2.21e-7,
    qcyc_D: 2250,
    qcyc_E: 11400,
    qcyc_p: 0.695,
  },
  needsAnodePotential: false,
  writeDailySteps: writeSocArrheniusSteps,
  inverse: null,
  capacity: oneMinusTwo,
  resistance: null,
  withCell: null,
}

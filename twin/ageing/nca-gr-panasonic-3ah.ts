import type { AgeingLaw } from './law.ts'
import { oneMinusTwo, timeAndThroughput } from './losses.ts'
import { writeSocArrheniusSteps } from './soc-arrhenius.ts'

/** Panasonic NCR18650B, NCA-graphite. No knee is modelled; the dod dependence is assumed linear by the source. */
export const ncaGrPanasonic3Ah: AgeingLaw = {
  id: 'Nca_Gr_Panasonic3Ah_Battery',
  label: 'NCA-Gr Panasonic 3.2 Ah',
  chemistry: 'NCA-graphite',
  nominalAh: 3.2,
  source:
    'NREL BLAST-Lite (P. Gasper), nca_gr_Panasonic3Ah_2018; calendar data Keil et al. doi:10.1149/2.0411609jes, cycling data Preger et al. doi:10.1149/1945-7111/abae37',
  range: { tempDegC: [15, 35], dod: [0.8, 1], socFrac: [0, 1], maxChargeCRate: 0.5, maxDischargeCRate: 2 },
  states: timeAndThroughput('qcal_p', 'qcyc_p'),
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
  writeDailySteps: writeSocArrheniusSteps,
  inverse: null,
  capacity: oneMinusTwo,
  resistance: null,
  withCell: null,
}

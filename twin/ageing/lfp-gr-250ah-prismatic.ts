import { exp } from '../../sim/math/index.ts'
import type { FixedPower } from './fixed-power.ts'
import { raiseToFixed } from './fixed-power.ts'
import type { AgeingLaw, AgeingParameters, StressPoints } from './law.ts'
import { oneMinusTwo, timeAndThroughput } from './losses.ts'

function writeDailySteps(p: AgeingParameters, roots: readonly FixedPower[], stress: StressPoints, q: number, out: Float64Array): void {
  let calendar = 0
  let warmth = 0
  for (let i = 0; i < stress.count; i++) {
    const perKelvin = 1 / stress.tempK[i]
    calendar += stress.weight[i] * exp((p.p2 + p.p3 * stress.anodeVolt[i]) * perKelvin)
    warmth += stress.weight[i] * (exp(p.p7 * perKelvin) + exp(-p.p8 * perKelvin))
  }
  const cycling = (p.p4 + p.p5 * stress.dod + p.p6 * stress.cRate * q) * warmth
  out[0] = raiseToFixed(Math.abs(p.p1) * calendar, roots[0])
  out[1] = stress.efc === 0 ? 0 : raiseToFixed(cycling, roots[1]) * stress.efc * q
}

/** Large prismatic LFP-graphite cell (> 250 Ah). Its cycling rate falls with temperature, as fitted: poor outside 10 … 45 °C. */
export const lfpGr250AhPrismatic: AgeingLaw = {
  id: 'Lfp_Gr_250AhPrismatic',
  label: 'LFP-Gr 250 Ah prismatic',
  chemistry: 'LFP-graphite',
  nominalAh: 250,
  source: 'NREL BLAST-Lite (P. Gasper), lfp_gr_250AhPrismatic_2019; test data doi:10.1016/j.est.2023.109042',
  range: { tempDegC: [10, 45], dod: [0.8, 1], socFrac: [0, 1], maxChargeCRate: 0.65, maxDischargeCRate: 1 },
  states: timeAndThroughput('pcal', 'pcyc'),
  parameters: {
    p1: 8.37e4,
    p2: -5210,
    p3: -3560,
    pcal: 0.526,
    p4: 4.38e-8,
    p5: 1.55e-8,
    p6: 1.68e-7,
    p7: 2190,
    p8: 1.55e5,
    pcyc: 0.828,
  },
  needsAnodePotential: true,
  writeDailySteps,
  inverse: null,
  capacity: oneMinusTwo,
  resistance: null,
  withCell: null,
}

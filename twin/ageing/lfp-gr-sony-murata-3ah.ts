import { exp, normalCdf, normalDensity } from '../../sim/math/index.ts'
import { createFixedPower, raiseToFixed } from './fixed-power.ts'
import type { FixedPower } from './fixed-power.ts'
import type { AgeingLaw, AgeingParameters, StressPoints } from './law.ts'
import { growSigmoid, sigmoidFromPower } from './state-form.ts'

const referenceTempK = 298.15
const gasConstant = 8.3144
const secondsPerDay = 86_400
/** More full cycles a day than this bring the break-in of the accelerated tests; other uses never see it. */
const breakInCyclesPerDay = 3

const thirdRoot = createFixedPower(1 / 3)
const fourthRoot = createFixedPower(1 / 4)

/** Limit and exponent by time, growth of the loss by throughput, limit of the break-in, growth of resistance by time and by throughput. */
function writeDailySteps(p: AgeingParameters, _roots: readonly FixedPower[], stress: StressPoints, q: number, out: Float64Array): void {
  writeCalendar(p, stress, out)
  const isResting = stress.efc === 0
  out[2] = isResting ? 0 : cyclingRate(p, stress, q) * stress.efc * q
  // The capacity can only be ≤ 1, so a day that brings no break-in to a new cell brings none to an old one.
  out[3] = stress.efc > breakInCyclesPerDay ? breakInLimit(p, stress) : 0
  out[4] = resistanceByTime(p, stress) * secondsPerDay
  out[5] = isResting ? 0 : (resistancePerCycle(p, stress, q) * stress.efc * q) / 100
}

function writeCalendar(p: AgeingParameters, stress: StressPoints, out: Float64Array): void {
  let limit = 0
  let exponent = 0
  for (let i = 0; i < stress.count; i++) {
    const temp = stress.tempK[i]
    const cold = 1 / temp
    const anode = stress.anodeVolt[i]
    const third = raiseToFixed(anode, thirdRoot)
    const fourth = raiseToFixed(anode, fourthRoot)
    limit += stress.weight[i] * exp((p.q1_b1 * cold + p.q1_b2) * cold * Math.sqrt(anode))
    exponent +=
      stress.weight[i] * exp((p.q3_b1 * cold + p.q3_b3) * cold * cold * cold * third + (p.q3_b2 * temp + p.q3_b4) * temp * temp * fourth)
  }
  out[0] = Math.abs(p.q1_b0) * limit
  out[1] = Math.abs(p.q3_b0) * exponent
}

function cyclingRate(p: AgeingParameters, { dod, cRate }: StressPoints, q: number): number {
  const c = cRate * q
  return Math.abs(p.q5_b0 + p.q5_b1 * dod + p.q5_b2 * exp(dod * dod * c * c * c))
}

function breakInLimit(p: AgeingParameters, stress: StressPoints): number {
  let bySoc = 0
  for (let i = 0; i < stress.count; i++) bySoc += stress.weight[i] * skewNormal(stress.socFrac[i], p.q7_soc_skew, p.q7_soc_width)
  const byDepth = skewNormal(stress.dod, p.q7_dod_skew, p.q7_dod_width) * sigmoidFromPower(p.q7_dod_growth * stress.dod)
  return Math.abs(p.q7_b0 * bySoc * byDepth)
}

/** Skew normal density around 1/2, not scaled by its width. */
function skewNormal(x: number, skew: number, width: number): number {
  const u = (x - 0.5) / width
  return 2 * normalDensity(u) * normalCdf(skew * u)
}

/** Per second: means of both factors over the day, multiplied, as in the source. */
function resistanceByTime(p: AgeingParameters, stress: StressPoints): number {
  let byTemp = 0
  let bySoc = 0
  for (let i = 0; i < stress.count; i++) {
    const fromMiddle = stress.socFrac[i] - 0.5
    byTemp += stress.weight[i] * exp((-p.Ea_r_cal / gasConstant) * (1 / stress.tempK[i] - 1 / referenceTempK))
    bySoc += stress.weight[i] * (p.C_r_cal * fromMiddle * fromMiddle * fromMiddle + p.D_r_cal)
  }
  return p.k_ref_r_cal * byTemp * bySoc
}

/** Per hundred cycles. */
function resistancePerCycle(p: AgeingParameters, stress: StressPoints, q: number): number {
  const fromMiddle = stress.dod - 0.5
  return (p.A_r_cyc * stress.cRate * q + p.B_r_cyc) * (p.C_r_cyc * fromMiddle * fromMiddle * fromMiddle + p.D_r_cyc)
}

function advance(p: AgeingParameters, steps: Float64Array, efc: number, days: number, states: Float64Array): void {
  states[0] = growSigmoid(states[0], days, steps[0], p.q2, steps[1])
  states[1] += days * steps[2]
  if (efc > breakInCyclesPerDay) states[2] = growSigmoid(states[2], days * efc, steps[3], p.q8, p.q9)
  states[3] += days * steps[4]
  states[4] += days * steps[5]
}

function capacity(powers: readonly FixedPower[], z0: number, z1: number, z2: number): number {
  return 1 - z0 - raiseToFixed(z1, powers[1]) - z2
}

/** Both grow in proportion to their driver, so their columns are the growth itself. */
function resistance(_p: AgeingParameters, _powers: readonly FixedPower[], _z2: number, z3: number, z4: number): number {
  return 1 + z3 + z4
}

/**
 * Sony-Murata US26650FTC1, LFP-graphite: power cell with an exceptional life. Loss by time is a sigmoid whose limit and exponent follow temperature and
 * soc. Cycling was tested at 25 and 45 °C only, and the fit does not depend on temperature: plating in the cold is not foreseen.
 */
export const lfpGrSonyMurata3Ah: AgeingLaw = {
  id: 'Lfp_Gr_SonyMurata3Ah_Battery',
  label: 'LFP-Gr Sony-Murata 3 Ah',
  chemistry: 'LFP-graphite',
  nominalAh: 3,
  source:
    'M. Naumann et al., calendar doi:10.1016/j.est.2018.01.019, cycling and resistance doi:10.1016/j.jpowsour.2019.227666; capacity model P. Gasper et al. doi:10.1149/1945-7111/ac86a8, as in NREL BLAST-Lite lfp_gr_SonyMurata3Ah_2018',
  range: { tempDegC: [20, 40], dod: [0.8, 1], socFrac: [0, 1], maxChargeCRate: 1, maxDischargeCRate: 2 },
  states: [
    { id: 'qLoss_LLI_t', initial: 0, update: 'inverse' },
    { id: 'qLoss_LLI_EFC', initial: 0, update: 'additive', form: 'power', exponent: 'q6', driver: 'throughput' },
    { id: 'qLoss_BreakIn_EFC', initial: 1e-10, update: 'inverse' },
    { id: 'rGain_LLI_t', initial: 0, update: 'additive', form: 'power', exponent: 1, driver: 'time' },
    { id: 'rGain_LLI_EFC', initial: 0, update: 'additive', form: 'power', exponent: 1, driver: 'throughput' },
  ],
  parameters: {
    q2: 0.000130510034211874,
    q1_b0: 0.98968715129359,
    q1_b1: -2881067.56019324,
    q1_b2: 8742.06309157261,
    q3_b0: 0.000332850281062177,
    q3_b1: 734553185711.369,
    q3_b2: -2.8216157562078e-6,
    q3_b3: -3284991315.45121,
    q3_b4: 0.0012722759365729,
    q8: 0.00303553871631028,
    q9: 1.43752162947637,
    q7_b0: 0.582258029148225,
    q7_soc_skew: 0.0583128906965484,
    q7_soc_width: 0.208738181522897,
    q7_dod_skew: -3.80744333129564,
    q7_dod_width: 1.1612626042821,
    q7_dod_growth: 25.4130804598602,
    q6: 1.12847759334355,
    q5_b0: -6.81260579372875e-6,
    q5_b1: 2.59615973160844e-5,
    q5_b2: 2.11559710307295e-6,
    k_ref_r_cal: 3.4194e-10,
    Ea_r_cal: 71827,
    C_r_cal: -3.3903,
    D_r_cal: 1.5604,
    A_r_cyc: -0.002,
    B_r_cyc: 0.0021,
    C_r_cyc: 6.8477,
    D_r_cyc: 0.91882,
  },
  needsAnodePotential: true,
  writeDailySteps,
  inverse: { kinds: ['time', 'time', 'throughput', 'time', 'time', 'throughput'], advance },
  capacity,
  resistance,
  withCell: null,
}

import { exp } from '../../sim/math/index.ts'
import type { FixedPower } from './fixed-power.ts'
import type { AgeingLaw, AgeingParameters, StressPoints } from './law.ts'
import { oneMinusTwo, timeAndThroughput } from './losses.ts'

const referenceTempK = 298.15
const gasConstant = 8.3144
const hotTempK = 328.15
/** BLAST-Lite's guard: a day's loss by cycling above this counts as an artefact … */
const largestDailyLoss = 0.01
/** … and this much a cycle is taken instead. */
const guardedLossPerCycle = 5e-4

function arrhenius(tempK: number, joulePerMol: number): number {
  return exp((-joulePerMol / gasConstant) * (1 / tempK - 1 / referenceTempK))
}

function writeDailySteps(p: AgeingParameters, _roots: readonly FixedPower[], stress: StressPoints, q: number, out: Float64Array): void {
  const calendar = calendarRate(p, stress)
  out[0] = square(calendar)
  out[1] = stress.efc === 0 ? 0 : square(calendar * cyclingRate(p, stress, q) * p.b1N_4) * stress.efc * q
}

/** z of a square root grows by the square of its rate; a negative rate has none. */
function square(rate: number): number {
  return rate < 0 ? NaN : rate * rate
}

function calendarRate(p: AgeingParameters, { meanTempK: temp, meanSocFrac: soc }: StressPoints): number {
  const bySoc = p.b1t_0 + soc * (p.b1t_1 + soc * (p.b1t_2 + soc * p.b1t_3)) + p.b1t_4 * soc * temp
  return arrhenius(temp, p.b1t_Ea) * (bySoc + p.b1t_5 * Math.max(0, temp - hotTempK))
}

function cyclingRate(p: AgeingParameters, stress: StressPoints, q: number): number {
  const { meanTempK: temp, meanSocFrac: soc, dod } = stress
  const cRate = q * (stress.chargeCRate === 0 ? stress.cRate : stress.chargeCRate)
  const byCharge = p.b1N_0 * arrhenius(temp, p.b1N_Ea_1) * Math.sqrt(dod * cRate) * (1 + p.b1N_1 * soc) + p.b1N_2
  const squared = dod * dod
  return Math.max(0, byCharge) + p.b1N_3 * arrhenius(temp, p.b1N_Ea_2) * squared * squared * squared
}

/** Time adds up. Throughput does as well, but for days that lose more than the guard allows; days after days, since each may be guarded or not. */
function advance(_p: AgeingParameters, steps: Float64Array, efc: number, days: number, states: Float64Array): void {
  states[0] += days * steps[0]
  for (let left = days; left > 0 && steps[1] > 0; left -= 1) {
    const part = Math.min(1, left)
    const loss = Math.sqrt(states[1])
    if (Math.sqrt(states[1] + part * steps[1]) - loss <= largestDailyLoss) {
      states[1] += left * steps[1]
      return
    }
    const guarded = loss + part * guardedLossPerCycle * efc
    states[1] = guarded * guarded
  }
}

/**
 * DENSO 50 Ah, NMC622-graphite. The rates are taken at the day's mean temperature and soc, as its source does; the break-in of the paper is not part of
 * BLAST-Lite’s model. No fast charging below 25 °C was tested and no knee was seen, so plating is not foreseen.
 */
export const nmc622GrDenso50Ah: AgeingLaw = {
  id: 'Nmc622_Gr_DENSO50Ah_Battery',
  label: 'NMC622-Gr DENSO 50 Ah',
  chemistry: 'NMC622-graphite',
  nominalAh: 50,
  source:
    'K. Smith et al., J. Electrochem. Soc. 168 (2021) 100530, doi:10.1149/1945-7111/ac2ebd, as in NREL BLAST-Lite nmc622_gr_DENSO50Ah_2021',
  range: { tempDegC: [10, 60], dod: [0.1, 1], socFrac: [0, 1], maxChargeCRate: 1, maxDischargeCRate: 1 },
  states: timeAndThroughput(0.5, 0.5),
  parameters: {
    b1t_Ea: 37000,
    b1t_0: -0.000197,
    b1t_1: 0.0101,
    b1t_2: -0.0157,
    b1t_3: 0.00835,
    b1t_4: -4.06e-6,
    b1t_5: 3.32e-5,
    b1N_Ea_1: -58000,
    b1N_0: 3.24,
    b1N_1: 2.1,
    b1N_2: -0.099,
    b1N_3: 1.44,
    b1N_Ea_2: -13000,
    b1N_4: 0.985,
  },
  needsAnodePotential: false,
  writeDailySteps,
  inverse: { kinds: ['time', 'throughput'], advance },
  capacity: oneMinusTwo,
  resistance: null,
  withCell: null,
}

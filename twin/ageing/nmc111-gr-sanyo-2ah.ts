import { assert } from '../../sim/assert.ts'
import { exp } from '../../sim/math/index.ts'
import { raiseToFixed } from './fixed-power.ts'
import type { FixedPower } from './fixed-power.ts'
import type { AgeingLaw, AgeingParameters, CellData, StressPoints } from './law.ts'
import { oneMinusTwo } from './losses.ts'
import { maxStressPoints } from './stress-points.ts'

/** Open-circuit voltage by soc: Ecker et al. (2014) at 0 and 10 %, else read off figure 1 of Schmalstieg et al. by BLAST-Lite. */
const publishedCell: CellData = {
  nominalAh: 2.15,
  // prettier-ignore
  socFrac: [
    0, 0.008637153, 0.026779514, 0.044921875, 0.063064236, 0.081206597, 0.099348958, 0.117491319, 0.135633681, 0.153776042,
    0.171918403, 0.190060764, 0.208203125, 0.226345486, 0.244487847, 0.262630208, 0.280772569, 0.298914931, 0.317057292, 0.335199653,
    0.353342014, 0.371484375, 0.389626736, 0.407769097, 0.425911458, 0.444053819, 0.462196181, 0.480338542, 0.498480903, 0.516623264,
    0.534765625, 0.552907986, 0.571050347, 0.589192708, 0.607335069, 0.625477431, 0.643619792, 0.661762153, 0.679904514, 0.698046875,
    0.716189236, 0.734331597, 0.752473958, 0.770616319, 0.788758681, 0.806901042, 0.825043403, 0.843185764, 0.861328125, 0.879470486,
    0.897612847, 0.915755208, 0.933897569, 0.952039931, 0.970182292, 0.988324653, 0.998220486, 1,
  ],
  // prettier-ignore
  volt: [
    3.331, 3.345014187, 3.37917149, 3.411603677, 3.440585632, 3.466289865, 3.490268982, 3.511315401, 3.529946658, 3.547197821,
    3.561688798, 3.574972194, 3.586357962, 3.597053683, 3.605506753, 3.613442288, 3.620342753, 3.626380661, 3.632073544, 3.63690387,
    3.642079219, 3.646909545, 3.652084894, 3.657605266, 3.663470662, 3.670198615, 3.677444104, 3.686759732, 3.696420384, 3.708323686,
    3.720572012, 3.734372943, 3.749553967, 3.765252525, 3.781123596, 3.797857224, 3.814590852, 3.832532062, 3.849783226, 3.866861877,
    3.884458064, 3.900846669, 3.917752809, 3.934831461, 3.953462717, 3.971921462, 3.991415276, 4.011771649, 4.03195551, 4.05196686,
    4.070770628, 4.087849279, 4.104237884, 4.120108955, 4.135980025, 4.152541142, 4.160649189, 4.162,
  ],
}

// Scratch of one call, never state of a run.
const volt = new Float64Array(maxStressPoints)

/** Cell voltage in V at a soc: linear between the points of the curve, its ends beyond. */
function voltageAt(cell: CellData, socFrac: number): number {
  const last = cell.socFrac.length - 1
  if (socFrac <= cell.socFrac[0]) return cell.volt[0]
  if (socFrac >= cell.socFrac[last]) return cell.volt[last]
  let low = 0
  let high = last
  while (high - low > 1) {
    const middle = (low + high) >>> 1
    if (cell.socFrac[middle] <= socFrac) low = middle
    else high = middle
  }
  const slope = (cell.volt[high] - cell.volt[low]) / (cell.socFrac[high] - cell.socFrac[low])
  return slope * (socFrac - cell.socFrac[low]) + cell.volt[low]
}

/** Root of the mean of squares of the day's voltage, whose points go to `volt`. */
function fillVoltage(cell: CellData, stress: StressPoints): number {
  let meanSquare = 0
  for (let i = 0; i < stress.count; i++) {
    volt[i] = voltageAt(cell, stress.socFrac[i])
    meanSquare += stress.meanWeight[i] * volt[i] * volt[i]
  }
  return Math.sqrt(meanSquare)
}

function writeSteps(
  cell: CellData,
  p: AgeingParameters,
  roots: readonly FixedPower[],
  stress: StressPoints,
  q: number,
  out: Float64Array,
): void {
  const rmsVolt = fillVoltage(cell, stress)
  let capacityRate = 0
  let resistanceRate = 0
  for (let i = 0; i < stress.count; i++) {
    const perKelvin = 1 / stress.tempK[i]
    capacityRate += stress.weight[i] * (p.qcal_A_V * volt[i] + p.qcal_B_V) * exp(p.qcal_C_TdegK * perKelvin)
    resistanceRate += stress.weight[i] * (p.rcal_A_V * volt[i] + p.rcal_B_V) * exp(p.rcal_C_TdegK * perKelvin)
  }
  const ampereHours = 2 * cell.nominalAh * stress.efc * q
  const offQ = rmsVolt - p.qcyc_B_V
  const offR = rmsVolt - p.rcyc_B_V
  out[0] = raiseToFixed(1e6 * capacityRate, roots[0])
  out[1] = ampereHours === 0 ? 0 : raiseToFixed(p.qcyc_A_V * offQ * offQ + p.qcyc_C + p.qcyc_D_DOD * stress.dod, roots[1]) * ampereHours
  out[2] = raiseToFixed(1e5 * resistanceRate, roots[2])
  out[3] = (p.rcyc_A_V * offR * offR + p.rcyc_C + p.rcyc_D_DOD * stress.dod) * ampereHours
}

function resistance(_p: AgeingParameters, powers: readonly FixedPower[], z2: number, z3: number): number {
  return 1 + raiseToFixed(z2, powers[2]) + z3
}

/**
 * Sanyo UR18650E, NMC111-graphite: calendar by voltage and Arrhenius, cycling by mean voltage and depth. Cycling was tested near 1C and 35 °C, and depends
 * on neither. Knees that the cells had at great depth were left out of the fit. `own`: a curve of at least two points, soc rising.
 */
function createNmc111GrSanyo2Ah(own: Partial<CellData> = {}): AgeingLaw {
  const cell = { ...publishedCell, ...own }
  assert(cell.socFrac.length >= 2 && cell.volt.length === cell.socFrac.length, 'ageing-cell-curve', cell.socFrac.length)
  return {
    id: 'Nmc111_Gr_Sanyo2Ah_Battery',
    label: 'NMC111-Gr Sanyo 2.15 Ah',
    chemistry: 'NMC111-graphite',
    nominalAh: cell.nominalAh,
    source:
      'J. Schmalstieg et al., J. Power Sources 257 (2014) 325, doi:10.1016/j.jpowsour.2014.02.012, as in NREL BLAST-Lite nmc111_gr_Sanyo2Ah_2014',
    range: { tempDegC: [20, 40], dod: [0, 1], socFrac: [0, 1], maxChargeCRate: 1, maxDischargeCRate: 1 },
    states: [
      { id: 'qLoss_t', initial: 0, update: 'additive', form: 'power', exponent: 'qcal_p', driver: 'time' },
      { id: 'qLoss_EFC', initial: 0, update: 'additive', form: 'power', exponent: 'qcyc_p', driver: 'throughput' },
      { id: 'rGain_t', initial: 0, update: 'additive', form: 'power', exponent: 'rcal_p', driver: 'time' },
      { id: 'rGain_EFC', initial: 0, update: 'additive', form: 'power', exponent: 1, driver: 'throughput' },
    ],
    parameters: publishedParameters,
    needsAnodePotential: false,
    writeDailySteps: (p, roots, stress, q, out) => writeSteps(cell, p, roots, stress, q, out),
    inverse: null,
    capacity: oneMinusTwo,
    resistance,
    withCell: createNmc111GrSanyo2Ah,
  }
}

const publishedParameters: AgeingParameters = {
  qcal_A_V: 7.543,
  qcal_B_V: -23.75,
  qcal_C_TdegK: -6976,
  qcal_p: 0.75,
  qcyc_A_V: 0.007348,
  qcyc_B_V: 3.667,
  qcyc_C: 0.00076,
  qcyc_D_DOD: 0.004081,
  qcyc_p: 0.5,
  rcal_A_V: 5.27,
  rcal_B_V: -16.32,
  rcal_C_TdegK: -5986,
  rcal_p: 0.75,
  rcyc_A_V: 0.0002153,
  rcyc_B_V: 3.725,
  rcyc_C: -1.521e-5,
  rcyc_D_DOD: 0.0002798,
}

export const nmc111GrSanyo2Ah = createNmc111GrSanyo2Ah()

import { exp } from '../../sim/math/index.ts'
import type { FixedPower } from './fixed-power.ts'
import { raiseToFixed } from './fixed-power.ts'
import type { AgeingLaw, AgeingParameters, StressPoints } from './law.ts'
import { sigmoidFromPower } from './state-form.ts'

const referenceTempK = 308.15
const referenceAnodeVolt = 0.123
/** Active material of a new cell relative to its capacity: lithium limits first. */
const freshActiveMaterial = 1.01

function writeDailySteps(p: AgeingParameters, roots: readonly FixedPower[], stress: StressPoints, q: number, out: Float64Array): void {
  let calendar = 0
  let cycling = 0
  let material = 0
  for (let i = 0; i < stress.count; i++) {
    const perTemp = referenceTempK / stress.tempK[i]
    calendar += stress.weight[i] * exp((p.q1_1 + (p.q1_2 * stress.anodeVolt[i]) / referenceAnodeVolt) * perTemp)
    cycling += stress.weight[i] * exp(p.q3_1 * perTemp)
    material += stress.weight[i] * (stress.tempK[i] - 273.15 - 55)
  }
  calendar *= p.q1_0
  out[0] = raiseToFixed(calendar, roots[0])
  out[3] = raiseToFixed(p.r1 * calendar, roots[3])
  const isResting = stress.efc === 0
  cycling *= isResting ? 0 : p.q3_0 * exp(p.q3_2 * exp(stress.dod * stress.dod))
  material = p.q5_0 + p.q5_1 * material * stress.dod * (stress.meanSocFrac / 0.6)
  out[1] = isResting ? 0 : raiseToFixed(cycling, roots[1]) * stress.efc * q
  out[2] = isResting ? 0 : (stress.efc * q) / material
  out[4] = isResting ? 0 : raiseToFixed(p.r3 * cycling, roots[4]) * stress.efc * q
}

function lostMaterial(powers: readonly FixedPower[], z2: number): number {
  return sigmoidFromPower(raiseToFixed(z2, powers[2]))
}

function capacity(powers: readonly FixedPower[], z0: number, z1: number, z2: number): number {
  const lithium = 1 - raiseToFixed(z0, powers[0]) - raiseToFixed(z1, powers[1])
  // Below z2 = 1/2 an exponent of 6 or more leaves a loss of material < 0.01: lithium is then the smaller, and the sigmoid need not be known.
  if (z2 < 0.5 && powers[2].p >= 6) return lithium
  return Math.min(lithium, freshActiveMaterial - lostMaterial(powers, z2))
}

function resistance(p: AgeingParameters, powers: readonly FixedPower[], z2: number, z3: number, z4: number): number {
  const lithium = 1 + raiseToFixed(z3, powers[3]) + raiseToFixed(z4, powers[4])
  return Math.max(lithium, p.r5 + p.r6 / (freshActiveMaterial - lostMaterial(powers, z2)))
}

/**
 * Kokam 75 Ah pouch cell, NMC-graphite: the scarcer of lithium (z0 time, z1 throughput) and active material (z2) is the capacity.
 * There is no C-rate dependence. The active-material rate leaves physics in deep cold (q5 ≤ 0): such days are flagged `rate`.
 */
export const nmc111GrKokam75Ah: AgeingLaw = {
  id: 'Nmc111_Gr_Kokam75Ah_Battery',
  label: 'NMC111-Gr Kokam 75 Ah',
  chemistry: 'NMC111-graphite',
  nominalAh: 75,
  source: 'NREL BLAST-Lite (P. Gasper), nmc111_gr_Kokam75Ah_2017; K. Smith et al., American Control Conference 2017, IEEE 7963578',
  range: { tempDegC: [0, 45], dod: [0.8, 1], socFrac: [0, 1], maxChargeCRate: 1, maxDischargeCRate: 1 },
  states: [
    { id: 'qLoss_LLI_t', initial: 0, update: 'additive', form: 'power', exponent: 'q2', driver: 'time' },
    { id: 'qLoss_LLI_EFC', initial: 0, update: 'additive', form: 'power', exponent: 'q4', driver: 'throughput' },
    { id: 'qLoss_LAM', initial: 1e-8, update: 'additive', form: 'sigmoid', exponent: 'p_LAM', driver: 'throughput' },
    { id: 'rGain_LLI_t', initial: 0, update: 'additive', form: 'power', exponent: 'r2', driver: 'time' },
    { id: 'rGain_LLI_EFC', initial: 0, update: 'additive', form: 'power', exponent: 'r4', driver: 'throughput' },
  ],
  parameters: {
    q1_0: 2.66e7,
    q1_1: -17.8,
    q1_2: -5.21,
    q2: 0.357,
    q3_0: 3800,
    q3_1: -18.4,
    q3_2: 1.04,
    q4: 0.778,
    q5_0: 1e4,
    q5_1: 153,
    p_LAM: 10,
    r1: 0.057,
    r2: 1.25,
    r3: 4.87,
    r4: 0.712,
    r5: -0.08,
    r6: 1.09,
  },
  needsAnodePotential: true,
  writeDailySteps,
  inverse: null,
  capacity,
  resistance,
  withCell: null,
}

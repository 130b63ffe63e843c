import type { DayStress } from './day-stress.ts'
import { AgeingFlag, extractDayStress, rangeFlags } from './day-stress.ts'
import type { StressPoints } from './law.ts'
import { maxStates } from './law.ts'
import type { AgeingModel } from './model.ts'
import { createStressPoints } from './stress-points.ts'

/** Coefficients of a state's daily growth Δz(q) = a₀ + q·(a₁ + q·(a₂ + q·a₃)), one after another. */
export const coefficientsPerState = 4
/** Where a row keeps the equivalent full cycles a day of a new battery. */
export const efcSlot = maxStates * coefficientsPerState
const flagSlot = efcSlot + 1
const tempSlot = efcSlot + 2
/** Numbers in a row of day rates: 5 states × 4 coefficients, efc, `AgeingFlag` bits, the mean temperature in °C, 1 spare. */
export const rateWidth = 24

// Scratch of one call, never state of a run.
const points = createStressPoints()
const steps = [new Float64Array(maxStates), new Float64Array(maxStates), new Float64Array(maxStates)] as const
const capacityNodes = [0.5, 0.75, 1] as const

/**
 * Tabulates a model's daily growth under a stress class into `out[at … at + rateWidth - 1]`, and returns the `AgeingFlag` bits.
 * Rates come raised to 1/p, so that a day of a battery is multiply-adds. Both couplings through q are kept: efc·q exactly,
 * C·q by the parabola through q = 0.5, 0.75 and 1 (for q in 0.4 … 1 and C ≤ 1: within 2e-3 of the day's growth for LFP, 1e-9 for NCA, exact for NMC111).
 */
export function computeDayRates(model: AgeingModel, stress: DayStress, out: Float64Array, at: number): number {
  extractDayStress(stress, points, model.law.needsAnodePotential)
  writeRates(model, points, out, at)
  out[at + tempSlot] = meanTempDegC(points)
  const flags = rangeFlags(model, stress) | (hasInvalidStep(model) ? AgeingFlag.rate : 0)
  out[at + flagSlot] = flags
  return flags
}

function meanTempDegC({ count, weight, tempK }: StressPoints): number {
  let mean = 0
  for (let i = 0; i < count; i++) mean += weight[i] * tempK[i]
  return mean - 273.15
}

/** Mean cell temperature, in °C, of the day that a row was computed for. */
export function tempOfRates(rates: Float64Array, at: number): number {
  return rates[at + tempSlot]
}

/** `AgeingFlag` bits that were found when a row was computed. */
export function flagsOfRates(rates: Float64Array, at: number): number {
  return rates[at + flagSlot]
}

/**
 * Writes the mean of several rows to `out[outAt …]` (a month from its days): exact for time, and for cycling at equal q.
 * Flags are united.
 */
export function averageDayRates(rates: Float64Array, at: ArrayLike<number>, out: Float64Array, outAt: number): void {
  const mean = new Float64Array(rateWidth)
  let flags = 0
  for (let k = 0; k < at.length; k++) {
    for (let i = 0; i < rateWidth; i++) mean[i] += rates[at[k] + i] / at.length
    flags |= flagsOfRates(rates, at[k])
  }
  mean[flagSlot] = flags
  out.set(mean, outAt)
}

function writeRates(model: AgeingModel, stress: StressPoints, out: Float64Array, at: number): void {
  out.fill(0, at, at + rateWidth)
  out[at + efcSlot] = stress.efc
  capacityNodes.forEach((q, node) => model.law.writeDailySteps(model.parameters, model.roots, stress, q, steps[node]))
  model.law.states.forEach((state, index) => {
    const slot = at + index * coefficientsPerState
    if (state.driver === 'time') out[slot] = steps[2][index]
    else fitThroughput(index, out, slot)
  })
}

/** Newton's divided differences of Δz(q)/q over the three nodes, expanded to powers of q. */
function fitThroughput(index: number, out: Float64Array, slot: number): void {
  const [low, mid, high] = capacityNodes
  const atLow = steps[0][index] / low
  const atMid = steps[1][index] / mid
  const slope = (atMid - atLow) / (mid - low)
  const bend = ((steps[2][index] / high - atMid) / (high - mid) - slope) / (high - low)
  out[slot + 1] = atLow - slope * low + bend * low * mid
  out[slot + 2] = slope - bend * (low + mid)
  out[slot + 3] = bend
}

function hasInvalidStep(model: AgeingModel): boolean {
  for (let i = 0; i < model.stateCount; i++) if (!(steps[2][i] >= 0 && steps[2][i] < Infinity)) return true
  return false
}

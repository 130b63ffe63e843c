import type { DayStress } from './day-stress.ts'
import { AgeingFlag, extractDayStress, rangeFlags } from './day-stress.ts'
import type { StressPoints } from './law.ts'
import { maxSteps } from './law.ts'
import type { AgeingModel } from './model.ts'
import { createStressPoints } from './stress-points.ts'

/** Coefficients of a step of the law, for example a state's daily growth, Δz(q) = a₀ + q·(a₁ + q·(a₂ + q·a₃)), one after another. */
export const coefficientsPerStep = 4
/** Where a row keeps the equivalent full cycles a day of a new battery. */
export const efcSlot = maxSteps * coefficientsPerStep
const flagSlot = efcSlot + 1
const tempSlot = efcSlot + 2
/** Numbers in a row of day rates: 6 steps × 4 coefficients, efc, `AgeingFlag` bits, the mean temperature in °C, 1 spare. */
export const rateWidth = 28

// Scratch of one call, never state of a run.
const points = createStressPoints()
const steps = [new Float64Array(maxSteps), new Float64Array(maxSteps), new Float64Array(maxSteps)] as const
const capacityNodes = [0.5, 0.75, 1] as const

/**
 * Tabulates a model's daily growth under a stress class into `out[at … at + rateWidth - 1]`, and returns the `AgeingFlag` bits.
 * Rates come raised to 1/p, so that a day of a battery is multiply-adds. Both couplings through q are kept: efc·q exactly,
 * C·q by the parabola through q = 0.5, 0.75 and 1 (for q in 0.4 … 1 and C ≤ 1: within 2e-3 of the day's growth for LFP, 1e-9 for NCA, exact for NMC111).
 */
export function computeDayRates(model: AgeingModel, stress: DayStress, out: Float64Array, at: number): number {
  extractDayStress(stress, points, model.law.needsAnodePotential)
  const isValid = writeRates(model, points, out, at)
  out[at + tempSlot] = points.meanTempK - 273.15
  const flags = rangeFlags(model, stress) | (isValid ? 0 : AgeingFlag.rate)
  out[at + flagSlot] = flags
  return flags
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

/** Answers whether the law stayed within physics. Where a step has no value at all the table has 0: a battery stands still rather than being lost. */
function writeRates(model: AgeingModel, stress: StressPoints, out: Float64Array, at: number): boolean {
  out.fill(0, at, at + rateWidth)
  out[at + efcSlot] = stress.efc
  capacityNodes.forEach((q, node) => model.law.writeDailySteps(model.parameters, model.roots, stress, q, steps[node]))
  let isValid = true
  model.stepKinds.forEach((kind, index) => {
    const slot = at + index * coefficientsPerStep
    if (kind === 'time') out[slot] = steps[2][index]
    else if (kind === 'throughput') fitThroughput(index, out, slot)
    else fitLevel(index, out, slot)
    if (isFiniteStep(out, slot)) isValid = isValid && steps[2][index] >= 0
    else {
      isValid = false
      out.fill(0, slot, slot + coefficientsPerStep)
    }
  })
  return isValid
}

function isFiniteStep(out: Float64Array, slot: number): boolean {
  return Number.isFinite(out[slot] + out[slot + 1] + out[slot + 2] + out[slot + 3])
}

/** The parabola through three values at the capacity nodes, as powers of q from `out[slot]` on: Newton's divided differences. */
function fitParabola(atLow: number, atMid: number, atHigh: number, out: Float64Array, slot: number): void {
  const [low, mid, high] = capacityNodes
  const slope = (atMid - atLow) / (mid - low)
  const bend = ((atHigh - atMid) / (high - mid) - slope) / (high - low)
  out[slot] = atLow - slope * low + bend * low * mid
  out[slot + 1] = slope - bend * (low + mid)
  out[slot + 2] = bend
}

/** A step that throughput drives is q times something: the parabola goes through Δz(q)/q. */
function fitThroughput(index: number, out: Float64Array, slot: number): void {
  const [low, mid, high] = capacityNodes
  fitParabola(steps[0][index] / low, steps[1][index] / mid, steps[2][index] / high, out, slot + 1)
}

function fitLevel(index: number, out: Float64Array, slot: number): void {
  fitParabola(steps[0][index], steps[1][index], steps[2][index], out, slot)
}

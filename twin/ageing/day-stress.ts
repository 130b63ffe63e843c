import { assert } from '../../sim/assert.ts'
import type { StressPoints } from './law.ts'
import type { AgeingModel } from './model.ts'
import { fillAnodePotential, maxStressPoints } from './stress-points.ts'

/**
 * A day (or a stress class) of a battery as the twin knows it: a few intervals of constant temperature and soc, and the day's cycling.
 * All rates are those of a new battery (q = 1): the law scales them by q. Up to 97 intervals; `hours` are weights and need not sum to 24.
 */
export interface DayStress {
  readonly tempK: ArrayLike<number>
  readonly socFrac: ArrayLike<number>
  readonly hours: ArrayLike<number>
  /** Depth of the day's discharge: highest minus lowest soc, 0 for a day of rest. */
  readonly dod: number
  /** Mean |dsoc/dh| over the whole day, rest included (what the laws were fitted to). */
  readonly cRate: number
  /** Equivalent full cycles of the day: half the sum of |Δsoc|. */
  readonly efc: number
  /** C-rates while charging and while discharging: what some laws were fitted to, and for the range flags. Absent when not known: laws take `cRate`. */
  readonly chargeCRate?: number
  readonly dischargeCRate?: number
  /** Lowest and highest soc of the day; the extremes of the intervals where absent. */
  readonly lowestSocFrac?: number
  readonly highestSocFrac?: number
}

/** Why a day lies outside a model's fit; bits, combined by `|`. The model's answer is used as it is, never clamped. */
export const AgeingFlag = {
  cold: 1,
  hot: 2,
  shallow: 4,
  deep: 8,
  soc: 16,
  chargeRate: 32,
  dischargeRate: 64,
  /** The law's own formula left physics: a rate is negative or not finite. Refuse such a class. */
  rate: 128,
} as const

/** The twin's stress extractor: intervals become points weighted by their hours. */
export function extractDayStress(stress: DayStress, points: StressPoints, needsAnodePotential: boolean): void {
  const count = stress.hours.length
  assert(count > 0 && count <= maxStressPoints, 'day-stress-intervals', count)
  assert(stress.tempK.length >= count && stress.socFrac.length >= count, 'day-stress-lengths', count)
  let total = 0
  for (let i = 0; i < count; i++) total += stress.hours[i]
  assert(total > 0, 'day-stress-hours', total)
  points.count = count
  points.meanSocFrac = 0
  points.meanTempK = 0
  for (let i = 0; i < count; i++) {
    assert(stress.tempK[i] > 0, 'day-stress-temperature', stress.tempK[i])
    points.tempK[i] = stress.tempK[i]
    points.socFrac[i] = stress.socFrac[i]
    points.weight[i] = stress.hours[i] / total
    points.meanWeight[i] = points.weight[i]
    points.meanSocFrac += points.weight[i] * stress.socFrac[i]
    points.meanTempK += points.weight[i] * stress.tempK[i]
  }
  setCycling(stress, points)
  if (needsAnodePotential) fillAnodePotential(points)
}

function setCycling(stress: DayStress, points: StressPoints): void {
  points.dod = stress.dod
  points.cRate = stress.cRate
  points.chargeCRate = stress.efc === 0 ? 0 : (stress.chargeCRate ?? stress.cRate)
  points.dischargeCRate = stress.efc === 0 ? 0 : (stress.dischargeCRate ?? stress.cRate)
  points.efc = stress.efc
  let lowest = points.socFrac[0]
  let highest = points.socFrac[0]
  for (let i = 1; i < points.count; i++) {
    lowest = Math.min(lowest, points.socFrac[i])
    highest = Math.max(highest, points.socFrac[i])
  }
  points.lowestSocFrac = stress.lowestSocFrac ?? lowest
  points.highestSocFrac = stress.highestSocFrac ?? highest
}

/** `AgeingFlag` bits of a day that a model's tests did not cover; 0 inside the range. dod and rates are not judged on a day of rest. */
export function rangeFlags(model: AgeingModel, stress: DayStress): number {
  const range = model.range
  let flags = 0
  for (let i = 0; i < stress.hours.length; i++) {
    const tempDegC = stress.tempK[i] - 273.15
    if (tempDegC < range.tempDegC[0]) flags |= AgeingFlag.cold
    if (tempDegC > range.tempDegC[1]) flags |= AgeingFlag.hot
    if (stress.socFrac[i] < range.socFrac[0] || stress.socFrac[i] > range.socFrac[1]) flags |= AgeingFlag.soc
  }
  return stress.efc === 0 ? flags : flags | cyclingFlags(model, stress)
}

function cyclingFlags(model: AgeingModel, stress: DayStress): number {
  const range = model.range
  let flags = 0
  if (stress.dod < range.dod[0]) flags |= AgeingFlag.shallow
  if (stress.dod > range.dod[1]) flags |= AgeingFlag.deep
  if ((stress.chargeCRate ?? 0) > range.maxChargeCRate) flags |= AgeingFlag.chargeRate
  if (Math.max(stress.dischargeCRate ?? 0, stress.cRate) > range.maxDischargeCRate) flags |= AgeingFlag.dischargeRate
  return flags
}

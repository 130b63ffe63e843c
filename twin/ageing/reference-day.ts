import { assert } from '../../sim/assert.ts'
import type { StressPoints } from './law.ts'
import { fillAnodePotential, maxStressPoints } from './stress-points.ts'

const intervals = maxStressPoints - 1
const hoursPerInterval = 24 / intervals
/** Slower than this (full swings per hour) counts as rest in the reference. */
const restPerHour = 0.01

/**
 * The reference's stress extractor: `tempDegC` and `socFrac` at the 97 ends of a day's 96 quarter hours become points with trapezoid weights.
 * dod = max − min soc, efc = sum |Δsoc| / 2, cRate = trapezoid mean of |dsoc/dh| over the interval ends divided by the whole day
 * `points` belong to this extractor alone: they also remember yesterday's profile. (BLAST-Lite's whole-day form, data/degradation-golden README).
 */
export function extractReferenceDay(tempDegC: Float64Array, socFrac: Float64Array, points: StressPoints): void {
  assert(tempDegC.length === maxStressPoints && socFrac.length === maxStressPoints, 'reference-day-points', socFrac.length)
  const isKept = points.count === maxStressPoints && isSameProfile(socFrac, points)
  points.count = maxStressPoints
  for (let i = 0; i < maxStressPoints; i++) {
    points.tempK[i] = tempDegC[i] + 273.15
    points.weight[i] = (i === 0 || i === intervals ? 0.5 : 1) / intervals
  }
  // A duty often repeats one soc profile for years: its potentials and sums are then kept.
  if (!isKept) setProfile(socFrac, points)
}

function isSameProfile(socFrac: Float64Array, points: StressPoints): boolean {
  for (let i = 0; i < maxStressPoints; i++) if (points.socFrac[i] !== socFrac[i]) return false
  return true
}

function setProfile(socFrac: Float64Array, points: StressPoints): void {
  points.socFrac.set(socFrac)
  let lowest = socFrac[0]
  let highest = socFrac[0]
  let sum = socFrac[0]
  let swing = 0
  for (let i = 1; i < maxStressPoints; i++) {
    lowest = Math.min(lowest, socFrac[i])
    highest = Math.max(highest, socFrac[i])
    sum += socFrac[i]
    swing += Math.abs(socFrac[i] - socFrac[i - 1])
  }
  points.meanSocFrac = sum / maxStressPoints
  points.dod = highest - lowest
  points.efc = swing / 2
  points.cRate = meanRate(socFrac)
  fillAnodePotential(points)
}

function meanRate(socFrac: Float64Array): number {
  let sum = 0
  let previous = rateOf(socFrac, 1)
  for (let i = 2; i < maxStressPoints; i++) {
    const rate = rateOf(socFrac, i)
    sum += (previous + rate) / 2
    previous = rate
  }
  return sum / intervals
}

function rateOf(socFrac: Float64Array, end: number): number {
  const rate = Math.abs(socFrac[end] - socFrac[end - 1]) / hoursPerInterval
  return rate < restPerHour ? 0 : rate
}

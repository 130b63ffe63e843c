import { assert } from '../../sim/assert.ts'
import type { StressPoints } from './law.ts'
import { fillAnodePotential, maxStressPoints } from './stress-points.ts'

const intervals = maxStressPoints - 1
const hoursPerInterval = 24 / intervals
/** Slower than this (full swings per hour) counts as rest in the reference. */
const restPerHour = 0.01

/**
 * The reference's stress extractor: `tempDegC` and `socFrac` at the 97 ends of a day's 96 quarter hours become points with trapezoid weights.
 * dod = max − min soc, efc = sum |Δsoc| / 2, cRate = trapezoid mean of |dsoc/dh| over the interval ends divided by the whole day,
 * charge and discharge rates = trapezoid means over their own intervals; plain means of the 97 samples for mean soc and temperature.
 * `points` belong to this extractor alone: they also remember yesterday's profile. (BLAST-Lite's whole-day form, data/degradation-golden README).
 */
export function extractReferenceDay(tempDegC: Float64Array, socFrac: Float64Array, points: StressPoints): void {
  assert(tempDegC.length === maxStressPoints && socFrac.length === maxStressPoints, 'reference-day-points', socFrac.length)
  const isKept = points.count === maxStressPoints && isSameProfile(socFrac, points)
  points.count = maxStressPoints
  let warmth = 0
  for (let i = 0; i < maxStressPoints; i++) {
    points.tempK[i] = tempDegC[i] + 273.15
    points.weight[i] = (i === 0 || i === intervals ? 0.5 : 1) / intervals
    points.meanWeight[i] = 1 / maxStressPoints
    warmth += points.tempK[i]
  }
  points.meanTempK = warmth / maxStressPoints
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
  points.lowestSocFrac = lowest
  points.highestSocFrac = highest
  points.dod = highest - lowest
  points.efc = swing / 2
  points.cRate = meanRate(socFrac)
  points.chargeCRate = ownMeanRate(socFrac, 1)
  points.dischargeCRate = ownMeanRate(socFrac, -1)
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

/** Mean rate over the intervals that charge (`sign` 1) or discharge (−1): the trapezoid over them alone, the rate itself where there is one, 0 where none. */
function ownMeanRate(socFrac: Float64Array, sign: number): number {
  let count = 0
  let sum = 0
  let first = 0
  let last = 0
  for (let end = 1; end < maxStressPoints; end++) {
    const rate = rateOf(socFrac, end)
    if (rate === 0 || sign * (socFrac[end] - socFrac[end - 1]) <= 0) continue
    if (count === 0) first = rate
    last = rate
    sum += rate
    count++
  }
  return count < 2 ? sum : (sum - (first + last) / 2) / (count - 1)
}

function rateOf(socFrac: Float64Array, end: number): number {
  const rate = Math.abs(socFrac[end] - socFrac[end - 1]) / hoursPerInterval
  return rate < restPerHour ? 0 : rate
}

import { assert } from '../../sim/assert.ts'
import type { DayStress } from './day-stress.ts'
import { findHalfCycles } from './half-cycles.ts'
import type { HalfCycle } from './half-cycles.ts'
import { countCycles } from './rainflow.ts'

/** A day as samples at rising hours: cell temperature in kelvin and state of charge. */
export interface DaySeries {
  readonly hours: ArrayLike<number>
  readonly tempK: ArrayLike<number>
  readonly socFrac: ArrayLike<number>
}

/** Turns of charge within this are noise of an estimate or of balancing, not use. */
const microCycleSocFrac = 0.01

/**
 * The twin's stress of a day that is known as a series: temperature and soc as means of `parts` equal spans, cycling from half cycles.
 * efc = Σ count·range and dod = Σ count·range² / Σ count·range over the day's rainflow cycles (so that a small top-up does not count as deep as the day's
 * great swing); C-rates while charging and discharging = means of the half cycles' C-rates by their depth. `cRate` is that of the whole day, rest included.
 * Turns within `deadBand` are no cycles.
 */
export function stressOfSeries(day: DaySeries, parts: number, deadBand = microCycleSocFrac): DayStress {
  const count = day.hours.length
  assert(count >= 2 && day.tempK.length === count && day.socFrac.length === count, 'day-series-lengths', count)
  const halves = findHalfCycles(day.hours, day.socFrac, deadBand)
  const { efc, dod } = sumCycles(day.socFrac, deadBand)
  return {
    tempK: meansOf(day.hours, day.tempK, parts),
    socFrac: meansOf(day.hours, day.socFrac, parts),
    hours: Array.from({ length: parts }, () => (day.hours[count - 1] - day.hours[0]) / parts),
    dod,
    cRate: (2 * efc) / (day.hours[count - 1] - day.hours[0]),
    efc,
    chargeCRate: meanRate(halves.filter((half) => half.isCharge)),
    dischargeCRate: meanRate(halves.filter((half) => !half.isCharge)),
    ...extremesOf(day.socFrac),
  }
}

function sumCycles(socFrac: ArrayLike<number>, deadBand: number): { efc: number; dod: number } {
  let efc = 0
  let squares = 0
  for (const { range, count } of countCycles(socFrac, deadBand)) {
    efc += count * range
    squares += count * range * range
  }
  return { efc, dod: efc === 0 ? 0 : squares / efc }
}

function meanRate(halves: readonly HalfCycle[]): number {
  const depth = halves.reduce((sum, half) => sum + half.depth, 0)
  return depth === 0 ? 0 : halves.reduce((sum, half) => sum + half.depth * half.cRate, 0) / depth
}

function extremesOf(socFrac: ArrayLike<number>): { lowestSocFrac: number; highestSocFrac: number } {
  let lowest = socFrac[0]
  let highest = socFrac[0]
  for (let i = 1; i < socFrac.length; i++) {
    lowest = Math.min(lowest, socFrac[i])
    highest = Math.max(highest, socFrac[i])
  }
  return { lowestSocFrac: lowest, highestSocFrac: highest }
}

/** Means of a series over equal spans: each sample interval counts, by its middle, in the span that holds it. */
function meansOf(hours: ArrayLike<number>, values: ArrayLike<number>, parts: number): Float64Array {
  const sums = new Float64Array(parts)
  const spans = new Float64Array(parts)
  const first = hours[0]
  const partsPerHour = parts / (hours[hours.length - 1] - first)
  for (let i = 1; i < hours.length; i++) {
    const part = Math.floor(((hours[i] + hours[i - 1]) / 2 - first) * partsPerHour)
    const span = hours[i] - hours[i - 1]
    sums[part] += (span * (values[i] + values[i - 1])) / 2
    spans[part] += span
  }
  for (let part = 0; part < parts; part++) assert(spans[part] > 0, 'day-series-too-coarse', part)
  return sums.map((sum, part) => sum / spans[part])
}

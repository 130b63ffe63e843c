import { cos } from '../../sim/math/index.ts'
import type { ReadingColumns } from './readings.ts'

/*
 * One state of charge from an energy balance and from measurements: a Kalman filter of one state (R. E. Kalman, 1960) with a gate on its
 * innovation (Y. Bar-Shalom, X. R. Li, T. Kirubarajan, Estimation with Applications to Tracking and Navigation, 2001, section 5.4).
 * Predict: charge falls by the energy that went out, its variance grows. Update: only where the measured value is near enough.
 */

/** What the filter and the alarms take for granted; all of it can be changed. */
export interface LiveSettings {
  /** Rated energy of batteries whose readings do not say it, Wh. */
  readonly ratedEnergyWh: number
  /** Energy for a way, where no power is measured: Wh/km, and its relative standard deviation. */
  readonly useWhPerKm: number
  readonly useSpreadFrac: number
  /** Relative standard deviation of a measured power. */
  readonly powerSpreadFrac: number
  /** Standard deviation of a measured state of charge, and of what an hour without any balance adds. */
  readonly socSdFrac: number
  readonly driftSdFracPerHour: number
  /** A measurement further off than so many standard deviations is not taken. */
  readonly gateSd: number
  /** So many of these in a row that agree with each other are a new level: a swap, a charge, a calibration. */
  readonly jumpAfter: number
  /** Longest time over which a measured power is taken to have lasted, ms. */
  readonly holdMs: number
  /** Alarms: silence after, and temperatures above and below. */
  readonly silenceMs: number
  readonly hotDegC: number
  readonly coldDegC: number
}

export const defaultLiveSettings: LiveSettings = {
  ratedEnergyWh: 500,
  useWhPerKm: 18,
  useSpreadFrac: 0.5,
  powerSpreadFrac: 0.1,
  socSdFrac: 0.015,
  driftSdFracPerHour: 0.02,
  gateSd: 4,
  jumpAfter: 3,
  holdMs: 7_200_000,
  silenceMs: 3_600_000,
  hotDegC: 45,
  coldDegC: -10,
}

/** What became of a reading's state of charge. `first` and `jump` begin anew at the measured level. */
export const Verdict = { unmeasured: 0, first: 1, taken: 2, refused: 3, jump: 4 } as const

/** The filter after each reading, by row of the readings. */
export interface FilterColumns {
  /** Prediction just before the reading, and estimate after it; NaN before the first measurement. */
  prior: Float32Array
  level: Float64Array
  variance: Float64Array
  /** The last measurement that was refused, and how many in a row. */
  candidate: Float32Array
  refused: Uint8Array
  verdict: Uint8Array
}

export function createFilterColumns(capacity: number): FilterColumns {
  return {
    prior: new Float32Array(capacity),
    level: new Float64Array(capacity),
    variance: new Float64Array(capacity),
    candidate: new Float32Array(capacity),
    refused: new Uint8Array(capacity),
    verdict: new Uint8Array(capacity),
  }
}

export function growFilterColumns(columns: FilterColumns, capacity: number): void {
  const larger = createFilterColumns(capacity)
  for (const name of Object.keys(larger) as (keyof FilterColumns)[]) larger[name].set(columns[name])
  Object.assign(columns, larger)
}

const hourMs = 3_600_000
/** Knows nothing: evenly spread over 0..1. */
const unknownVariance = 1 / 12
/** Metres a degree of latitude; WGS 84, mean. */
const metresPerDegree = 111_195
/** Faster than this the position is wrong, not the battery: m/s. */
const fastestMS = 40
const maxRefused = 255

/** Energy out between two readings and its standard deviation, Wh; negative while charging. */
const balance = { energyWh: 0, sdWh: 0 }

function balanceBetween(c: ReadingColumns, settings: LiveSettings, before: number, row: number): void {
  const gapMs = c.timeMs[row] - c.timeMs[before]
  const power = c.powerW[row]
  if (power === power) {
    balance.energyWh = (power * Math.min(gapMs, settings.holdMs)) / hourMs
    balance.sdWh = Math.abs(balance.energyWh) * settings.powerSpreadFrac
    return
  }
  const metres = metresBetween(c, before, row)
  const isWay = metres === metres && metres * 1000 <= fastestMS * gapMs
  balance.energyWh = isWay ? (metres / 1000) * settings.useWhPerKm : 0
  balance.sdWh = balance.energyWh * settings.useSpreadFrac
}

/** Straight between two positions on a plane that touches the globe; right to a thousandth over some kilometres. */
export function metresBetween(c: ReadingColumns, a: number, b: number): number {
  const north = (c.latDeg[b] - c.latDeg[a]) * metresPerDegree
  const east = (c.lonDeg[b] - c.lonDeg[a]) * metresPerDegree * cos((c.latDeg[a] * Math.PI) / 180)
  return Math.sqrt(north * north + east * east)
}

/** Variance after a time without any news. */
export function driftVariance({ driftSdFracPerHour }: LiveSettings, variance: number, gapMs: number): number {
  return Math.min(unknownVariance, variance + (driftSdFracPerHour * driftSdFracPerHour * gapMs) / hourMs)
}

/** One reading of a battery: `before` is the one before it in time, −1 for the first. Reads and writes rows of the columns only. */
export function stepFilter(c: ReadingColumns, f: FilterColumns, settings: LiveSettings, before: number, row: number): void {
  predict(c, f, settings, before, row)
  const measured = c.socFrac[row]
  const { level, variance } = f
  f.prior[row] = level[row]
  if (measured !== measured) {
    f.verdict[row] = Verdict.unmeasured
    return
  }
  if (level[row] !== level[row]) return restart(f, settings, row, measured, Verdict.first)
  const noise = settings.socSdFrac * settings.socSdFrac
  const spread = variance[row] + noise
  const innovation = measured - level[row]
  if (innovation * innovation > settings.gateSd * settings.gateSd * spread) return refuseOrJump(f, settings, row, measured)
  const gain = variance[row] / spread
  level[row] += gain * innovation
  // One sensor's errors go together: however many readings there are, the estimate is not surer than half of one's error.
  variance[row] = Math.max(noise / 4, variance[row] * (1 - gain))
  f.refused[row] = 0
  f.candidate[row] = Number.NaN
  f.verdict[row] = Verdict.taken
}

function predict(c: ReadingColumns, f: FilterColumns, settings: LiveSettings, before: number, row: number): void {
  if (before < 0) {
    f.level[row] = Number.NaN
    f.variance[row] = unknownVariance
    f.candidate[row] = Number.NaN
    f.refused[row] = 0
    return
  }
  balanceBetween(c, settings, before, row)
  const soh = c.sohFrac[row]
  const rated = c.ratedWh[row]
  const capacityWh = (rated === rated ? rated : settings.ratedEnergyWh) * (soh === soh ? soh : 1)
  const sd = balance.sdWh / capacityWh
  f.level[row] = Math.min(1, Math.max(0, f.level[before] - balance.energyWh / capacityWh))
  f.variance[row] = Math.min(unknownVariance, driftVariance(settings, f.variance[before], c.timeMs[row] - c.timeMs[before]) + sd * sd)
  f.candidate[row] = f.candidate[before]
  f.refused[row] = f.refused[before]
}

/** Refused once it is an error of the sensor; refused again and again at one level, the level is another. */
function refuseOrJump(f: FilterColumns, settings: LiveSettings, row: number, measured: number): void {
  const agrees = Math.abs(measured - f.candidate[row]) <= settings.gateSd * settings.socSdFrac
  f.refused[row] = agrees && f.refused[row] > 0 ? Math.min(maxRefused, f.refused[row] + 1) : 1
  f.candidate[row] = measured
  if (f.refused[row] >= settings.jumpAfter) return restart(f, settings, row, measured, Verdict.jump)
  f.verdict[row] = Verdict.refused
}

function restart(f: FilterColumns, settings: LiveSettings, row: number, measured: number, verdict: number): void {
  f.level[row] = measured
  f.variance[row] = settings.socSdFrac * settings.socSdFrac
  f.candidate[row] = Number.NaN
  f.refused[row] = 0
  f.verdict[row] = verdict
}

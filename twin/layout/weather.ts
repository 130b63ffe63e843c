import { cos } from '../../sim/math/index.ts'
import type { WeatherSpec } from '../spec.ts'
import type { DayTable } from './days.ts'
import { hourMs } from './days.ts'

const turn = 2 * Math.PI
const daysPerYear = 365.25

/** The city's weather, resolved by day; the same for everyone. */
export interface WeatherTable {
  readonly days: DayTable
  /** Mean ambient temperature of each day, episodes included. */
  readonly meanDegC: Float64Array
  /** The same by day and local hour, 24 a day. */
  readonly hourDegC: Float64Array
  readonly demandFactor: Float64Array
  readonly faultFactor: Float64Array
  /** Highest fault factor of the run: candidates of faults are drawn at it and thinned. */
  readonly maxFaultFactor: number
}

/** Year wave, day wave and episodes for `count` days. */
export function layOutWeather(spec: WeatherSpec, days: DayTable, count: number): WeatherTable {
  const meanDegC = Float64Array.from({ length: count }, (_, day) => {
    return meanAmbientDegC(spec, days.calendar.startDayOfYear + day)
  })
  const demandFactor = new Float64Array(count).fill(1)
  const faultFactor = new Float64Array(count).fill(1)
  for (const episode of spec.episodes) {
    for (let day = Math.max(0, episode.fromDay); day < Math.min(count, episode.fromDay + episode.days); day++) {
      meanDegC[day] += episode.deltaDegC
      demandFactor[day] *= episode.demandFactor
      faultFactor[day] *= episode.faultFactor
    }
  }
  const maxFaultFactor = faultFactor.reduce((a, b) => Math.max(a, b), 1)
  return { days, meanDegC, hourDegC: typicalHours(spec, meanDegC), demandFactor, faultFactor, maxFaultFactor }
}

/** Days of these means with the typical wave of the day, 24 hours each. */
export function typicalHours(spec: WeatherSpec, meanDegC: ArrayLike<number>): Float64Array {
  const wave = Float64Array.from({ length: 24 }, (_, h) => spec.dayAmplitudeDegC * cos((turn * (h + 0.5 - spec.hottestHour)) / 24))
  return Float64Array.from({ length: 24 * meanDegC.length }, (_, i) => meanDegC[Math.floor(i / 24)] + wave[i % 24])
}

/** Mean temperature of a day of the year without episodes; the day may lie before the start or in a later year. */
export function meanAmbientDegC(spec: WeatherSpec, dayOfYear: number): number {
  return spec.meanDegC + spec.yearAmplitudeDegC * cos((turn * (dayOfYear - spec.hottestDayOfYear)) / daysPerYear)
}

/** Ambient temperature at a time of `day`, by whole hours since its local midnight. */
export function ambientDegC(weather: WeatherTable, day: number, timeMs: number): number {
  const hour = Math.floor((timeMs - weather.days.startMs[day]) / hourMs)
  return weather.hourDegC[24 * day + (hour < 0 ? 0 : hour > 23 ? 23 : hour)]
}

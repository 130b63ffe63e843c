import { cos } from '../../sim/math/index.ts'
import type { WeatherSpec, WorldSpec } from '../spec.ts'
import type { DayTable } from './days.ts'
import { hourMs } from './days.ts'
import { firstCivilDay, hoursOfRun, monthsOf } from './own-weather.ts'
import type { OwnWeather } from './own-weather.ts'

const turn = 2 * Math.PI
const daysPerYear = 365.25

/** The city's weather, resolved by day; the same for everyone. */
export interface WeatherTable {
  readonly days: DayTable
  /** Mean ambient temperature of each day, episodes included. */
  readonly meanDegC: Float64Array
  /** The same by day and local hour, 24 a day. */
  readonly hourDegC: Float64Array
  /** A typical day of each calendar month, 24 hours each: the climate of the years before the run. */
  readonly monthHourDegC: Float64Array
  readonly demandFactor: Float64Array
  readonly faultFactor: Float64Array
  /** Highest fault factor of the run: candidates of faults are drawn at it and thinned. */
  readonly maxFaultFactor: number
}

/** Weather of `count` days: year wave and day wave, or a file's own hours; episodes come on top of both. */
export function layOutWeather(spec: WeatherSpec, days: DayTable, count: number, own: OwnWeather | null = null): WeatherTable {
  const measured = own === null ? null : hoursOfRun(own, days.calendar, count)
  const meanDegC = Float64Array.from({ length: count }, (_, day) => {
    return measured === null ? meanAmbientDegC(spec, days.calendar.startDayOfYear + day) : meanOfDay(measured, day)
  })
  const undisturbed = meanDegC.slice()
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
  const hourDegC =
    measured === null
      ? typicalHours(spec, meanDegC)
      : measured.map((degC, i) => degC + (meanDegC[Math.floor(i / 24)] - undisturbed[Math.floor(i / 24)]))
  const monthHourDegC = (own && monthsOf(own)) ?? typicalMonths(spec)
  return { days, meanDegC, hourDegC, monthHourDegC, demandFactor, faultFactor, maxFaultFactor }
}

function meanOfDay(hours: Float64Array, day: number): number {
  let sum = 0
  for (let hour = 0; hour < 24; hour++) sum += hours[24 * day + hour]
  return sum / 24
}

/** The middle of each twelfth of the year. */
function typicalMonths(spec: WeatherSpec): Float64Array {
  const means = Array.from({ length: 12 }, (_, month) => meanAmbientDegC(spec, (month + 0.5) * (daysPerYear / 12)))
  return typicalHours(spec, means)
}

/** Days of these means with the typical wave of the day, 24 hours each. */
export function typicalHours(spec: WeatherSpec, meanDegC: ArrayLike<number>): Float64Array {
  const wave = Float64Array.from({ length: 24 }, (_, h) => spec.dayAmplitudeDegC * cos((turn * (h + 0.5 - spec.hottestHour)) / 24))
  return Float64Array.from({ length: 24 * meanDegC.length }, (_, i) => meanDegC[Math.floor(i / 24)] + wave[i % 24])
}

/** Mean temperature of a day of the typical year without episodes. */
export function meanAmbientDegC(spec: WeatherSpec, dayOfYear: number): number {
  return spec.meanDegC + spec.yearAmplitudeDegC * cos((turn * (dayOfYear - spec.hottestDayOfYear)) / daysPerYear)
}

/** Ambient temperature at a time of `day`, by whole hours since its local midnight. */
export function ambientDegC(weather: WeatherTable, day: number, timeMs: number): number {
  const hour = Math.floor((timeMs - weather.days.startMs[day]) / hourMs)
  return weather.hourDegC[24 * day + (hour < 0 ? 0 : hour > 23 ? 23 : hour)]
}

/** Daily means of a year of the typical weather, from a scenario's first day on. */
export function typicalYear({ weather, calendar }: Pick<WorldSpec, 'weather' | 'calendar'>) {
  const meanDegC = Array.from({ length: 365 }, (_, day) => meanAmbientDegC(weather, calendar.startDayOfYear + day))
  return { firstDay: firstCivilDay(calendar), meanDegC }
}

import { civilFromDays, daysFromCivil } from '../civil.ts'
import type { CalendarSpec } from '../spec.ts'

/** Measured or forecast air temperature of whole days without a gap. */
export interface OwnWeather {
  /** Local date of the first day, in whole days since 1970. */
  readonly firstDay: number
  /** 24 hours a day. */
  readonly hourDegC: Float64Array
}

const dayMs = 86_400_000
/** A year of days stands for every year. */
const wholeYear = 365

/** Local date of a run's first day, in whole days since 1970. */
export function firstCivilDay({ startUtcMs, utcOffsets }: CalendarSpec): number {
  return Math.floor((startUtcMs + utcOffsets[0].offsetMs) / dayMs)
}

function daysOf({ hourDegC }: OwnWeather): number {
  return hourDegC.length / 24
}

/**
 * Which of its days is the weather of a date: that date, or, where there is a whole year, the same day of its first year (28 February for a 29th that it
 * lacks). −1 where there is none.
 */
function weatherDayOf(weather: OwnWeather, civilDay: number): number {
  const count = daysOf(weather)
  const at = civilDay - weather.firstDay
  if (at >= 0 && at < count) return at
  if (count < wholeYear) return -1
  const { month, day } = civilFromDays(civilDay)
  const { year } = civilFromDays(weather.firstDay)
  for (const candidate of [year, year + 1]) {
    const wanted = sameDay(candidate, month, day) - weather.firstDay
    if (wanted >= 0 && wanted < count) return wanted
  }
  return -1
}

function sameDay(year: number, month: number, day: number): number {
  const found = daysFromCivil(year, month, day)
  return civilFromDays(found).month === month ? found : found - 1
}

/** Hours of a run's days out of the weather; the day after the last, which a run only touches, may be the last one again. */
export function hoursOfRun(weather: OwnWeather, calendar: CalendarSpec, count: number): Float64Array {
  const hours = new Float64Array(24 * count)
  const first = firstCivilDay(calendar)
  let at = 0
  for (let day = 0; day < count; day++) {
    const found = weatherDayOf(weather, first + day)
    if (found >= 0) at = found
    hours.set(weather.hourDegC.subarray(24 * at, 24 * (at + 1)), 24 * day)
  }
  return hours
}

/** Typical day of each calendar month, 24 hours each; `null` without a whole year. */
export function monthsOf(weather: OwnWeather): Float64Array | null {
  if (daysOf(weather) < wholeYear) return null
  const hours = new Float64Array(12 * 24)
  const counts = new Float64Array(12)
  for (let day = 0; day < daysOf(weather); day++) {
    const month = civilFromDays(weather.firstDay + day).month - 1
    counts[month] += 1
    for (let hour = 0; hour < 24; hour++) hours[24 * month + hour] += weather.hourDegC[24 * day + hour]
  }
  return hours.map((sum, i) => sum / counts[Math.floor(i / 24)])
}

/** First and last date of the weather, and the first date of a run of `days` for which it has none, in whole days since 1970. */
export function weatherCoverage(weather: OwnWeather, calendar: CalendarSpec, days: number) {
  const first = firstCivilDay(calendar)
  let missingDay: number | null = null
  for (let day = first; missingDay === null && day < first + days; day++) if (weatherDayOf(weather, day) < 0) missingDay = day
  return { firstDay: weather.firstDay, lastDay: weather.firstDay + daysOf(weather) - 1, missingDay }
}

/**
 * Arithmetic of the proleptic Gregorian calendar on whole days since 1970-01-01 (day 0, a Thursday).
 * Source: H. Hinnant, "chrono-compatible low-level date algorithms" (2013), `days_from_civil` and `civil_from_days`.
 */
export interface CivilDate {
  readonly year: number
  /** 1 = January … 12 = December. */
  readonly month: number
  /** 1 … 31. */
  readonly day: number
}

/** Days since 1970-01-01 of a date; a day beyond its month's end counts on into the next month. */
export function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146097 + dayOfEra - 719468
}

/** The date of a whole number of days since 1970-01-01. */
export function civilFromDays(days: number): CivilDate {
  const z = days + 719468
  const era = Math.floor(z / 146097)
  const dayOfEra = z - era * 146097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shifted = Math.floor((5 * dayOfYear + 2) / 153)
  const month = shifted < 10 ? shifted + 3 : shifted - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return { year, month, day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1 }
}

/** 0 = Monday … 6 = Sunday, of a whole number of days since 1970-01-01. */
export function weekdayFromDays(days: number): number {
  return (((days + 3) % 7) + 7) % 7
}

/** 0 = 1 January … 365 = 31 December of a leap year. */
export function dayOfYearFromDays(days: number): number {
  return days - daysFromCivil(civilFromDays(days).year, 1, 1)
}

/** `YYYY-MM-DD` of a whole number of days since 1970-01-01 (years 0 to 9999). */
export function dateTextFromDays(days: number): string {
  const { year, month, day } = civilFromDays(days)
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

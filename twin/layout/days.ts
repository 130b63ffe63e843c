import { dayStarts, localDayAt, localHourAt, localHourMs, localHourOfWeek, localMs, weekdayOf } from '../calendar.ts'
import type { CalendarSpec } from '../spec.ts'

export const hourMs = 3_600_000

/** The run's local days: where each begins, and what the clock on the wall shows. */
export interface DayTable {
  readonly calendar: CalendarSpec
  /** `days + 1` local midnights since the start; most days last 24 h, two a year 23 h and 25 h. */
  readonly startMs: Float64Array
}

export function layOutDays(calendar: CalendarSpec, days: number): DayTable {
  return { calendar, startMs: dayStarts(calendar, days + 1) }
}

/** 0 = Monday … 6 = Sunday. */
export function weekdayOfDay(table: DayTable, day: number): number {
  return weekdayOf(table.calendar, day)
}

/** Milliseconds on the wall clock since local midnight of day 0; steps by an hour at a clock change. */
export function wallMsAt(table: DayTable, timeMs: number): number {
  return localMs(table.calendar, timeMs)
}

/** Hour that the wall clock shows, 0 ≤ hour < 24. On the days of a clock change it is not the time since midnight. */
export function wallHourAt(table: DayTable, timeMs: number): number {
  return localHourAt(table.calendar, timeMs)
}

/** Local hour of the week, 0 = Monday 0–1 h … 167. */
export function hourOfWeekAt(table: DayTable, timeMs: number): number {
  return localHourOfWeek(table.calendar, timeMs)
}

/** Time at which the wall clock of `day` shows `hour` (0 … 24, fractions allowed). */
export function timeOfHour(table: DayTable, day: number, hour: number): number {
  return localHourMs(table.calendar, day, hour)
}

/** Local day that a time lies in; at midnight the day that begins. */
export function dayOfTime(table: DayTable, timeMs: number): number {
  return localDayAt(table.calendar, timeMs)
}

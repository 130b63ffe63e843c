import { civilFromDays, dateTextFromDays, dayOfYearFromDays, weekdayFromDays } from './civil.ts'
import type { CalendarSpec } from './spec.ts'

/*
 * The one place where the engine meets clocks on walls. A local time is `time + offset in force − offset at the start`, so local
 * midnight of day 0 is time 0. A change of offset makes one local day shorter or longer: nothing else knows of it.
 */
export const dayMs = 86_400_000
export const hourMs = 3_600_000
const hoursPerWeek = 168

/** Wall-clock milliseconds since local midnight of day 0, at `timeMs` since the start; jumps where the offset changes. */
export function localMs(calendar: CalendarSpec, timeMs: number): number {
  const offsets = calendar.utcOffsets
  let i = offsets.length - 1
  while (i > 0 && offsets[i].fromMs > timeMs) i--
  return timeMs + offsets[i].offsetMs - offsets[0].offsetMs
}

/**
 * First time (ms since the start) at which the wall clock shows `local` ms since local midnight of day 0, or the first after it when a
 * jump leaves that time out. A time that comes twice is the first one.
 */
export function timeFromLocalMs(calendar: CalendarSpec, local: number): number {
  const offsets = calendar.utcOffsets
  for (let i = 0; i < offsets.length; i++) {
    const { fromMs, offsetMs } = offsets[i]
    const untilMs = i + 1 < offsets.length ? offsets[i + 1].fromMs : Infinity
    const timeMs = local - offsetMs + offsets[0].offsetMs
    if (timeMs < untilMs) return i > 0 && timeMs < fromMs ? fromMs : timeMs
  }
  return local
}

/** Time (ms since the start) at which local day `day` begins; day 0 begins at 0. */
export function localDayStartMs(calendar: CalendarSpec, day: number): number {
  return timeFromLocalMs(calendar, day * dayMs)
}

/** Beginnings of the local days 0 … count − 1 in ms since the start; pass `days + 1` to have the run's end as well. */
export function dayStarts(calendar: CalendarSpec, count: number): Float64Array {
  const starts = new Float64Array(count)
  for (let day = 0; day < count; day++) starts[day] = localDayStartMs(calendar, day)
  return starts
}

/** Time (ms since the start) at which the wall clock shows `hour` (0 … 24, fractions allowed) on local day `day`. */
export function localHourMs(calendar: CalendarSpec, day: number, hour: number): number {
  return timeFromLocalMs(calendar, day * dayMs + Math.round(hour * hourMs))
}

/** Local day that `timeMs` lies in; negative before the start. */
export function localDayAt(calendar: CalendarSpec, timeMs: number): number {
  return Math.floor(localMs(calendar, timeMs) / dayMs)
}

/** Hour that the wall clock shows at `timeMs`: 0 ≤ hour < 24, with its fraction. */
export function localHourAt(calendar: CalendarSpec, timeMs: number): number {
  const local = localMs(calendar, timeMs)
  return (local - Math.floor(local / dayMs) * dayMs) / hourMs
}

/** Whole hour of the week at `timeMs`: 0 = Monday 0:00 … 167 = Sunday 23:00, by the wall clock. */
export function localHourOfWeek(calendar: CalendarSpec, timeMs: number): number {
  const hours = calendar.startWeekday * 24 + Math.floor(localMs(calendar, timeMs) / hourMs)
  return hours - Math.floor(hours / hoursPerWeek) * hoursPerWeek
}

/** 0 = Monday … 6 = Sunday. */
export function weekdayOf(calendar: CalendarSpec, day: number): number {
  return (((calendar.startWeekday + day) % 7) + 7) % 7
}

/** 0 = 1 January … 364, or 365 in a leap year; exact over any number of years. */
export function dayOfYearOf(calendar: CalendarSpec, day: number): number {
  return dayOfYearFromDays(firstEpochDay(calendar) + day)
}

/** Months since year 0 of a local day: equal for days of one month, one more for the next. Fees and bills count by it. */
export function monthIndexOf(calendar: CalendarSpec, day: number): number {
  const { year, month } = civilFromDays(firstEpochDay(calendar) + day)
  return year * 12 + month - 1
}

/** `YYYY-MM-DD` of a local day. */
export function dateTextOf(calendar: CalendarSpec, day: number): string {
  return dateTextFromDays(firstEpochDay(calendar) + day)
}

/** The calendar of a run that begins at local midnight of `epochDay` (days since 1970-01-01); `utcOffsets` as in CalendarSpec. */
export function createCalendar(epochDay: number, utcOffsets: CalendarSpec['utcOffsets']): CalendarSpec {
  return {
    startUtcMs: epochDay * dayMs - utcOffsets[0].offsetMs,
    utcOffsets,
    startWeekday: weekdayFromDays(epochDay),
    startDayOfYear: dayOfYearFromDays(epochDay),
  }
}

function firstEpochDay(calendar: CalendarSpec): number {
  return Math.floor((calendar.startUtcMs + calendar.utcOffsets[0].offsetMs) / dayMs)
}

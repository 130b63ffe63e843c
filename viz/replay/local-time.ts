import {
  createCalendar,
  civilFromDays,
  daysFromCivil,
  localDayAt,
  localMs,
  timeFromLocalMs,
  weekdayOf,
  type CalendarSpec,
} from '../../twin/index.ts'
import type { RunScene } from '../run-api.ts'

export const hourMs = 3_600_000
export const dayMs = 86_400_000

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** The calendar on the walls of a run's city: offsets from UTC as the scenario resolved them. */
export function calendarOf({ startUtcMs, utcOffsets }: Pick<RunScene, 'startUtcMs' | 'utcOffsets'>): CalendarSpec {
  const offsets = utcOffsets.length > 0 ? utcOffsets : [{ fromMs: 0, offsetMs: 0 }]
  return createCalendar(Math.round((startUtcMs + offsets[0].offsetMs) / dayMs), offsets)
}

/** Days since 1970-01-01 of the local day that a run begins with. */
function firstDayOf(calendar: CalendarSpec): number {
  return Math.round((calendar.startUtcMs + calendar.utcOffsets[0].offsetMs) / dayMs)
}

/** Local day of the run that a date is, 0 = the first. */
export function dayOfDate(calendar: CalendarSpec, year: number, month: number, day = 1): number {
  return daysFromCivil(year, month, day) - firstDayOf(calendar)
}

/** Date of a local day of the run. */
export function dateOfDay(calendar: CalendarSpec, day: number): { readonly year: number; readonly month: number; readonly day: number } {
  return civilFromDays(firstDayOf(calendar) + day)
}

/** `Wed 24 Nov 2027`. */
export function formatDate(calendar: CalendarSpec, timeMs: number): string {
  const runDay = localDayAt(calendar, timeMs)
  const { year, month, day } = dateOfDay(calendar, runDay)
  return `${weekdays[weekdayOf(calendar, runDay)]} ${day} ${months[month - 1]} ${year}`
}

/** `10:42` by the wall clock; an hour that comes twice says its offset: `02:30 UTC+1`. */
export function formatClock(calendar: CalendarSpec, timeMs: number): string {
  const local = localMs(calendar, timeMs)
  const minutes = Math.floor((local - Math.floor(local / dayMs) * dayMs) / 60_000)
  const text = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
  return isTwofold(calendar, timeMs) ? `${text} ${offsetText(calendar, timeMs)}` : text
}

/** `Wed 24 Nov 2027 10:42`. */
export function formatMoment(calendar: CalendarSpec, timeMs: number): string {
  return `${formatDate(calendar, timeMs)} ${formatClock(calendar, timeMs)}`
}

/** `Nov`, with its year for January: `Jan 2028`. */
export function formatMonth(year: number, month: number, hasYear: boolean): string {
  return hasYear ? `${months[month - 1]} ${year}` : months[month - 1]
}

/**
 * The moment whole local days later (or earlier, below 0) at the same time on the wall. Where a change of the clock leaves that time out it is
 * the first after it.
 */
export function addLocalDays(calendar: CalendarSpec, timeMs: number, days: number): number {
  return timeFromLocalMs(calendar, localMs(calendar, timeMs) + days * dayMs)
}

/** Whether the wall clock shows the same time once more, an hour before or after. */
function isTwofold(calendar: CalendarSpec, timeMs: number): boolean {
  return calendar.utcOffsets.some(({ fromMs, offsetMs }, i) => {
    const back = i === 0 ? 0 : calendar.utcOffsets[i - 1].offsetMs - offsetMs
    return back > 0 && timeMs >= fromMs - back && timeMs < fromMs + back
  })
}

function offsetText(calendar: CalendarSpec, timeMs: number): string {
  const { offsetMs } = calendar.utcOffsets.findLast(({ fromMs }) => fromMs <= timeMs) ?? calendar.utcOffsets[0]
  const minutes = Math.round(Math.abs(offsetMs) / 60_000)
  const rest = minutes % 60 === 0 ? '' : `:${String(minutes % 60).padStart(2, '0')}`
  return `UTC${offsetMs < 0 ? '\u2212' : '+'}${Math.floor(minutes / 60)}${rest}`
}

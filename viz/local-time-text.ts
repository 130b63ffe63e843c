import { dateTextFromDays, localMs } from '../twin/index.ts'
import type { CalendarSpec } from '../twin/index.ts'

const dayMs = 86_400_000
const two = (value: number): string => String(value).padStart(2, '0')

/** A moment of a run by the clocks of its city, as spreadsheets read it: `2027-01-04 08:12:33`. */
export function writeLocalTime(calendar: CalendarSpec, timeMs: number): string {
  const local = localMs(calendar, timeMs)
  const day = Math.floor(local / dayMs)
  const seconds = Math.floor((local - day * dayMs) / 1000)
  const firstDay = Math.round((calendar.startUtcMs + calendar.utcOffsets[0].offsetMs) / dayMs)
  return `${dateTextFromDays(firstDay + day)} ${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}

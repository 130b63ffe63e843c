import { daysFromCivil } from '../civil.ts'
import { timeFromLocalMs } from '../calendar.ts'
import type { CalendarSpec } from '../spec.ts'
import { parseNumber } from './number-text.ts'

const dayMs = 86_400_000
const hourMs = 3_600_000
const point = 46

/** Clock of the wall for stamps that name no zone; `null` reads them as UTC. */
export type WallClock = CalendarSpec | null

/** Reads time stamps; the last local hour is remembered, since most stamps lie in it. */
export interface TimeReader {
  readonly clock: WallClock
  hour: number
  offsetMs: number
}

export function createTimeReader(clock: WallClock): TimeReader {
  return { clock, hour: Number.NaN, offsetMs: 0 }
}

const civil = /^(\d{4})[-/](\d\d?)[-/](\d\d?)(?:[T ]+(\d\d?):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?\s*(Z|z|UTC|[+-]\d\d(?::?\d\d)?)?$/
const dotted = /^(\d\d?)\.(\d\d?)\.(\d{4})(?:[T ]+(\d\d?):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?\s*(Z|z|UTC|[+-]\d\d(?::?\d\d)?)?$/

/**
 * UTC milliseconds since 1970 of `text[from, to)`; NaN where it is no moment. Taken are ISO 8601 with or without zone (`2023-10-12T13:35:24+01:00`,
 * `2023-10-12 13:35`), `12.10.2023 13:35:24`, and whole numbers: 9 or 10 digits are seconds, 12 or 13 milliseconds. `12/10/2023` is not
 * taken: it may be October or December. A local time that comes twice is the first, one that is left out the first after it.
 */
export function parseTime(reader: TimeReader, text: string, from: number, to: number): number {
  const fast = parseCommon(reader, text, from, to)
  return fast === fast ? fast : parseAny(reader, text.slice(from, to))
}

/** `YYYY-MM-DD?HH:MM:SS` and nothing, `Z` or `.fffZ` behind it: what most files have, digit by digit. */
function parseCommon(reader: TimeReader, text: string, from: number, to: number): number {
  const isPlain = to - from === 19
  const isZoned = (to - from === 20 || to - from === 24) && (text.charCodeAt(to - 1) | 32) === 122
  if (!isPlain && !isZoned) return Number.NaN
  if (text.charCodeAt(from + 4) !== 45 || text.charCodeAt(from + 7) !== 45 || text.charCodeAt(from + 13) !== 58) return Number.NaN
  if (text.charCodeAt(from + 16) !== 58) return Number.NaN
  const separator = text.charCodeAt(from + 10)
  if (separator !== 84 && separator !== 32) return Number.NaN
  const mark = to - from === 24 ? text.charCodeAt(from + 19) : point
  if (mark !== point && mark !== 44) return Number.NaN
  const year = 100 * pair(text, from) + pair(text, from + 2)
  const millis = to - from === 24 ? 10 * pair(text, from + 20) + (pair(text, from + 21) % 10) : 0
  const local = compose(
    year,
    pair(text, from + 5),
    pair(text, from + 8),
    pair(text, from + 11),
    pair(text, from + 14),
    pair(text, from + 17),
  )
  return isZoned ? local + millis : toUtc(reader, local)
}

/** Two digits as a number; NaN where they are none. */
function pair(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48
  const ones = text.charCodeAt(at + 1) - 48
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? 10 * tens + ones : Number.NaN
}

const monthDays = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

function compose(year: number, month: number, day: number, hour: number, minute: number, second: number): number {
  const isDate = month >= 1 && month <= 12 && day >= 1 && day <= monthDays[month - 1]
  // A leap second counts as the second after it.
  if (!isDate || !(hour <= 24 && minute <= 59 && second <= 60)) return Number.NaN
  return daysFromCivil(year, month, day) * dayMs + hour * hourMs + minute * 60_000 + second * 1000
}

function parseAny(reader: TimeReader, text: string): number {
  const trimmed = text.trim()
  const number = parseNumber(trimmed, 0, trimmed.length, point)
  if (number === number) return momentOfNumber(number)
  const first = civil.exec(trimmed)
  const match = first ?? dotted.exec(trimmed)
  if (match === null) return Number.NaN
  const [year, month, day] = first === null ? [match[3], match[2], match[1]] : [match[1], match[2], match[3]]
  const whole = compose(Number(year), Number(month), Number(day), Number(match[4] ?? 0), Number(match[5] ?? 0), Number(match[6] ?? 0))
  const local = whole + Math.round(Number(`0.${match[7] ?? '0'}`) * 1000)
  return match[8] === undefined ? toUtc(reader, local) : local - offsetOf(match[8])
}

function momentOfNumber(value: number): number {
  const size = Math.floor(value)
  if (size >= 1e11 && size < 1e13) return Math.round(value)
  return size >= 1e8 && size < 1e10 ? Math.round(value * 1000) : Number.NaN
}

function offsetOf(zone: string): number {
  const match = /^([+-])(\d\d):?(\d\d)?$/.exec(zone)
  if (match === null) return 0
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0)
  return (match[1] === '-' ? -1 : 1) * minutes * 60_000
}

function toUtc(reader: TimeReader, local: number): number {
  const { clock } = reader
  if (clock === null || local !== local) return local
  // Offsets change at full hours of the wall clock or between them, so an hour that holds no change has one offset.
  const hour = Math.floor(local / hourMs)
  if (hour !== reader.hour) {
    const [start, end] = [utcOf(clock, hour * hourMs), utcOf(clock, hour * hourMs + hourMs - 1)]
    if (end - start !== hourMs - 1) return utcOf(clock, local)
    reader.hour = hour
    reader.offsetMs = hour * hourMs - start
  }
  return local - reader.offsetMs
}

function utcOf(clock: CalendarSpec, local: number): number {
  const firstLocal = clock.startUtcMs + clock.utcOffsets[0].offsetMs
  return clock.startUtcMs + timeFromLocalMs(clock, local - firstLocal)
}

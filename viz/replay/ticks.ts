import { localDayStartMs, type CalendarSpec } from '../../twin/index.ts'
import { dateOfDay, dayOfDate, formatMonth } from './local-time.ts'
import { pixelOf, type TimeScale } from './time-scale.ts'

/** A mark on the axis of time. */
export interface Tick {
  readonly timeMs: number
  readonly pixel: number
  /** Empty for a mark between two that are named. */
  readonly text: string
}

/** Pixels that a name needs, so that two never touch. */
const roomPx = { month: 34, day: 58 }
const dayMs = 86_400_000

/**
 * Marks at local midnights: of each first of a month where months are named, of days where the span is short. A change of the clock moves
 * none of them off its midnight. Names stand at least as far apart as they are long.
 */
export function placeTicks(calendar: CalendarSpec, days: number, scale: TimeScale): readonly Tick[] {
  const dayPx = (scale.widthPx * dayMs) / (scale.toMs - scale.fromMs)
  return dayPx * 10 >= roomPx.day ? placeDays(calendar, days, scale, dayPx) : placeMonths(calendar, days, scale, dayPx)
}

function placeDays(calendar: CalendarSpec, days: number, scale: TimeScale, dayPx: number): readonly Tick[] {
  const step = [1, 2, 7, 14].find((count) => count * dayPx >= roomPx.day) ?? 14
  const ticks: Tick[] = []
  for (let day = 0; day < days; day++) {
    const date = dateOfDay(calendar, day)
    const isNamed = day % step === 0
    ticks.push(tickAt(calendar, day, scale, isNamed ? `${date.day} ${formatMonth(date.year, date.month, false)}` : ''))
  }
  return ticks
}

function placeMonths(calendar: CalendarSpec, days: number, scale: TimeScale, dayPx: number): readonly Tick[] {
  const step = [1, 2, 3, 6, 12].find((count) => count * 28 * dayPx >= roomPx.month) ?? 12
  const first = dateOfDay(calendar, 0)
  const ticks: Tick[] = []
  for (let index = first.year * 12 + first.month - 1 + (first.day > 1 ? 1 : 0); ; index++) {
    const [year, month] = [Math.floor(index / 12), (index % 12) + 1]
    const day = dayOfDate(calendar, year, month)
    if (day >= days) return ticks
    const isNamed = (month - 1) % step === 0
    ticks.push(tickAt(calendar, day, scale, isNamed ? formatMonth(year, month, month === 1 && step * 28 * dayPx >= 2 * roomPx.month) : ''))
  }
}

function tickAt(calendar: CalendarSpec, day: number, scale: TimeScale, text: string): Tick {
  const timeMs = localDayStartMs(calendar, day)
  return { timeMs, pixel: pixelOf(scale, timeMs), text }
}

import { createCalendar, dayMs, daysFromCivil, hourMs, weekdayFromDays, civilFromDays } from '../../twin/index.ts'
import type { CalendarSpec } from '../../twin/index.ts'
import type { SummerRule, Zone } from './zones.ts'

/** A change of offset at an instant of UTC. */
interface Step {
  readonly utcMs: number
  readonly offsetMs: number
}

/**
 * The offsets in force from local midnight of the first day until a year after the last day: a run may look ahead (appointments,
 * promises that end after the last day), and its state must not depend on where the run is cut.
 */
export function resolveCalendar(startEpochDay: number, days: number, zone: Zone): CalendarSpec {
  const from = civilFromDays(startEpochDay).year - 1
  const to = civilFromDays(startEpochDay + days + 366).year
  const steps: Step[] = []
  for (let year = from; year <= to; year++) steps.push(...changesOfYear(year, zone))
  const offsetAtStart = offsetAtLocalMidnight(startEpochDay, zone, steps)
  const startUtcMs = startEpochDay * dayMs - offsetAtStart
  const endUtcMs = startUtcMs + (days + 366) * dayMs
  const later = steps.filter(({ utcMs }) => utcMs > startUtcMs && utcMs < endUtcMs)
  return createCalendar(startEpochDay, [
    { fromMs: 0, offsetMs: offsetAtStart },
    ...later.map(({ utcMs, offsetMs }) => ({ fromMs: utcMs - startUtcMs, offsetMs })),
  ])
}

function offsetAtLocalMidnight(epochDay: number, zone: Zone, steps: readonly Step[]): number {
  let offsetMs = zone.standardMinutes * 60_000
  for (const step of steps) if (step.utcMs + step.offsetMs <= epochDay * dayMs) offsetMs = step.offsetMs
  return offsetMs
}

/** Both changes of a year, the earlier first. */
function changesOfYear(year: number, zone: Zone): Step[] {
  if (!zone.summer) return []
  const { start, end } = zone.summer
  const standardMs = zone.standardMinutes * 60_000
  const summerMs = standardMs + hourMs
  return [
    { utcMs: instantOf(year, start, standardMs), offsetMs: summerMs },
    { utcMs: instantOf(year, end, summerMs), offsetMs: standardMs },
  ].toSorted((a, b) => a.utcMs - b.utcMs)
}

function instantOf(year: number, change: SummerRule['start'], offsetBeforeMs: number): number {
  const ms = nthSunday(year, change.month, change.sunday) * dayMs + change.hour * hourMs
  return change.clock === 'utc' ? ms : ms - offsetBeforeMs
}

function nthSunday(year: number, month: number, n: number): number {
  if (n === 5) {
    const last = daysFromCivil(year, month + 1, 1) - 1
    return last - ((weekdayFromDays(last) + 1) % 7)
  }
  const first = daysFromCivil(year, month, 1)
  return first + (6 - weekdayFromDays(first)) + (n - 1) * 7
}

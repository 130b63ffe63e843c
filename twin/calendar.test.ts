import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  createCalendar,
  dateTextOf,
  dayMs,
  dayOfYearOf,
  dayStarts,
  hourMs,
  localDayAt,
  localDayStartMs,
  localHourAt,
  localHourMs,
  localHourOfWeek,
  monthIndexOf,
  weekdayOf,
} from './calendar.ts'
import { daysFromCivil } from './civil.ts'
import type { CalendarSpec } from './spec.ts'

/** Berlin in 2027: CET, from 28 March 01:00 UTC CEST, from 31 October 01:00 UTC CET. Local midnight of 1 January is 23:00 UTC. */
const springMs = 86 * dayMs + 2 * hourMs
const autumnMs = 303 * dayMs + 2 * hourMs
const berlin2027 = createCalendar(daysFromCivil(2027, 1, 1), [
  { fromMs: 0, offsetMs: hourMs },
  { fromMs: springMs, offsetMs: 2 * hourMs },
  { fromMs: autumnMs, offsetMs: hourMs },
])

/** Two to four changes of up to three hours, at least ten days apart, at any time of day. */
const anyCalendar = fc
  .array(fc.record({ gapMs: fc.integer({ min: 10 * dayMs, max: 90 * dayMs }), offsetQuarters: fc.integer({ min: -12, max: 12 }) }), {
    minLength: 1,
    maxLength: 4,
  })
  .map((changes): CalendarSpec => {
    let fromMs = -10 * dayMs
    const offsets = changes.map(({ gapMs, offsetQuarters }, i) => {
      fromMs = i === 0 ? 0 : fromMs + gapMs
      return { fromMs: Math.max(0, fromMs), offsetMs: (offsetQuarters * hourMs) / 4 }
    })
    return createCalendar(20_819, offsets)
  })

const quarter = (ms: number): number => Math.ceil(ms / 900_000) * 900_000

/** The definition, a quarter of an hour at a time: a local day begins where the wall clock first reaches its midnight. */
function naiveDayStart(calendar: CalendarSpec, day: number): number {
  for (let timeMs = (day - 1) * dayMs; timeMs <= (day + 1) * dayMs; timeMs += 15 * 60_000) {
    const force = calendar.utcOffsets.filter(({ fromMs }) => fromMs <= timeMs).at(-1) ?? calendar.utcOffsets[0]
    if (timeMs + force.offsetMs - calendar.utcOffsets[0].offsetMs >= day * dayMs) return timeMs
  }
  return Number.NaN
}

describe('local days of a run', () => {
  it('a year through both clock changes has its 23 h and 25 h day, and no other', () => {
    const starts = dayStarts(berlin2027, 366)
    const hours = Array.from({ length: 365 }, (_, day) => (starts[day + 1] - starts[day]) / hourMs)
    expect(hours.flatMap((h, day) => (h === 24 ? [] : [[dateTextOf(berlin2027, day), h]]))).toEqual([
      ['2027-03-28', 23],
      ['2027-10-31', 25],
    ])
    expect(starts[365]).toBe(365 * dayMs)
  })

  it('begin where a naive search finds local midnight, whatever the changes', () => {
    fc.assert(
      fc.property(anyCalendar, fc.integer({ min: 1, max: 300 }), (calendar, day) => {
        const onQuarters = {
          ...calendar,
          utcOffsets: calendar.utcOffsets.map(({ fromMs, offsetMs }) => ({ fromMs: quarter(fromMs), offsetMs })),
        }
        expect(localDayStartMs(onQuarters, day)).toBe(naiveDayStart(onQuarters, day))
      }),
    )
  })

  it('increase, and each start lies in its own day', () => {
    fc.assert(
      fc.property(anyCalendar, (calendar) => {
        const starts = dayStarts(calendar, 300)
        for (let day = 0; day < 299; day++) {
          expect(starts[day + 1]).toBeGreaterThan(starts[day])
          expect(localDayAt(calendar, starts[day])).toBe(day)
        }
      }),
    )
  })
})

describe('wall clock', () => {
  it('an hour of the day is found again by the clock, on every day that has it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 364 }), fc.integer({ min: 3, max: 23 }), (day, hour) => {
        const timeMs = localHourMs(berlin2027, day, hour)
        expect([localDayAt(berlin2027, timeMs), localHourAt(berlin2027, timeMs)]).toEqual([day, hour])
      }),
    )
  })

  it('an hour that the clock leaves out is the moment of the jump; one that comes twice is the first', () => {
    expect(localHourMs(berlin2027, 86, 2.5)).toBe(springMs)
    expect(localHourAt(berlin2027, springMs)).toBe(3)
    expect(localHourMs(berlin2027, 303, 2.5)).toBe(autumnMs - hourMs / 2)
    expect(localHourAt(berlin2027, autumnMs)).toBe(2)
  })

  it('knows weekday, day of the year, month and hour of the week from the start alone', () => {
    expect(weekdayOf(berlin2027, 0)).toBe(4)
    expect(dateTextOf(berlin2027, 365 + 59)).toBe('2028-02-29')
    expect(dayOfYearOf(berlin2027, 365 + 365)).toBe(365)
    expect(dayOfYearOf(berlin2027, 365 + 366)).toBe(0)
    expect(monthIndexOf(berlin2027, 31) - monthIndexOf(berlin2027, 30)).toBe(1)
    expect(localHourOfWeek(berlin2027, localHourMs(berlin2027, 3, 7))).toBe(7)
    expect(localHourOfWeek(berlin2027, localHourMs(berlin2027, 2, 23.9))).toBe(167)
  })
})

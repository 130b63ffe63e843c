import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayOfTime, hourMs, hourOfWeekAt, layOutDays, timeOfHour, wallHourAt, wallMsAt, weekdayOfDay } from './days.ts'

/** Day 2 loses an hour at 2 o’clock, day 5 gets one back at 3. */
const table = layOutDays(
  {
    startUtcMs: 0,
    startWeekday: 3,
    startDayOfYear: 0,
    utcOffsets: [
      { fromMs: 0, offsetMs: hourMs },
      { fromMs: 50 * hourMs, offsetMs: 2 * hourMs },
      { fromMs: 122 * hourMs, offsetMs: hourMs },
    ],
  },
  9,
)

describe('local days', () => {
  it('last 23 and 25 hours where the clock changes', () => {
    const lengths = Array.from({ length: 9 }, (_, day) => (table.startMs[day + 1] - table.startMs[day]) / hourMs)
    expect(lengths).toEqual([24, 24, 23, 24, 24, 25, 24, 24, 24])
  })

  it('hold every time in exactly one day, between its midnights', () => {
    fc.assert(
      fc.property(fc.nat(9 * 24 * hourMs - 1), (time) => {
        const day = dayOfTime(table, time)
        expect(table.startMs[day]).toBeLessThanOrEqual(time)
        expect(time).toBeLessThan(table.startMs[day + 1])
        expect(Math.floor(wallMsAt(table, time) / (24 * hourMs))).toBe(day)
      }),
    )
  })

  it('begin with the midnight that ends the day before', () => {
    for (let day = 0; day < 9; day++) {
      expect(dayOfTime(table, table.startMs[day])).toBe(day)
      expect(timeOfHour(table, day, 24)).toBe(table.startMs[day + 1])
    }
  })

  it('give each hour of the wall clock back, but for the one that is left out', () => {
    for (let day = 0; day < 9; day++)
      for (let hour = 0; hour < 24; hour++) {
        const isLeftOut = day === 2 && hour === 2
        expect(wallHourAt(table, timeOfHour(table, day, hour))).toBe(isLeftOut ? 3 : hour)
      }
  })

  it('count hours of the week from Monday by the wall clock', () => {
    expect([0, 1, 3, 4].map((day) => weekdayOfDay(table, day))).toEqual([3, 4, 6, 0])
    expect(hourOfWeekAt(table, 0)).toBe(3 * 24)
    expect(hourOfWeekAt(table, table.startMs[4])).toBe(0)
    expect(hourOfWeekAt(table, table.startMs[2] + 2 * hourMs)).toBe(5 * 24 + 3)
  })
})

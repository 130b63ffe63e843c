import { expect, test } from 'vitest'
import { createCalendar } from '../twin/index.ts'
import { writeLocalTime } from './local-time-text.ts'

const hourMs = 3_600_000

test('times stand as the clocks of the city show them, across a change of the clock', () => {
  // 27 March 2027, a day before summer time begins at 01:00 UTC.
  const firstDay = Date.UTC(2027, 2, 27) / (24 * hourMs)
  const calendar = createCalendar(firstDay, [
    { fromMs: 0, offsetMs: hourMs },
    { fromMs: 26 * hourMs, offsetMs: 2 * hourMs },
  ])
  expect(writeLocalTime(calendar, 0)).toBe('2027-03-27 00:00:00')
  expect(writeLocalTime(calendar, 25 * hourMs + 61_999)).toBe('2027-03-28 01:01:01')
  expect(writeLocalTime(calendar, 26 * hourMs)).toBe('2027-03-28 03:00:00')
})

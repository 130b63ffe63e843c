import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { localMs } from '../../twin/index.ts'
import { addLocalDays, calendarOf, dayMs, formatDate, formatMoment, hourMs } from './local-time.ts'

// Dublin in 2027: clocks go on at 28 March 01:00 UTC and back at 31 October 01:00 UTC.
const spring = Date.UTC(2027, 2, 28, 1)
const autumn = Date.UTC(2027, 9, 31, 1)
const startUtcMs = Date.UTC(2027, 0, 1)
const dublin = calendarOf({
  startUtcMs,
  utcOffsets: [
    { fromMs: 0, offsetMs: 0 },
    { fromMs: spring - startUtcMs, offsetMs: hourMs },
    { fromMs: autumn - startUtcMs, offsetMs: 0 },
  ],
})
const at = (...parts: [number, number, number, number?, number?]) => Date.UTC(...parts) - startUtcMs

describe('moments by the wall clock', () => {
  test('winter and summer', () => {
    expect(formatMoment(dublin, 0)).toBe('Fri 1 Jan 2027 00:00')
    expect(formatMoment(dublin, at(2027, 6, 14, 9, 5))).toBe('Wed 14 Jul 2027 10:05')
  })

  test('the hour that comes twice says which one it is', () => {
    expect(formatMoment(dublin, at(2027, 9, 31, 0, 30))).toBe('Sun 31 Oct 2027 01:30 UTC+1')
    expect(formatMoment(dublin, at(2027, 9, 31, 1, 30))).toBe('Sun 31 Oct 2027 01:30 UTC+0')
    expect(formatMoment(dublin, at(2027, 9, 31, 2))).toBe('Sun 31 Oct 2027 02:00')
  })

  test('the platform’s own calendar agrees at every hour of a year', () => {
    const own = new Intl.DateTimeFormat('en-GB', {
      timeZone: 'Europe/Dublin',
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      year: 'numeric',
    })
    for (let hour = 0; hour < 8760; hour += 7) {
      const parts = Object.fromEntries(own.formatToParts(startUtcMs + hour * hourMs).map(({ type, value }) => [type, value.slice(0, 4)]))
      const [weekday, day, month, year] = formatDate(dublin, hour * hourMs).split(' ')
      expect([weekday, day, month, year]).toEqual([parts['weekday'], parts['day'], parts['month'].slice(0, 3), parts['year']])
    }
  })

  test('a run west of Greenwich begins at its own midnight', () => {
    const portoAlegre = calendarOf({ startUtcMs: Date.UTC(2027, 0, 1, 3), utcOffsets: [{ fromMs: 0, offsetMs: -3 * hourMs }] })
    expect(formatMoment(portoAlegre, 0)).toBe('Fri 1 Jan 2027 00:00')
  })
})

describe('whole local days', () => {
  test('a day over a change of the clock is 23 or 25 hours long', () => {
    const [saturday, beforeBack] = [at(2027, 2, 27, 12), at(2027, 9, 30, 11)]
    expect(addLocalDays(dublin, saturday, 1) - saturday).toBe(23 * hourMs)
    expect(addLocalDays(dublin, beforeBack, 1) - beforeBack).toBe(25 * hourMs)
  })

  test('a time that is left out becomes the first after it', () => {
    expect(formatMoment(dublin, addLocalDays(dublin, at(2027, 2, 27, 1, 30), 1))).toBe('Sun 28 Mar 2027 02:00')
  })

  test('the wall clock stays the same, but for times that are left out', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 10, max: 350 }),
        fc.integer({ min: 3 * 60, max: 1439 }),
        fc.integer({ min: -7, max: 7 }),
        (day, minute, days) => {
          const timeMs = addLocalDays(dublin, minute * 60_000, day)
          const later = addLocalDays(dublin, timeMs, days)
          expect(localMs(dublin, later) - localMs(dublin, timeMs)).toBe(days * dayMs)
        },
      ),
    )
  })
})

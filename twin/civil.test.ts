import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { civilFromDays, dateTextFromDays, dayOfYearFromDays, daysFromCivil, weekdayFromDays } from './civil.ts'

const anyDay = fc.integer({ min: -700_000, max: 2_900_000 })
const dayMs = 86_400_000

describe('civil calendar', () => {
  it('agrees with the engine’s own dates in both directions', () => {
    fc.assert(
      fc.property(anyDay, (days) => {
        const date = new Date(days * dayMs)
        const { year, month, day } = civilFromDays(days)
        expect([year, month, day]).toEqual([date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()])
        expect(daysFromCivil(year, month, day)).toBe(days)
        expect(weekdayFromDays(days)).toBe((date.getUTCDay() + 6) % 7)
      }),
    )
  })

  it('counts the days of a year, leap years included', () => {
    expect(dayOfYearFromDays(daysFromCivil(2027, 12, 31))).toBe(364)
    expect(dayOfYearFromDays(daysFromCivil(2028, 12, 31))).toBe(365)
    expect(dayOfYearFromDays(daysFromCivil(2100, 3, 1))).toBe(59)
  })

  it('writes a date with leading zeros', () => {
    expect(dateTextFromDays(daysFromCivil(2027, 3, 9))).toBe('2027-03-09')
  })
})

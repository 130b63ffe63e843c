import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lightOf, nameLight, sunHeightDeg } from './sun.ts'

const hourMs = 3_600_000
/** A run that begins at midnight UTC of a date. */
const from = (date: string) => ({ startUtcMs: Date.parse(date), utcOffsets: [] })

test('at noon the sun stands as high as latitude and season say', () => {
  const noon = (date: string, lat: number) => sunHeightDeg(from(date), 12 * hourMs, lat)
  // 90° − latitude ± obliquity of the ecliptic (23.44°).
  expect(noon('2027-06-21', 50)).toBeCloseTo(63.4, 0)
  expect(noon('2027-12-21', 50)).toBeCloseTo(16.6, 0)
  expect(noon('2027-03-20', 0)).toBeCloseTo(90, -0.5)
  // Porto Alegre lies south: its summer is in December.
  expect(noon('2027-12-21', -30)).toBeGreaterThan(noon('2027-06-21', -30) + 40)
})

test('midnight is night and noon is day outside the polar circles', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 3650 }), fc.double({ min: -48, max: 48, noNaN: true }), (day, lat) => {
      const at = (hour: number) => nameLight(lightOf(sunHeightDeg(from('2020-01-01'), (day * 24 + hour) * hourMs, lat)))
      expect([at(0), at(12)]).toEqual(['Night', 'Day'])
    }),
  )
})

test('the clock on the wall counts, without summer time', () => {
  const summer = {
    startUtcMs: Date.parse('2027-06-30T22:00:00Z'),
    utcOffsets: [
      { fromMs: -1, offsetMs: 2 * hourMs },
      { fromMs: 1e12, offsetMs: hourMs },
    ],
  }
  // 14:00 UTC+1 = 15:00 by the summer clock: two hours after noon.
  const heights = [11, 13, 15].map((hour) => sunHeightDeg(summer, hour * hourMs, 50))
  expect(heights[1]).toBeGreaterThan(heights[0])
  expect(heights[1]).toBeGreaterThan(heights[2])
})

test('the light changes in steps, from night to day', () => {
  expect([-20, -8, -2, 4, 60].map(lightOf)).toEqual([0, 0, 0.5, 1, 1])
})

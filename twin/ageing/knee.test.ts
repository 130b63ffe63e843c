import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findKnee } from './knee.ts'

const days = Array.from({ length: 61 }, (_, i) => i * 30)

describe('findKnee', () => {
  test('finds the joint of two lines, whatever their slopes, where the second is steeper', () => {
    const some = (min: number, max: number) => fc.double({ min, max, noNaN: true })
    fc.assert(
      fc.property(fc.integer({ min: 8, max: 52 }), some(0, 1e-4), some(2, 10), (at, slope, times) => {
        const knee = days[at]
        const behind = slope * times + 1e-5
        const y = days.map((day) => 1 - slope * day - (behind - slope) * Math.max(0, day - knee))
        const found = findKnee(days, y)
        expect(found?.x).toBe(knee)
        expect(found?.y).toBeCloseTo(1 - slope * knee, 9)
        expect(found?.slopeBefore).toBeCloseTo(-slope, 9)
        expect(found?.slopeBehind).toBeCloseTo(-behind, 9)
      }),
    )
  })

  test('small noise does not move it far', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 61, maxLength: 61 }), (noise) => {
        const y = days.map((day, i) => 1 - 5e-5 * day - 4e-4 * Math.max(0, day - 1200) + 2e-3 * noise[i])
        expect(Math.abs((findKnee(days, y)?.x ?? 0) - 1200)).toBeLessThanOrEqual(60)
      }),
    )
  })

  test.each([
    ['straight', (day: number) => 1 - 1e-4 * day],
    ['flattening, as most laws are', (day: number) => 1 - 5e-3 * Math.sqrt(day)],
    ['still', () => 1],
    ['rising', (day: number) => 0.8 + 1e-4 * day * (day / 1800)],
    ['two lines, the second hardly steeper', (day: number) => 1 - 1e-4 * day - 2e-5 * Math.max(0, day - 900)],
  ])('none in a curve that is %s', (_, fade) => {
    expect(findKnee(days, days.map(fade))).toBeNull()
  })

  test('none in a curve of too few points', () => {
    expect(findKnee([], [])).toBeNull()
    expect(findKnee([0, 1, 2, 3], [1, 1, 0.5, 0])).toBeNull()
  })
})

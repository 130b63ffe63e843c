import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pixelOf, timeAt } from './time-scale.ts'

const year = { fromMs: 0, toMs: 365 * 86_400_000, widthPx: 1460 }

test('pixels and moments are each other’s inverse, to a millisecond', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: year.toMs }), fc.double({ min: 1, max: 5000, noNaN: true }), (timeMs, widthPx) => {
      const scale = { ...year, widthPx }
      expect(Math.abs(timeAt(scale, pixelOf(scale, timeMs)) - timeMs)).toBeLessThanOrEqual(1)
    }),
  )
})

test('a pointer outside of the strip means its end', () => {
  expect(timeAt(year, -40)).toBe(0)
  expect(timeAt(year, 1e6)).toBe(year.toMs)
})

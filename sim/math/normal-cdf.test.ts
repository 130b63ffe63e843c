import fc from 'fast-check'
import { expect, test } from 'vitest'
import { normalCdf, normalDensity } from './normal-cdf.ts'
import { normalQuantile } from './normal-quantile.ts'

test.each([
  [0, 0.5],
  [1, 0.8413447460685429],
  [-1, 0.15865525393145705],
  [1.96, 0.9750021048517795],
  [-3, 0.0013498980316300933],
  [5, 0.9999997133484281],
])('Φ(%f), Abramowitz and Stegun table 26.1', (x, expected) => {
  expect(Math.abs(normalCdf(x) - expected)).toBeLessThan(5e-16)
})

test('is the inverse of the quantile', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }), (p) => {
      expect(Math.abs(normalCdf(normalQuantile(p)) - p)).toBeLessThan(1e-15)
    }),
  )
})

test('rises, and its halves mirror each other', () => {
  for (let x = -8; x < 8; x += 0.01) {
    expect(normalCdf(x + 0.01)).toBeGreaterThanOrEqual(normalCdf(x) - 1e-15)
    expect(normalCdf(x) + normalCdf(-x)).toBeCloseTo(1, 15)
  }
})

test('ends', () => {
  expect([-Infinity, -9, 9, Infinity, NaN].map(normalCdf)).toEqual([0, 0, 1, 1, NaN])
  expect(normalDensity(0)).toBeCloseTo(0.3989422804014327, 16)
  expect(normalDensity(-2)).toBe(normalDensity(2))
})

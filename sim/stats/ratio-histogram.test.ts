import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addToRatioHistogram, quantileOfRatioHistogram, quantileOfSorted, RATIO_HISTOGRAM_SIZE } from './index.ts'

function fill(values: readonly number[], at = 0): Float64Array {
  const row = new Float64Array(at + RATIO_HISTOGRAM_SIZE + 1)
  for (const value of values) addToRatioHistogram(row, at, value)
  return row
}

test('a quantile lies within a bin of 1.6 % of a neighbour in the sorted values, and neighbours in the row stay', () => {
  const value = fc.oneof(fc.constant(0), fc.double({ min: 1e-6, max: 1e9, noNaN: true }))
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 60 }), fc.double({ min: 0.01, max: 0.99, noNaN: true }), (values, share) => {
      const row = fill(values, 3)
      expect([row[0], row[1], row[2], row[row.length - 1]]).toEqual([0, 0, 0, 0])
      const sorted = values.toSorted((a, b) => a - b)
      const below = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]
      const got = quantileOfRatioHistogram(row, 3, share)
      expect(got).toBeGreaterThanOrEqual(below * (1 - 0.016))
      expect(got).toBeLessThanOrEqual(below * (1 + 0.016))
    }),
  )
})

test('of many even values it is exact to 1e-4', () => {
  const values = Array.from({ length: 20_000 }, (_, i) => 3 + (5 * (i + 0.5)) / 20_000)
  for (const share of [0.1, 0.5, 0.95])
    expect(quantileOfRatioHistogram(fill(values), 0, share) / quantileOfSorted(values, share)).toBeCloseTo(1, 3)
})

test('ends: zero, more than it can tell, nothing', () => {
  expect(quantileOfRatioHistogram(fill([0, -1, 1e-12]), 0, 0.9)).toBe(0)
  expect(quantileOfRatioHistogram(fill([1, 1e30]), 0, 0.9)).toBe(Infinity)
  expect(quantileOfRatioHistogram(fill([]), 0, 0.5)).toBeNaN()
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nextXoshiroUniform } from '../random/index.ts'
import { findWarmUp } from './index.ts'

/** The definition, group by group: MSER(d) = Σ over i > d of (z_i − mean_d)² / (n − d)². */
function findNaively(series: readonly number[]): number {
  const groups = Array.from(
    { length: Math.floor(series.length / 5) },
    (_, i) => series.slice(5 * i, 5 * i + 5).reduce((a, b) => a + b, 0) / 5,
  )
  const errors = groups.slice(0, (groups.length >> 1) + 1).map((_, from) => {
    const rest = groups.slice(from)
    const mean = rest.reduce((a, b) => a + b, 0) / rest.length
    return rest.reduce((sum, z) => sum + (z - mean) ** 2, 0) / rest.length ** 2
  })
  return errors.length === 0 ? 0 : 5 * errors.indexOf(Math.min(...errors))
}

test('equals the definition', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { maxLength: 120 }), (series) => {
      const found = findWarmUp(series)
      const naive = findNaively(series)
      if (found !== naive) expect(errorAt(series, found)).toBeCloseTo(errorAt(series, naive), 9)
      expect(found % 5).toBe(0)
      expect(found).toBeLessThanOrEqual(series.length / 2)
    }),
  )
})

function errorAt(series: readonly number[], from: number): number {
  const groups = Array.from(
    { length: Math.floor(series.length / 5) },
    (_, i) => series.slice(5 * i, 5 * i + 5).reduce((a, b) => a + b, 0) / 5,
  )
  const rest = groups.slice(from / 5)
  const mean = rest.reduce((a, b) => a + b, 0) / rest.length
  return rest.reduce((sum, z) => sum + (z - mean) ** 2, 0) / rest.length ** 2
}

test('a start far from the rest is cut off where it ends', () => {
  const words = Uint32Array.of(1, 2, 3, 4)
  const series = Array.from({ length: 2000 }, (_, i) => nextXoshiroUniform(words) + (i < 200 ? 10 * (1 - i / 200) : 0))
  const found = findWarmUp(series)
  expect(found).toBeGreaterThanOrEqual(180)
  expect(found).toBeLessThan(300)
})

test('a series that only climbs is too short: half of it', () => {
  expect(findWarmUp(Array.from({ length: 100 }, (_, i) => i))).toBe(50)
})

test('nothing to cut in a constant or an empty series', () => {
  expect(findWarmUp(new Float64Array(50).fill(3))).toBe(0)
  expect(findWarmUp([])).toBe(0)
  expect(() => findWarmUp([1, 2, Number.NaN, 4, 5])).toThrow('mser-value')
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { AssertionError } from '../assert.ts'
import { studentQuantile } from './index.ts'

/** Of scipy.stats.t.ppf 1.10.1 (Boost), 16 digits; the first four also stand in table 26.10 of Abramowitz and Stegun. */
const known: readonly (readonly [number, number, number])[] = [
  [0.975, 1, 12.706204736174694],
  [0.975, 2, 4.302652729749462],
  [0.975, 4, 2.7764451051977934],
  [0.975, 9, 2.262157162798205],
  [0.995, 30, 2.7499956535672254],
  [0.975, 199, 1.9719565442517533],
  [0.975, 200, 1.9718962236339088],
]

test('known quantiles', () => {
  for (const [share, degrees, t] of known) expect(studentQuantile(share, degrees) / t).toBeCloseTo(1, 9)
  expect(studentQuantile(1 - 1e-9, 1) / 318309895.1862093).toBeCloseTo(1, 6)
})

test('odd about one half, rising with the share, falling to the normal with the degrees', () => {
  const share = fc.double({ min: 0.500001, max: 0.99999, noNaN: true })
  const degrees = fc.integer({ min: 1, max: 400 })
  fc.assert(
    fc.property(share, degrees, (p, n) => {
      const t = studentQuantile(p, n)
      expect(studentQuantile(1 - p, n) / -t).toBeCloseTo(1, 4)
      expect(studentQuantile(p + (1 - p) / 2, n)).toBeGreaterThan(t)
      expect(studentQuantile(p, n + 1)).toBeLessThan(t)
    }),
    { numRuns: 200 },
  )
  expect(studentQuantile(0.5, 3)).toBe(0)
})

test('what is no share or no number of degrees is refused', () => {
  for (const [share, degrees] of [
    [0, 5],
    [1, 5],
    [NaN, 5],
    [0.9, 0],
    [0.9, 2.5],
  ] as const)
    expect(() => studentQuantile(share, degrees)).toThrow(AssertionError)
})

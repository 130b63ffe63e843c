import fc from 'fast-check'
import { expect, test } from 'vitest'
import { normalQuantile } from '../math/index.ts'
import { studentQuantile, studentTail } from './index.ts'

/** Closed forms: t₁ = tan(π(p − ½)), t₂ = (2p − 1) √(2 / (4p(1 − p))). */
test('one and two degrees of freedom have closed forms', () => {
  for (const p of [0.6, 0.9, 0.975, 0.9999, 1 - 3e-6]) {
    expect(studentQuantile(p, 1) / Math.tan(Math.PI * (p - 0.5))).toBeCloseTo(1, 9)
    expect(studentQuantile(p, 2) / ((2 * p - 1) * Math.sqrt(2 / (4 * p * (1 - p))))).toBeCloseTo(1, 9)
  }
})

/** W. H. Beyer, Handbook of tables for probability and statistics, percentage points of Student's t; three decimals as printed. */
test.each([
  [0.95, 5, 2.015],
  [0.975, 10, 2.228],
  [0.99, 15, 2.602],
  [0.995, 30, 2.75],
  [0.9995, 60, 3.46],
  [0.975, 120, 1.98],
])('the printed table at share %d with %d degrees of freedom: %d', (p, freedom, t) => {
  expect(studentQuantile(p, freedom)).toBeCloseTo(t, 2)
  expect(Math.abs(studentQuantile(p, freedom) - t)).toBeLessThan(6e-4)
})

test('it turns the tail around, is odd, falls towards the normal law', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-7, max: 0.49, noNaN: true }), fc.double({ min: 1, max: 500, noNaN: true }), (tail, freedom) => {
      const t = studentQuantile(1 - tail, freedom)
      expect(studentTail(t, freedom) / (1 - (1 - tail))).toBeCloseTo(1, 7)
      expect(studentQuantile(tail, freedom) / t).toBeCloseTo(-1, 7)
      expect(t).toBeGreaterThan(normalQuantile(1 - tail))
    }),
    { numRuns: 60 },
  )
  expect(studentQuantile(0.975, 1e8)).toBe(normalQuantile(0.975))
  expect(studentQuantile(0.975, 1e6)).toBeCloseTo(normalQuantile(0.975), 5)
  expect(studentQuantile(0.5, 7)).toBe(0)
})

test('shares at the ends and less than one degree of freedom are programmer errors', () => {
  expect(() => studentQuantile(1, 5)).toThrow('student-share')
  expect(() => studentQuantile(0.9, 0)).toThrow('student-freedom')
})

/** Of scipy.stats.t.ppf 1.10.1 (Boost), 16 digits. */
test.each([
  [0.975, 4, 2.7764451051977934],
  [0.975, 9, 2.262157162798205],
  [0.975, 199, 1.9719565442517533],
  [1 - 1e-9, 1, 318309895.1862093],
])('to nine digits at share %d with %d degrees of freedom', (p, freedom, t) => {
  expect(studentQuantile(p, freedom) / t).toBeCloseTo(1, freedom === 1 ? 6 : 9)
})

import { expect, test } from 'vitest'
import { binomialChance, poissonChance, poissonExcess, poissonTail } from './counts.ts'
import { deterministic, lognormal } from './distribution.ts'
import { integrate, normalDensity, normalTail, tailOf } from './shape.ts'

/** M. Abramowitz, I. A. Stegun, table 26.1 and 26.2, with more digits by erfc of a C library. */
test.each([
  [0, 0.5],
  [1, 0.15865525393145705],
  [1.959963984540054, 0.025],
  [2.4999, 0.006211418374944594],
  [3, 0.0013498980316300946],
  [6, 9.865876450376981e-10],
  [10, 7.61985302416047e-24],
  [-1, 0.8413447460685429],
])('P(Z > %d) is %d', (z, tail) => {
  expect(Math.abs(normalTail(z) / tail - 1)).toBeLessThan(1e-9)
  expect(normalTail(z) + normalTail(-z)).toBeCloseTo(1, 14)
})

test('series and fraction of the normal tail meet', () => {
  const slope = (normalTail(2.5) - normalTail(2.5 - 1e-9)) / 1e-9
  expect(slope).toBeCloseTo(-normalDensity(2.5), 5)
})

test('integrals of polynomials up to degree 39 are exact', () => {
  expect(integrate((x) => 40 * x ** 39, 0, 1, 1)).toBeCloseTo(1, 13)
  expect(integrate(() => 1, -2, 5, 3)).toBeCloseTo(7, 13)
})

test('Poisson chances, tails and excesses equal plain sums, in both tails', () => {
  for (const mean of [0.3, 6, 40]) {
    const chances = Array.from({ length: 400 }, (_, k) => poissonChance(mean, k))
    expect(chances.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12)
    for (const k of [0, 1, 3, 8, 50, 90]) {
      const tail = chances.slice(k).reduceRight((a, b) => a + b, 0)
      const excess = chances.reduceRight((sum, chance, x) => sum + Math.max(0, x - k) * chance, 0)
      expect(Math.abs(poissonTail(mean, k) / tail - 1)).toBeLessThan(1e-11)
      expect(Math.abs(poissonExcess(mean, k) / excess - 1)).toBeLessThan(1e-11)
    }
  }
  expect([poissonChance(0, 0), poissonChance(0, 1), poissonTail(0, 1), poissonExcess(0, 2), poissonChance(3, -1)]).toEqual([1, 0, 0, 0, 0])
})

test('binomial chances by Pascal’s triangle', () => {
  expect([0, 1, 2, 3, 4].map((k) => 16 * binomialChance(4, 0.5, k))).toEqual([1, 4, 6, 4, 1].map((x) => expect.closeTo(x, 12)))
  expect([binomialChance(4, 0, 0), binomialChance(4, 1, 4), binomialChance(4, 0.3, 5)]).toEqual([1, 1, 0])
})

test('constants have steps for tails', () => {
  expect([tailOf(deterministic(2), 1.9), tailOf(deterministic(2), 2), tailOf(lognormal(2, 0), 1), tailOf(lognormal(2, 0), 2)]).toEqual([
    1, 0, 1, 0,
  ])
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AssertionError } from '../assert.ts'
import {
  discreteFrom,
  exponentialFrom,
  geometricFrom,
  lognormalFrom,
  nextXoshiroUniform,
  normalFrom,
  philoxUniform,
  poissonFrom,
  seedXoshiro,
  triangularFrom,
  uniformFrom,
  weibullFrom,
} from './index.ts'

const COUNT = 200_000

/** Mean and standard deviation of COUNT draws with a fixed seed. */
function measureMoments(from: (u: number) => number): { mean: number; sd: number } {
  const state = new Uint32Array(4)
  seedXoshiro(state, 77)
  const values = Float64Array.from({ length: COUNT }, () => from(nextXoshiroUniform(state)))
  const mean = values.reduce((sum, x) => sum + x, 0) / COUNT
  const sd = Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / COUNT)
  return { mean, sd }
}

describe('moments meet theory: mean within 4 standard errors, standard deviation within 3 %', () => {
  const cases: [string, (u: number) => number, number, number][] = [
    ['uniform 3..7', (u) => uniformFrom(u, 3, 7), 5, 4 / Math.sqrt(12)],
    ['exponential 2.5', (u) => exponentialFrom(u, 2.5), 2.5, 2.5],
    ['normal −1, 3', (u) => normalFrom(u, -1, 3), -1, 3],
    ['lognormal 10, 0.4', (u) => lognormalFrom(u, 10, 0.4), 10 * Math.exp(0.08), 10 * Math.exp(0.08) * Math.sqrt(Math.exp(0.16) - 1)],
    // Γ(1 + 1/2) = √π/2, Γ(2) = 1.
    ['weibull 4, 2', (u) => weibullFrom(u, 4, 2), 2 * Math.sqrt(Math.PI), 4 * Math.sqrt(1 - Math.PI / 4)],
    ['triangular 1, 2, 6', (u) => triangularFrom(u, 1, 2, 6), 3, Math.sqrt((1 + 4 + 36 - 2 - 12 - 6) / 18)],
    ['poisson 0.3', (u) => poissonFrom(u, 0.3), 0.3, Math.sqrt(0.3)],
    ['poisson 12', (u) => poissonFrom(u, 12), 12, Math.sqrt(12)],
    ['poisson 900', (u) => poissonFrom(u, 900), 900, 30],
    ['geometric 0.2', (u) => geometricFrom(u, 0.2), 4, Math.sqrt(0.8) / 0.2],
    ['discrete 1:2:1', (u) => discreteFrom(u, [1, 3, 4]), 1, Math.sqrt(0.5)],
  ]
  for (const [name, from, mean, sd] of cases) {
    test(`moments: ${name}`, () => {
      const measured = measureMoments(from)
      expect(Math.abs(measured.mean - mean)).toBeLessThan((4 * sd) / Math.sqrt(COUNT))
      expect(Math.abs(measured.sd / sd - 1)).toBeLessThan(0.03)
    })
  }
})

describe('inversion', () => {
  const uniform = fc.integer({ min: 0, max: 2 ** 50 }).map((n) => (n + 0.5) / (2 ** 50 + 1))

  test('no distribution falls as u rises', () => {
    const all: ((u: number) => number)[] = [
      (u) => uniformFrom(u, -2, 9),
      (u) => exponentialFrom(u, 3),
      (u) => normalFrom(u, 0, 1),
      (u) => lognormalFrom(u, 2, 1),
      (u) => weibullFrom(u, 1, 0.7),
      (u) => triangularFrom(u, 0, 0, 1),
      (u) => triangularFrom(u, 0, 0.3, 1),
      (u) => poissonFrom(u, 40),
      (u) => geometricFrom(u, 0.01),
      (u) => discreteFrom(u, [0, 1, 1, 5]),
    ]
    fc.assert(
      fc.property(uniform, uniform, (a, b) => {
        for (const from of all) expect(from(Math.min(a, b))).toBeLessThanOrEqual(from(Math.max(a, b)))
      }),
    )
  })

  test('medians are where theory puts them', () => {
    expect(exponentialFrom(0.5, 2)).toBeCloseTo(2 * Math.LN2, 14)
    expect(normalFrom(0.5, 4, 9)).toBe(4)
    expect(lognormalFrom(0.5, 7, 2)).toBe(7)
    expect(weibullFrom(0.5, 3, 2.2)).toBeCloseTo(3 * Math.LN2 ** (1 / 2.2), 13)
    expect(triangularFrom(0.5, 0, 1, 2)).toBe(1)
    expect(geometricFrom(0.5, 0.5)).toBe(1)
    expect(geometricFrom(0.4999, 0.5)).toBe(0)
  })

  test('geometric keeps its scale for tiny chances', () => {
    expect(geometricFrom(0.5, 1e-17)).toBeCloseTo(Math.LN2 * 1e17, -4)
    expect(geometricFrom(0.999, 1)).toBe(0)
  })

  test('poisson equals a plain sum of probabilities', () => {
    const naively = (u: number, mean: number) => {
      let count = 0
      let probability = Math.exp(-mean)
      for (let sum = probability; sum < u; sum += probability) probability *= mean / ++count
      return count
    }
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), fc.double({ min: 0, max: 300, noNaN: true }), (u, mean) => {
        expect(poissonFrom(u, mean)).toBe(naively(u, mean))
      }),
    )
  })

  test('poisson ends for the largest u and mean', () => {
    expect(poissonFrom(1 - 2 ** -53, 0)).toBe(0)
    expect(poissonFrom(1 - 2 ** -53, 250_000)).toBeLessThan(250_000 + 12 * 500 + 22)
    expect(poissonFrom(0.5, 250_000)).toBeCloseTo(250_000, -1)
  })

  test('discrete equals a linear scan and skips what has no weight', () => {
    fc.assert(
      fc.property(uniform, fc.array(fc.nat(5), { minLength: 1, maxLength: 30 }), (u, weights) => {
        fc.pre(weights.some((w) => w > 0))
        let sum = 0
        const cumulative = weights.map((w) => (sum += w))
        const index = discreteFrom(u, cumulative)
        expect(index).toBe(cumulative.findIndex((c) => c > u * sum))
        expect(weights[index]).toBeGreaterThan(0)
      }),
    )
  })

  test('the same luck under two parameters keeps pairs together (common random numbers)', () => {
    for (let day = 0; day < 500; day++) {
      const u = philoxUniform(9, 2, 17, day)
      expect(exponentialFrom(u, 4)).toBeCloseTo(2 * exponentialFrom(u, 2), 10)
    }
  })

  test('parameters out of range are refused', () => {
    const refused: (() => number)[] = [
      () => uniformFrom(0.5, 2, 1),
      () => exponentialFrom(0.5, -1),
      () => exponentialFrom(0.5, Number.NaN),
      () => normalFrom(0.5, 0, -1),
      () => lognormalFrom(0.5, 0, 1),
      () => weibullFrom(0.5, 1, 0),
      () => triangularFrom(0.5, 0, 3, 2),
      () => poissonFrom(0.5, 250_001),
      () => geometricFrom(0.5, 0),
      () => discreteFrom(0.5, []),
      () => discreteFrom(0.5, [0, 0]),
    ]
    for (const draw of refused) expect(draw, `call ${draw.toString()}`).toThrow(AssertionError)
  })
})

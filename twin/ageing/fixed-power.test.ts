import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pow } from '../../sim/math/index.ts'
import { createFixedPower, raiseToFixed } from './fixed-power.ts'

const exponents = [0.357, 0.512, 0.526, 0.699, 0.712, 0.778, 0.828, 1.25, 1.9, 2.8, 10]
const powers = exponents.map(createFixedPower)

test('agrees with the general power to 1.5e-15 (5e-15 for p = 10) wherever both are normal', () => {
  const positive = fc.oneof(fc.double({ min: 1e-28, max: 1e3, noNaN: true }), fc.double({ min: 0.01, max: 4, noNaN: true }))
  fc.assert(
    fc.property(positive, fc.nat(exponents.length - 1), (x, k) => {
      const relative = Math.abs(raiseToFixed(x, powers[k]) / pow(x, exponents[k]) - 1)
      expect(relative).toBeLessThan(exponents[k] <= 3 ? 1.5e-15 : 5e-15)
    }),
    { numRuns: 20_000 },
  )
})

test('rises with x across the borders of its parts', () => {
  for (const power of powers) {
    for (let j = 0; j <= 128; j++) {
      const border = 1 + j / 128
      expect(raiseToFixed(border * (1 - 1e-12), power)).toBeLessThan(raiseToFixed(border * (1 + 1e-12), power))
    }
  }
})

test('edges are those of the general power', () => {
  const power = createFixedPower(0.5)
  expect(raiseToFixed(0, power)).toBe(0)
  expect(raiseToFixed(1e-310, power)).toBe(pow(1e-310, 0.5))
  expect(raiseToFixed(Infinity, power)).toBe(Infinity)
  expect(raiseToFixed(NaN, power)).toBeNaN()
  expect(raiseToFixed(-1, power)).toBeNaN()
})

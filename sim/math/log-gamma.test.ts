import { expect, test } from 'vitest'
import { logGamma } from './index.ts'

/** Γ(½) = √π, Γ(n) = (n − 1)!, Γ(¼) (DLMF 5.4; M. Abramowitz, I. A. Stegun, table 6.1). */
test.each([
  [0.5, 0.5723649429247001],
  [0.25, 1.2880225246980774],
  [1, 0],
  [2, 0],
  [3, Math.LN2],
  [10, 12.801827480081469],
  [1.5, -0.1207822376352452],
  [100, 359.1342053695754],
  [1e-10, 23.025850929882735],
  [1e10, 220258509288.8113],
])('ln Γ(%d) is %d', (x, exact) => {
  expect(Math.abs(logGamma(x) - exact)).toBeLessThanOrEqual(1e-14 * Math.max(1, Math.abs(exact)))
})

test('Γ(x + 1) = x Γ(x), and the formula for twice the argument', () => {
  for (let x = 0.01; x < 60; x += 0.37) {
    const scale = Math.max(1, Math.abs(logGamma(2 * x)))
    expect(Math.abs(logGamma(x + 1) - logGamma(x) - Math.log(x))).toBeLessThan(2e-14 * scale)
    const twice = logGamma(x) + logGamma(x + 0.5) + (2 * x - 1) * Math.LN2 - Math.log(Math.PI) / 2
    expect(Math.abs(logGamma(2 * x) - twice)).toBeLessThan(3e-14 * scale)
  }
})

test('outside: zero, negative, infinite, nothing', () => {
  expect([logGamma(0), logGamma(-1), logGamma(Number.NaN)]).toEqual([Number.NaN, Number.NaN, Number.NaN])
  expect(logGamma(Infinity)).toBe(Infinity)
})

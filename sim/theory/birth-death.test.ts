import fc from 'fast-check'
import { expect, test } from 'vitest'
import { expectOver, solveBirthDeath } from './birth-death.ts'
import { solveMarkov } from './markov.ts'

test('a birth–death process is the same chain to the eliminator', () => {
  const rate = fc.double({ min: 0.01, max: 100, noNaN: true })
  fc.assert(
    fc.property(fc.array(fc.tuple(rate, rate), { minLength: 1, maxLength: 12 }), (steps) => {
      const states = steps.length + 1
      const rates = new Float64Array(states * states)
      for (const [n, [up, down]] of steps.entries()) {
        rates[n * states + n + 1] = up
        rates[(n + 1) * states + n] = down
      }
      const process = solveBirthDeath(
        (n) => steps[n][0],
        (n) => steps[n - 1][1],
        steps.length,
      )!
      const chances = solveMarkov(rates, states)!
      for (let n = 0; n < process.chances.length; n++) expect(Math.abs(process.chances[n] / chances[n] - 1)).toBeLessThan(1e-10)
    }),
  )
})

test('three states in a ring: equal rates give equal chances, and flows balance otherwise', () => {
  const ring = (a: number, b: number, c: number) => solveMarkov(Float64Array.of(0, a, 0, 0, 0, b, c, 0, 0), 3)!
  expect([...ring(2, 2, 2)]).toEqual([1 / 3, 1 / 3, 1 / 3].map((x) => expect.closeTo(x, 14)))
  const [p0, p1, p2] = ring(1, 2, 4)
  expect([p0 / p1, p1 / p2]).toEqual([expect.closeTo(2, 12), expect.closeTo(2, 12)])
})

test('M/M/1 without limit is geometric, a thousand servers leave float64’s range and come back', () => {
  const queue = solveBirthDeath(
    () => 0.9,
    () => 1,
    Infinity,
  )!
  expect(expectOver(queue, (n) => n)).toBeCloseTo(9, 10)
  const many = solveBirthDeath(
    () => 950,
    (n) => Math.min(n, 1000),
    Infinity,
  )!
  expect(expectOver(many, (n) => Math.min(n, 1000))).toBeCloseTo(950, 7)
  expect(
    solveBirthDeath(
      () => 1,
      () => 1,
      Infinity,
    ),
  ).toBeNull()
  expect(solveMarkov(new Float64Array(0), 2000)).toBeNull()
})

import { expect, test } from 'vitest'
import { classErrors } from './class-error.ts'
import { createFixtureWorld, fixtureSpec } from './world-fixture.ts'

test('stress classes cost little capacity beside each day’s own use and hours', () => {
  const { layout } = createFixtureWorld({ ...fixtureSpec, days: 365 }).w
  for (const { largest, mean, sohFrac } of classErrors(layout, { years: 1, batteries: 6, lowestSohFrac: 0.6 })) {
    expect(sohFrac).toBeGreaterThan(0.8)
    expect(sohFrac).toBeLessThan(1)
    expect(Math.abs(largest)).toBeLessThan(0.002)
    expect(Math.abs(mean)).toBeLessThan(0.0005)
  }
})

test('use that lies in the middle of a bin costs no more than means of three hours do', () => {
  const segments = fixtureSpec.segments.map((segment) => ({ ...segment, dailyUseFrac: 0.5, useSpreadDays: 0, useSpreadCustomers: 0 }))
  const { layout } = createFixtureWorld({ ...fixtureSpec, segments }).w
  for (const { largest } of classErrors(layout, { years: 10, batteries: 1, lowestSohFrac: 0.6 }))
    expect(Math.abs(largest)).toBeLessThan(2e-5)
})

import { expect, test } from 'vitest'
import { createFixtureWorld, fixtureSpec, runWorld, usualCold } from '../twin/world-fixture.ts'
import type { ColdSpec } from '../twin/spec.ts'

const [{ cold: off }] = fixtureSpec.products
const slowsOnly = { ...usualCold, usableAtZeroFrac: 1, usableAtMinus20Frac: 1 }

function live(meanDegC: number, cold: ColdSpec = usualCold): Readonly<Record<string, number>> {
  const { w, record } = createFixtureWorld({
    ...fixtureSpec,
    days: 40,
    weather: { ...fixtureSpec.weather, meanDegC, yearAmplitudeDegC: 0 },
    products: fixtureSpec.products.map((product) => ({ ...product, cold })),
  })
  runWorld(w)
  return record.sums
}

test('exchanges come sooner in the cold, each of less energy: what it holds back comes back with the battery', () => {
  const warm = live(4, off)
  const cold = live(4, { ...usualCold, chargeStopDegC: -60, chargeFullDegC: -60 })
  expect(cold.swapPacks).toBeGreaterThan(warm.swapPacks * 1.04)
  // As much is used as before, so as much is charged, but for what lies in the packs at the end.
  expect(cold.energyChargedMilliWh / warm.energyChargedMilliWh).toBeGreaterThan(0.95)
  expect(cold.energyChargedMilliWh / warm.energyChargedMilliWh).toBeLessThan(1.05)
})

test('in the warmth cold changes nothing', () => {
  expect(live(30)).toEqual(live(30, off))
})

test('frost slows charging: less is ready, and nothing is charged where it never thaws', () => {
  expect(live(-2, slowsOnly).stockOutMs).toBeGreaterThan(live(-2, off).stockOutMs)
  const arctic = live(-45, slowsOnly)
  expect(arctic.energyChargedMilliWh).toBeLessThan(live(-45, off).energyChargedMilliWh / 10)
})

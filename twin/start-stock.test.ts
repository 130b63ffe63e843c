import { expect, test } from 'vitest'
import { createFixtureWorld, fixtureSpec, runWorld } from './world-fixture.ts'

test('a place that starts without a ready battery is out of stock from the first moment', () => {
  const products = fixtureSpec.products.map((product) => ({ ...product, floatFactor: 1 }))
  const { w, record } = createFixtureWorld({ ...fixtureSpec, products, days: 1 })
  expect(w.t.clock.batteryRows[0]).toBe(12 * 2 + 8 + 2 * 6 + 4 * 2)
  runWorld(w, 6 * 3_600_000)
  const isOut = w.t.stock.outSinceMs.filter((_, at) => w.t.stock.target[at] > 0)
  expect(isOut.filter((since) => since !== 0)).toEqual(isOut.slice(0, 0))
  runWorld(w)
  expect(record.sums['stockOutMs']).toBeGreaterThan(0.25 * record.sums['stockPlaceMs'])
})

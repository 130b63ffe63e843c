import { describe, expect, it } from 'vitest'
import { createBattery, rejuvenate } from './battery.ts'
import { PlaceKind } from './kinds.ts'
import { createFixtureWorld, fixtureSpec } from './world-fixture.ts'

/** Midwinter, when packs at rest hardly age at all. */
const cold = { ...fixtureSpec, weather: { ...fixtureSpec.weather, meanDegC: -5 } }

describe('a new battery', () => {
  it('has full health, a terminal of its own, and the multiplier of its name under every policy', () => {
    const { w } = createFixtureWorld()
    const { w: other } = createFixtureWorld({ ...fixtureSpec, couriers: { ...fixtureSpec.couriers, count: 0 }, days: 3 })
    const battery = createBattery(w, 0, 4711, 5)
    const b = w.t.battery
    expect([b.q[battery], b.socFrac[battery], b.boughtMs[battery], b.placeKind[battery]]).toEqual([1, 1, 5, PlaceKind.hub])
    expect(w.t.terminal.isValid[w.t.battery.terminal[battery]]).toBe(1)
    expect(w.t.terminal.battery[b.terminal[battery]]).toBe(battery)
    expect(other.t.battery.multiplier[createBattery(other, 0, 4711, 9)]).toBe(b.multiplier[battery])
  })

  it('has the product’s factor where packs do not differ', () => {
    const { w } = createFixtureWorld({ ...fixtureSpec, products: fixtureSpec.products.map((p) => ({ ...p, packSpread: 0 })) })
    expect(w.t.battery.multiplier[createBattery(w, 2, 1, 0)]).toBe(fixtureSpec.products[2].packFactor)
  })
})

describe('a stated health', () => {
  it.each([0.6, 0.9, 1.3, 2])('is reached by every product with a multiplier of %d, in winter too', (multiplier) => {
    const { w } = createFixtureWorld(cold)
    for (const [product] of fixtureSpec.products.entries())
      for (const soh of [0.99, 0.92, 0.8, 0.6]) {
        const battery = createBattery(w, product, 100 * product + Math.round(100 * soh), 0)
        w.t.battery.multiplier[battery] = multiplier
        rejuvenate(w, battery, soh)
        expect(Math.abs(w.t.battery.q[battery] - soh)).toBeLessThan(0.01)
        expect(w.t.battery.startQ[battery]).toBe(w.t.battery.q[battery])
      }
  })

  it('of full health changes nothing', () => {
    const { w } = createFixtureWorld()
    const battery = createBattery(w, 0, 1, 0)
    rejuvenate(w, battery, 1)
    expect(w.t.battery.q[battery]).toBe(1)
  })
})

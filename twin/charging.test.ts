import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chargedEnergyWh, chargeEndMs } from './charging.ts'
import { chargePowerShare } from './cold.ts'
import { PlaceKind } from './kinds.ts'
import { localDayAt } from './calendar.ts'
import { restingDegC } from './layout/index.ts'
import { Surrounding, timeConstantHours } from './thermal.ts'
import type { World } from './world.ts'
import { createFixtureWorld, fixtureSpec, usualCold } from './world-fixture.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs
const scooter = 0
const hub = 0
const box = 2

function worldAt(meanDegC: number): World {
  const weather = { ...fixtureSpec.weather, meanDegC, yearAmplitudeDegC: 0, dayAmplitudeDegC: 6 }
  const products = fixtureSpec.products.map((product) => ({ ...product, cold: usualCold }))
  return createFixtureWorld({ ...fixtureSpec, weather, products }).w
}

const frost = worldAt(-2)
const mild = worldAt(16)
const hot = worldAt(37)
const tooHot = worldAt(60)

/** Ten seconds by ten, with the battery's temperature as its own differential equation: the naive twin of the charger. */
function chargeNaively(w: World, place: number, fromMs: number, energyWh: number): number {
  const { rules, products, calendar } = w.layout.spec
  const product = products[scooter]
  const surrounding = w.layout.places.kind[place] === PlaceKind.box ? Surrounding.box : Surrounding.indoors
  const step = minuteMs / 6
  let [left, rise] = [energyWh, 0]
  for (let at = fromMs; ; at += step) {
    const rest = restingDegC(w.layout, surrounding, scooter, localDayAt(calendar, at), at)
    const share = chargePowerShare(product.cold, rules, rest + rise)
    left -= (product.chargePowerW * share * step) / hourMs
    rise += ((product.selfHeatingK * share * share - rise) * step) / hourMs / timeConstantHours(product)
    if (left <= 0) return at + step
  }
}

describe('chargeEndMs', () => {
  it('takes energy / power where it is mild', () => {
    expect(chargeEndMs(mild, hub, scooter, 0, 750)).toBe(hourMs)
    expect(chargeEndMs(mild, hub, scooter, 17 * minuteMs, 375)).toBe(47 * minuteMs)
  })

  it('is a whole millisecond later than the start at least', () => {
    expect(chargeEndMs(mild, hub, scooter, 5000, 0)).toBe(5001)
    expect(Number.isInteger(chargeEndMs(mild, box, scooter, 1234, 321.7))).toBe(true)
  })

  it('is what the differential equation gives, within some minutes, in frost, mild and hot weather, over midnight too', () => {
    const world = fc.constantFrom(frost, mild, hot)
    const place = fc.constantFrom(hub, box)
    fc.assert(
      fc.property(world, place, fc.integer({ min: 0, max: 4 * 24 * 60 }), fc.integer({ min: 1, max: 1500 }), (w, at, minute, energyWh) => {
        const fromMs = minute * minuteMs
        const end = chargeEndMs(w, at, scooter, fromMs, energyWh)
        const naive = chargeNaively(w, at, fromMs, energyWh)
        expect(Math.abs(end - naive)).toBeLessThanOrEqual(4 * minuteMs)
      }),
    )
  })

  it('is slowed by heat, and more in a box than indoors', () => {
    const noon = 12 * hourMs
    const cool = chargeEndMs(mild, box, scooter, noon, 1500)
    const warm = chargeEndMs(hot, box, scooter, noon, 1500)
    expect(mild.layout.places.kind[box]).toBe(PlaceKind.box)
    expect(warm - noon).toBeGreaterThan(1.5 * (cool - noon))
    expect(warm).toBeGreaterThan(chargeEndMs(hot, hub, scooter, noon, 1500))
  })

  it('is slowed by cold, more in a box than indoors, and waits for the sun', () => {
    const night = 2 * hourMs
    const cool = chargeEndMs(mild, box, scooter, night, 1000)
    const cold = chargeEndMs(frost, box, scooter, night, 1000)
    expect(cold - night).toBeGreaterThan(2 * (cool - night))
    expect(cold).toBeGreaterThan(chargeEndMs(frost, hub, scooter, night, 1000))
    expect(chargedEnergyWh(frost, box, scooter, night, night + 3 * hourMs, 1000)).toBe(0)
  })

  it('stops where it is always too hot, and gives up after sixty days', () => {
    expect(chargeEndMs(tooHot, box, scooter, 0, 100)).toBe(60 * dayMs)
  })

  it('never ends earlier for more energy or a later start', () => {
    const energy = fc.integer({ min: 0, max: 1500 })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3 * dayMs }), fc.integer({ min: 0, max: hourMs }), energy, energy, (from, later, a, b) => {
        const [less, more] = a < b ? [a, b] : [b, a]
        expect(chargeEndMs(hot, box, scooter, from, less)).toBeLessThanOrEqual(chargeEndMs(hot, box, scooter, from, more))
        expect(chargeEndMs(hot, box, scooter, from, a)).toBeLessThanOrEqual(chargeEndMs(hot, box, scooter, from + later, a) + 1)
      }),
    )
  })

  it('agrees with the energy that was charged until then', () => {
    const moment = fc.integer({ min: 0, max: 3 * dayMs })
    fc.assert(
      fc.property(
        fc.constantFrom(frost, mild, hot),
        fc.constantFrom(hub, box),
        moment,
        fc.integer({ min: 1, max: 1500 }),
        (w, at, from, energyWh) => {
          const end = chargeEndMs(w, at, scooter, from, energyWh)
          expect(chargedEnergyWh(w, at, scooter, from, end, Infinity)).toBeCloseTo(energyWh, 2)
          expect(chargedEnergyWh(w, at, scooter, from, end, energyWh / 2)).toBe(energyWh / 2)
        },
      ),
    )
  })
})

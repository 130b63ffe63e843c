import { describe, expect, test } from 'vitest'
import { advanceDay, createAgeingColumns, startAgeing } from './ageing/index.ts'
import { createBattery } from './battery.ts'
import { inUseAt, modelOf } from './duty.ts'
import { outlookOf } from './outlook.ts'
import { createClimate, yearAtOf } from './start-fleet.ts'
import { hashWorld } from './state-hash.ts'
import { createFixtureWorld } from './world-fixture.ts'

const { w } = createFixtureWorld()
const { spec } = w.layout
const scooter = spec.products.findIndex((product) => product.ageingModel.includes('Kokam'))
const ebike = spec.products.findIndex((product) => product.ageingModel.includes('Panasonic'))

/** Days of the climate's mean year until the battery's health is `sohFrac`, counted one by one. */
function countDays(battery: number, sohFrac: number): number {
  const climate = createClimate(w.layout)
  const b = w.t.battery
  const product = spec.products[b.product[battery]]
  const segment = spec.segments.findIndex((candidate) => candidate.product === product.id)
  const at = yearAtOf(climate, inUseAt(segment, spec.segments[segment].dailyUseFrac * spec.fleet.demandFactor))
  const columns = createAgeingColumns(1)
  startAgeing(modelOf(product), columns, 0)
  let days = 0
  for (; columns.q[0] > sohFrac; days++) advanceDay(modelOf(product), climate.rates, at, 1, b.multiplier[battery], columns, 0)
  return days
}

describe('outlookOf', () => {
  const own = [scooter, ebike].map((product, k) => createBattery(w, product, 900 + k, 0))

  test('agrees with days counted one by one, and changes nothing', () => {
    const before = hashWorld(w)
    for (const battery of own) {
      const { daysToLimit, limitSohFrac } = outlookOf(w, battery)
      expect(limitSohFrac).toBe(spec.rules.replaceBelowSohFrac)
      const days = countDays(battery, limitSohFrac)
      expect(Math.abs(daysToLimit - days)).toBeLessThan(Math.max(1, 0.006 * days))
    }
    expect(hashWorld(w)).toBe(before)
  })

  test('NMC111 has a knee where active material becomes the scarcer, NCA has none', () => {
    const knee = outlookOf(w, own[0]).knee
    expect(knee?.sohFrac).toBeGreaterThan(0.4)
    expect(knee?.sohFrac).toBeLessThan(0.95)
    expect(outlookOf(w, own[1]).knee).toBeNull()
  })

  test('a battery below limit and knee has both behind it', () => {
    const worn = createBattery(w, scooter, 990, 0)
    const { knee, limitSohFrac } = outlookOf(w, worn)
    w.t.battery.q[worn] = Math.min(limitSohFrac, knee?.sohFrac ?? 1) - 0.01
    expect(outlookOf(w, worn)).toMatchObject({ daysToLimit: 0, knee: { days: 0 } })
  })
})

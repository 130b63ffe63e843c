import { describe, expect, it } from 'vitest'
import { stableId } from '../sim/random/index.ts'
import type { FleetSpec } from './spec.ts'
import type { World } from './world.ts'
import { createFixtureWorld, fixtureSpec } from './world-fixture.ts'

const day = 86_400_000

function startWith(fleet: Partial<FleetSpec>): World {
  return createFixtureWorld({ ...fixtureSpec, fleet: { ...fixtureSpec.fleet, ...fleet } }).w
}

function rowOf(w: World, name: string): number {
  return w.t.battery.stableId.indexOf(stableId(name))
}

describe('the fleet at the start', () => {
  it('is new: full health, bought now', () => {
    const { battery, clock } = startWith({ startFleet: 'new' }).t
    for (let row = 0; row < clock.batteryRows[0]; row++) expect([battery.q[row], Math.abs(battery.boughtMs[row])]).toEqual([1, 0])
  })

  it('is a mix: bought over the cohorts’ years, none below the limit at which it would have been replaced', () => {
    const { battery, clock } = startWith({ startFleet: 'mix', cohortYears: 6 }).t
    const rows = clock.batteryRows[0]
    const ages = Array.from(battery.boughtMs.subarray(0, rows), (ms) => -ms / day / 365.25)
    const healths = Array.from(battery.q.subarray(0, rows))
    expect(Math.max(...ages)).toBeLessThanOrEqual(6)
    expect(Math.max(...ages)).toBeGreaterThan(4)
    expect(Math.min(...ages)).toBeLessThan(1)
    expect(Math.min(...healths)).toBeGreaterThan(fixtureSpec.rules.replaceBelowSohFrac - 0.01)
    expect(Math.min(...healths)).toBeLessThan(0.85)
    expect(battery.startQ.subarray(0, rows)).toEqual(battery.q.subarray(0, rows))
  })

  it('is a file: the named ones as it says, the others as a mix', () => {
    const mix = startWith({ startFleet: 'mix' })
    const w = startWith({
      startFleet: 'file',
      batteries: [
        { name: 'bikes/1/1', ageDays: 1000, sohFrac: 0.81, socFrac: null, multiplier: null },
        { name: 'bikes/2/1', ageDays: 0, sohFrac: null, socFrac: null, multiplier: null },
        { name: 'bikes/3/1', ageDays: 700, sohFrac: null, socFrac: null, multiplier: null },
      ],
    })
    const [told, fresh, aged, other] = ['bikes/1/1', 'bikes/2/1', 'bikes/3/1', 'bikes/4/1'].map((name) => rowOf(w, name))
    expect(w.t.battery.q[told]).toBeCloseTo(0.81, 3)
    expect(w.t.battery.boughtMs[told]).toBe(-1000 * day)
    expect(w.t.battery.q[fresh]).toBe(1)
    expect(w.t.battery.q[aged]).toBeLessThan(0.99)
    expect(w.t.battery.q[other]).toBe(mix.t.battery.q[rowOf(mix, 'bikes/4/1')])
  })

  it('has a health that a file states, though the laws would have given less by that age', () => {
    const w = startWith({
      startFleet: 'file',
      batteries: [{ name: 'bikes/1/1', ageDays: 3000, sohFrac: 0.97, socFrac: null, multiplier: null }],
    })
    expect(w.t.battery.q[rowOf(w, 'bikes/1/1')]).toBeCloseTo(0.97, 3)
  })

  it('has the charge that a file states, and the luck of its start where it states none', () => {
    const battery = { name: 'bikes/1/1', ageDays: 0, sohFrac: null }
    const w = startWith({ startFleet: 'file', batteries: [{ ...battery, socFrac: 0.37, multiplier: null }] })
    const plain = startWith({ startFleet: 'file', batteries: [{ ...battery, socFrac: null, multiplier: null }] })
    expect(w.t.battery.socFrac[rowOf(w, 'bikes/1/1')]).toBe(0.37)
    const others = (world: typeof w) => [...world.t.battery.socFrac].filter((_, row) => row !== rowOf(w, 'bikes/1/1'))
    expect(others(w)).toEqual(others(plain))
  })

  it('has stock-outs from the first moment where nothing is in stock', () => {
    const { w } = createFixtureWorld({ ...fixtureSpec, products: fixtureSpec.products.map((p) => ({ ...p, floatFactor: 1 })) })
    w.t.stock.target.forEach((target, row) => expect(w.t.stock.outSinceMs[row]).toBe(target > 0 ? 0 : -1))
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lognormalFrom, philoxUniform } from '../sim/random/index.ts'
import { capacityFrac, madeFracOf } from './capacity.ts'
import { createFixtureWorld, fixtureSpec, runWorld } from './world-fixture.ts'

const luck = fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true })
const build = fc.record({
  inSeries: fc.integer({ min: 1, max: 200 }),
  inParallel: fc.integer({ min: 1, max: 50 }),
  capacitySpread: fc.double({ min: 0, max: 0.05, noNaN: true }),
})

describe('a new pack', () => {
  it('holds the rated energy on the median, and always without a spread', () => {
    fc.assert(
      fc.property(build, luck, (cells, u) => {
        expect(madeFracOf(cells, 0.5)).toBe(1)
        expect(madeFracOf({ ...cells, capacitySpread: 0 }, u)).toBe(1)
      }),
    )
  })

  it('holds more the luckier it is', () => {
    fc.assert(
      fc.property(build, luck, luck, (cells, a, b) => {
        if (a < b) expect(madeFracOf(cells, a)).toBeLessThanOrEqual(madeFracOf(cells, b))
      }),
    )
  })

  it('has what the weakest of its groups has: as drawn cell by cell', () => {
    const cells = { inSeries: 13, inParallel: 4, capacitySpread: 0.02 }
    const packs = 4000
    const drawn: number[] = []
    const byOne: number[] = []
    for (let pack = 0; pack < packs; pack++) {
      let weakest = Infinity
      for (let group = 0; group < cells.inSeries; group++) {
        let sum = 0
        for (let cell = 0; cell < cells.inParallel; cell++) sum += Math.log(lognormalFrom(philoxUniform(3, 1, pack, group, cell), 1, 0.02))
        weakest = Math.min(weakest, 1 + sum / cells.inParallel)
      }
      drawn.push(weakest)
      byOne.push(madeFracOf(cells, philoxUniform(3, 2, pack, 0)))
    }
    const sorted = (values: number[]) => values.toSorted((a, b) => a - b)
    const [naive, short] = [sorted(drawn), sorted(byOne)]
    const median = naive[packs / 2]
    for (const share of [0.05, 0.25, 0.75, 0.95]) expect(short[share * packs]).toBeCloseTo(naive[share * packs] / median, 2.7)
  })
})

describe('a fleet of unequal packs', () => {
  const spread = { inSeries: 13, inParallel: 1, capacitySpread: 0.05 }
  const spec = { ...fixtureSpec, products: fixtureSpec.products.map((product) => ({ ...product, cells: spread })) }

  it('has packs that hold less and more, each the same under its name in every run', () => {
    const [w, again] = [createFixtureWorld(spec).w, createFixtureWorld({ ...spec, demandFactor: 2 } as typeof spec).w]
    const rows = w.t.clock.batteryRows[0]
    const made = w.t.battery.madeFrac.slice(0, rows)
    expect(Math.min(...made)).toBeLessThan(0.98)
    expect(Math.max(...made)).toBeGreaterThan(1.02)
    expect(again.t.battery.madeFrac.slice(0, rows)).toEqual(made)
    expect(capacityFrac(w, 3)).toBe(w.t.battery.q[3] * made[3])
  })

  it('asks for swaps earlier where the weakest pack of a set holds less', () => {
    const swaps = (cells: typeof spread): number => {
      const { w, record } = createFixtureWorld({ ...spec, days: 40, products: spec.products.map((product) => ({ ...product, cells })) })
      runWorld(w)
      return record.sums.swaps
    }
    expect(swaps({ ...spread, capacitySpread: 0.15 })).toBeGreaterThan(swaps({ ...spread, capacitySpread: 0 }))
  })
})

it('a battery whose own factor was measured ages by it from its purchase on', () => {
  const told = { name: 'bikes/1/1', ageDays: 900, sohFrac: null, socFrac: null }
  const [slow, fast] = [0.5, 3].map((multiplier) => {
    const { w } = createFixtureWorld({
      ...fixtureSpec,
      fleet: { ...fixtureSpec.fleet, startFleet: 'file', batteries: [{ ...told, multiplier }] },
    })
    const { multiplier: factors, q } = w.t.battery
    const row = factors.indexOf(multiplier)
    expect(row).toBeGreaterThanOrEqual(0)
    return q[row]
  })
  expect(fast).toBeLessThan(slow - 0.02)
})

import { describe, expect, it } from 'vitest'
import type { WorldSpec } from './spec.ts'
import { createFixtureWorld, fixtureSpec, runWorld } from './world-fixture.ts'

const days = 10
const planned = (purchases: WorldSpec['fleet']['purchases']): WorldSpec => ({
  ...fixtureSpec,
  days,
  fleet: { ...fixtureSpec.fleet, purchases },
})

function boughtByDay(spec: WorldSpec): { readonly names: ReadonlySet<number>; readonly bought: number; readonly owned: number } {
  const { w, record } = createFixtureWorld(spec)
  runWorld(w)
  const ids = Array.from(w.t.battery.stableId.subarray(0, w.t.clock.batteryRows[0]))
  return { names: new Set(ids), bought: record.sums['bought'], owned: record.sums['ownedDays'] }
}

describe('planned purchases', () => {
  const plain = boughtByDay(planned([]))

  it('arrive on their day, are paid as bought, and stay in the balance', () => {
    const { w, record } = createFixtureWorld(
      planned([
        { product: 'scooter', hub: 'North', day: 4, count: 3 },
        { product: 'scooter', hub: 'North', day: 4, count: 2 },
      ]),
    )
    runWorld(w)
    expect(record.sums['bought']).toBe(plain.bought + 5)
    // They are owned for the days from arrival to the end, losses aside.
    expect(record.sums['ownedDays'] - plain.owned).toBeGreaterThan(5 * (days - 4) - 5)
    expect(record.sums['ownedDays'] - plain.owned).toBeLessThanOrEqual(5 * (days - 4))
  })

  it('take nobody’s name: who was bought without them is bought with them', () => {
    const more = boughtByDay(planned([{ product: 'scooter', hub: 'North', day: 0, count: 4 }]))
    expect(more.names.size).toBe(plain.names.size + 4)
    for (const name of plain.names) expect(more.names.has(name)).toBe(true)
  })
})

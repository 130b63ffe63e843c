import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assertBalance, countBatteries, countListed, expectedBatteries } from '../twin/balance.ts'
import { dailyMeasures } from '../twin/facts.ts'
import { PlaceKind } from '../twin/kinds.ts'
import { OrderState } from '../twin/process/order-process.ts'
import type { WorldSpec } from '../twin/spec.ts'
import type { World } from '../twin/world.ts'
import { createFixtureWorld, fixtureSpec, runWorld } from '../twin/world-fixture.ts'

const terms = ['bought', 'rebuilt', 'dismantled', 'recycled', 'sold', 'lost'] as const

/** Small fleets in trouble: every part may be missing, every rate may be high. */
const troubles = fc.record({
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  theft: fc.constantFrom(0, 1, 20),
  broken: fc.constantFrom(0, 2, 30),
  couriers: fc.constantFrom(0, 1, 3),
  shops: fc.constantFrom(0, 2),
  boxes: fc.constantFrom(0, 2),
  hubs: fc.constantFrom(1, 2),
  share: fc.constantFrom(0, 0.5, 1),
  closed: fc.boolean(),
  empty: fc.integer({ min: -1, max: 3 }),
  float: fc.constantFrom(1, 1.3),
  absent: fc.constantFrom(0, 0.2, 1),
  slots: fc.constantFrom(2, 6),
  sohLimit: fc.constantFrom(0.7, 0.93),
  capacity: fc.constantFrom(2, 30),
})

type Trouble = typeof troubles extends fc.Arbitrary<infer T> ? T : never

function createSpec(c: Trouble): WorldSpec {
  return {
    ...fixtureSpec,
    days: 12,
    seed: c.seed,
    faults: { electronicsPerYear: c.broken, waterPerYear: c.broken, damagePerYear: c.broken, theftPerYear: c.theft },
    couriers: {
      ...fixtureSpec.couriers,
      count: c.couriers,
      absentFrac: c.absent,
      vehicles: fixtureSpec.couriers.vehicles.map((v) => ({ ...v, capacityPieces: c.capacity })),
    },
    shops: { ...fixtureSpec.shops, count: c.shops },
    boxes: { ...fixtureSpec.boxes, count: c.boxes, slots: c.slots },
    hubs: { ...fixtureSpec.hubs, count: c.hubs, closures: c.closed ? [{ hub: 'North', fromDay: 2, days: 3 }] : [] },
    partner: { ...fixtureSpec.partner, shareFrac: c.share },
    segments: fixtureSpec.segments.map((s, i) => ({ ...s, customers: i === c.empty ? 0 : s.customers, minimumSohFrac: c.sohLimit - 0.05 })),
    products: fixtureSpec.products.map((p) => ({ ...p, floatFactor: c.float })),
    rules: { ...fixtureSpec.rules, replaceBelowSohFrac: c.sohLimit },
  }
}

describe('no battery appears or vanishes without its event', () => {
  it('balances every day in any small fleet, and the balance’s terms are the facts’ sums', () => {
    fc.assert(
      fc.property(troubles, (trouble) => {
        const spec = createSpec(trouble)
        const { w, record } = createFixtureWorld(spec)
        for (let day = 1; day <= spec.days; day++) {
          runWorld(w, w.layout.days.startMs[day])
          assertBalance(w)
          expect(countBatteries(w)).toBe(expectedBatteries(w))
          expect(countListed(w)).toBe(countBatteries(w))
        }
        for (const term of terms) expect(w.t.balance[term][0]).toBe(record.sums[term] + sumOf(w.t.dayFacts[term]))
        expectSound(w)
        for (const { name } of dailyMeasures) expect(Number.isSafeInteger(record.sums[name])).toBe(true)
        expect(record.days.length).toBe(spec.days)
      }),
      { numRuns: 40 },
    )
  })

  it('has an event for every term within two months of trouble', () => {
    const spec = {
      ...fixtureSpec,
      days: 60,
      faults: { electronicsPerYear: 1, waterPerYear: 2, damagePerYear: 2, theftPerYear: 1 },
      rules: { ...fixtureSpec.rules, replaceBelowSohFrac: 0.85 },
      renewal: { ...fixtureSpec.renewal, reuseFromSohFrac: 0.95, refurbishFromSohFrac: 0.92, secondLifeFromSohFrac: 0.88 },
    }
    const { w, record } = createFixtureWorld(spec)
    runWorld(w)
    for (const term of terms) expect([term, record.sums[term] > 0]).toEqual([term, true])
  })
})

function sumOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0)
}

/** What holds at any moment between two events. */
function expectSound(w: World): void {
  const { battery, order, clock, customer, place, hub, list } = w.t
  const held = w.layout.customers.packs.map(() => 0)
  for (let row = 0; row < clock.batteryRows[0]; row++) {
    expect(battery.socFrac[row]).toBeGreaterThan(0)
    expect(battery.socFrac[row]).toBeLessThanOrEqual(1)
    expect(battery.q[row]).toBeGreaterThan(0)
    if (battery.placeKind[row] === PlaceKind.customer) {
      held[battery.place[row]] += 1
      expect(battery.customer[row]).toBe(battery.place[row])
    }
  }
  held.forEach((count, row) => expect(count).toBeLessThanOrEqual(w.layout.customers.packs[row]))
  expect(order.state.filter((state) => state !== OrderState.free).length).toBe(clock.openOrders[0])
  for (let p = 0; p < w.layout.places.count; p++) {
    expect(place.chargersBusy[p]).toBeGreaterThanOrEqual(0)
    expect(place.chargersBusy[p]).toBeLessThanOrEqual(w.layout.places.chargers[p])
    expect(countChain(place.waitHead[p], customer.next)).toBe(place.waitCount[p])
  }
  for (let h = 0; h < w.layout.places.hubs; h++) {
    expect(countChain(hub.orderHead[h], order.next)).toBe(hub.orderCount[h])
    expect(hub.staffBusy[h]).toBeGreaterThanOrEqual(0)
  }
  for (let l = 0; l < list.head.length; l++) expect(countChain(list.head[l], battery.next)).toBe(list.count[l])
}

function countChain(head: number, next: Int32Array): number {
  let count = 0
  for (let row = head; row >= 0; row = next[row]) count += 1
  return count
}

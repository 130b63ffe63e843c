import { describe, expect, it } from 'vitest'
import { askForExchange } from './customer.ts'
import { moveTo, partnerBackList, partnerOutList, stockList } from './list.ts'
import { BatteryStatus, PlaceKind } from './kinds.ts'
import { OrderState } from './process/order-process.ts'
import type { WorldSpec } from './spec.ts'
import { StockList } from './schema.ts'
import type { World } from './world.ts'
import { createFixtureWorld, fixtureSpec, runWorld } from './world-fixture.ts'

const hour = 3_600_000
const delivered = { pickUp: 0, delivery: 1, box: 0, fullMaintenance: 0 }
const spec: WorldSpec = {
  ...fixtureSpec,
  days: 3,
  segments: [{ ...fixtureSpec.segments[0], customers: 2, dailyUseFrac: 0, modeShares: delivered }],
  products: [{ ...fixtureSpec.products[0], floatFactor: 3 }],
  faults: { electronicsPerYear: 0, waterPerYear: 0, damagePerYear: 0, theftPerYear: 0 },
  shops: { ...fixtureSpec.shops, count: 0 },
  boxes: { ...fixtureSpec.boxes, count: 0 },
  partner: { ...fixtureSpec.partner, shareFrac: 1 },
}

function orderAt(timeMs: number, change: (w: World) => void = () => undefined, s = spec): { w: World; row: number } {
  const { w } = createFixtureWorld(s)
  runWorld(w, timeMs)
  w.t.clock.nowMs[0] = timeMs
  change(w)
  askForExchange(w, 0)
  return { w, row: w.t.order.state.findIndex((state) => state !== OrderState.free) }
}

const sum = (column: Float64Array) => column.reduce((a, b) => a + b, 0)

describe('the partner carrier', () => {
  it('fetches at once, hands over within its lead time and is paid for the stop', () => {
    const { w, row } = orderAt(8 * hour)
    expect(w.t.order.state[row]).toBe(OrderState.withPartner)
    expect(w.t.list.count[partnerOutList(w, 0)]).toBe(2)
    runWorld(w, 9 * hour - 1)
    expect(sum(w.t.dayFacts.partnerStops)).toBe(0)
    runWorld(w, 13 * hour)
    const facts = w.t.dayFacts
    expect([sum(facts.partnerStops), sum(facts.swaps), sum(facts.promisesKept), sum(facts.stops)]).toEqual([1, 1, 1, 0])
    expect(sum(facts.partnerMicroEur)).toBe(spec.partner.microEurPerStop)
    expect(sum(facts.co2TravelMilliG)).toBe(spec.partner.co2GramPerStop * 1000)
    expect(w.t.list.count[partnerOutList(w, 0)]).toBe(0)
  })

  it('brings used batteries back when the hub opens the next morning', () => {
    const { w } = orderAt(8 * hour)
    runWorld(w, 29 * hour)
    expect(w.t.list.count[partnerBackList(w, 0)]).toBe(2)
    runWorld(w, 30 * hour)
    expect(w.t.list.count[partnerBackList(w, 0)]).toBe(0)
  })

  it('keeps them while the hub is closed', () => {
    const closed = { ...spec, hubs: { ...spec.hubs, closures: [{ hub: 'North', fromDay: 1, days: 1 }] } }
    const { w } = orderAt(8 * hour, undefined, closed)
    expect(w.layout.places.name[0]).toBe('North')
    runWorld(w, 40 * hour)
    expect(w.t.list.count[partnerBackList(w, 0)]).toBe(2)
    runWorld(w, 54 * hour)
    expect(w.t.list.count[partnerBackList(w, 0)]).toBe(0)
  })

  it('works in the hubs’ opening hours: what is left of its lead time in the evening goes on in the morning', () => {
    const { w, row } = orderAt(20 * hour + (3 * hour) / 4)
    let deliveredMs = 0
    while (w.t.order.state[row] === OrderState.withPartner) {
      deliveredMs = w.list.peekTime()
      runWorld(w, deliveredMs)
    }
    const ofDay = deliveredMs % (24 * hour)
    expect(ofDay).toBeGreaterThanOrEqual(6 * hour)
    expect(ofDay).toBeLessThanOrEqual(22 * hour)
  })

  it('takes nothing that the hub has not: then an own courier goes', () => {
    const { w, row } = orderAt(8 * hour, (world) => {
      const ready = stockList(world, 0, 0, StockList.ready)
      while (world.t.list.count[ready] > 1)
        moveTo(world, world.t.list.head[ready], stockList(world, 0, 0, StockList.withdrawn), PlaceKind.hub, 0, BatteryStatus.withdrawn)
    })
    expect(w.t.order.state[row]).toBe(OrderState.waiting)
  })

  it('gives every customer the batteries that were meant for it', () => {
    const { w } = createFixtureWorld(spec)
    runWorld(w, 8 * hour)
    w.t.clock.nowMs[0] = 8 * hour
    askForExchange(w, 0)
    askForExchange(w, 1)
    const meant = new Map([0, 1].map((who) => [who, inList(w, partnerOutList(w, 0)).filter((b) => w.t.battery.customer[b] === who)]))
    runWorld(w, 20 * hour)
    for (const [who, batteries] of meant) {
      expect(batteries.length).toBe(2)
      for (const b of batteries) expect([w.t.battery.placeKind[b], w.t.battery.place[b]]).toEqual([PlaceKind.customer, who])
    }
  })
})

function inList(w: World, list: number): number[] {
  const found: number[] = []
  for (let b = w.t.list.head[list]; b >= 0; b = w.t.battery.next[b]) found.push(b)
  return found
}

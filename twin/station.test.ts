import { describe, expect, it } from 'vitest'
import { askForExchange } from './customer.ts'
import { BatteryStatus, DeliveryMode, PlaceKind } from './kinds.ts'
import { customerList, moveTo, stockList } from './list.ts'
import { CustomerState } from './process/customer-process.ts'
import type { WorldSpec } from './spec.ts'
import { addReady } from './stock.ts'
import { StockList } from './schema.ts'
import { serveWaiting } from './queue.ts'
import type { World } from './world.ts'
import { createFixtureWorld, fixtureSpec, runWorld } from './world-fixture.ts'

const hour = 3_600_000
const minute = 60_000
const at = 10 * hour
const shop = 1
const scooter = 0

/** Four scooters of one pack and two e-bikes, all of which go to the one shop; nothing happens of itself. */
const spec: WorldSpec = {
  ...fixtureSpec,
  days: 3,
  segments: fixtureSpec.segments.slice(0, 2).map((s, i) => ({
    ...s,
    customers: i === 0 ? 4 : 2,
    packsPerCustomer: 1,
    dailyUseFrac: 0,
    modeShares: { pickUp: 1, delivery: 0, box: 0, fullMaintenance: 0 },
  })),
  products: fixtureSpec.products.slice(0, 2).map((p) => ({ ...p, floatFactor: 2.5 })),
  fleet: { ...fixtureSpec.fleet, startFleet: 'new' },
  faults: { electronicsPerYear: 0, waterPerYear: 0, damagePerYear: 0, theftPerYear: 0 },
  boxes: { ...fixtureSpec.boxes, count: 0 },
  couriers: { ...fixtureSpec.couriers, count: 0 },
}

function openShop(s: WorldSpec = spec): World {
  const { w } = createFixtureWorld(s)
  goTo(w, at)
  return w
}

function goTo(w: World, timeMs: number): void {
  runWorld(w, timeMs)
  w.t.clock.nowMs[0] = timeMs
}

/** Carries all ready batteries of a type but `left` from the shop to the hub; answers those carried. */
function emptyShop(w: World, product: number, left = 0): number[] {
  const ready = stockList(w, shop, product, StockList.ready)
  const carried: number[] = []
  while (w.t.list.count[ready] > left) {
    const battery = w.t.list.head[ready]
    moveTo(w, battery, stockList(w, 0, product, StockList.ready), PlaceKind.hub, 0, BatteryStatus.ready)
    carried.push(battery)
  }
  return carried
}

function bring(w: World, battery: number): void {
  addReady(w, battery, shop)
  serveWaiting(w, shop, w.t.battery.product[battery])
}

const sum = (column: Float64Array) => column.reduce((a, b) => a + b, 0)

function booked(w: World): Record<string, number> {
  const { promisesDue, promisesKept, requests, servedAtOnce, swaps, replacements } = w.t.dayFacts
  return {
    due: sum(promisesDue),
    kept: sum(promisesKept),
    requests: sum(requests),
    atOnce: sum(servedAtOnce),
    swaps: sum(swaps),
    replacements: sum(replacements),
  }
}

describe('a visit to a shop', () => {
  it('is served at once when a ready battery is there', () => {
    const w = openShop()
    const before = w.t.list.count[stockList(w, shop, scooter, StockList.ready)]
    askForExchange(w, 0)
    expect(booked(w)).toEqual({ due: 1, kept: 1, requests: 1, atOnce: 1, swaps: 1, replacements: 0 })
    expect(w.t.customer.state[0]).toBe(CustomerState.content)
    expect(w.t.list.count[stockList(w, shop, scooter, StockList.ready)]).toBe(before - 1)
    expect(w.t.list.count[stockList(w, shop, scooter, StockList.charging)]).toBe(1)
    expect(sum(w.t.dayFacts.stationMicroEur)).toBe(spec.costs.shopMicroEurPerExchange)
  })

  it('waits in a queue when there is none, and is served in turn within the promised wait', () => {
    const w = openShop()
    const spares = emptyShop(w, scooter)
    askForExchange(w, 0)
    goTo(w, at + minute)
    askForExchange(w, 1)
    expect([w.t.customer.state[0], w.t.customer.state[1], w.t.place.waitCount[shop]]).toEqual([
      CustomerState.waiting,
      CustomerState.waiting,
      2,
    ])
    expect(booked(w)).toMatchObject({ due: 0, requests: 0 })
    goTo(w, at + 5 * minute)
    bring(w, spares[0])
    expect([w.t.customer.state[0], w.t.customer.state[1]]).toEqual([CustomerState.content, CustomerState.waiting])
    expect(booked(w)).toMatchObject({ due: 1, kept: 1, requests: 1, atOnce: 0, swaps: 1 })
  })

  it('gives up after the promised wait: missed, unserved, and it comes again as a new request', () => {
    const w = openShop()
    const spares = emptyShop(w, scooter)
    askForExchange(w, 0)
    goTo(w, at + spec.sla.pickUpWaitMinutes * minute)
    expect(booked(w)).toEqual({ due: 1, kept: 0, requests: 1, atOnce: 0, swaps: 0, replacements: 0 })
    expect([w.t.customer.state[0], w.t.place.waitCount[shop]]).toEqual([CustomerState.unserved, 0])
    bring(w, spares[0])
    goTo(w, at + spec.sla.pickUpWaitMinutes * minute + spec.rules.retryHours * hour)
    expect(booked(w)).toEqual({ due: 2, kept: 1, requests: 2, atOnce: 1, swaps: 1, replacements: 0 })
    expect(w.t.customer.requests[0]).toBe(2)
  })

  it('leaves from the middle of the queue without breaking it', () => {
    const w = openShop()
    const spares = emptyShop(w, scooter)
    for (const who of [0, 1, 2]) {
      askForExchange(w, who)
      goTo(w, w.t.clock.nowMs[0] + minute)
    }
    bring(w, spares[0])
    goTo(w, at + 11 * minute)
    // The first was served, the second gave up at its eleventh minute, the third still waits.
    expect([0, 1, 2].map((who) => w.t.customer.state[who])).toEqual([CustomerState.content, CustomerState.unserved, CustomerState.waiting])
    bring(w, spares[1])
    expect([w.t.customer.state[2], w.t.place.waitCount[shop], w.t.place.waitHead[shop], w.t.place.waitTail[shop]]).toEqual([
      CustomerState.content,
      0,
      -1,
      -1,
    ])
  })

  it('is not held up by who waits for another type', () => {
    const w = openShop()
    const bike = 4
    emptyShop(w, 1)
    const spares = emptyShop(w, scooter)
    w.t.battery.due[w.t.list.head[customerList(w, bike)]] = 2
    askForExchange(w, bike)
    askForExchange(w, 0)
    expect(w.t.place.waitCount[shop]).toBe(2)
    bring(w, spares[0])
    expect([w.t.customer.state[0], w.t.customer.state[bike]]).toEqual([CustomerState.content, CustomerState.waiting])
  })

  it('is not served with a battery below the contract’s soh, though it is ready', () => {
    const w = openShop()
    emptyShop(w, scooter, 1)
    const battery = w.t.list.head[stockList(w, shop, scooter, StockList.ready)]
    w.t.battery.q[battery] = spec.segments[0].minimumSohFrac - 0.001
    askForExchange(w, 0)
    expect(w.t.customer.state[0]).toBe(CustomerState.waiting)
    w.t.battery.q[battery] = spec.segments[0].minimumSohFrac
    serveWaiting(w, shop, scooter)
    expect(w.t.customer.state[0]).toBe(CustomerState.content)
  })

  it('of a customer with two packs needs two ready ones that both meet the contract', () => {
    const w = openShop({ ...spec, segments: [{ ...spec.segments[0], packsPerCustomer: 2 }], products: [spec.products[0]] })
    emptyShop(w, scooter, 2)
    const first = w.t.list.head[stockList(w, shop, scooter, StockList.ready)]
    w.t.battery.q[first] = 0.5
    askForExchange(w, 0)
    expect(w.t.customer.state[0]).toBe(CustomerState.waiting)
  })

  it('outside opening hours comes soon after the next opening, not at night', () => {
    const { w } = createFixtureWorld(spec)
    goTo(w, 3 * hour)
    askForExchange(w, 0)
    expect([booked(w)['due'], w.t.customer.state[0]]).toEqual([0, CustomerState.content])
    goTo(w, 8 * hour)
    expect(booked(w)['due']).toBe(0)
    goTo(w, 10 * hour)
    expect(booked(w)).toMatchObject({ due: 1, kept: 1, swaps: 1 })
  })

  it('replaces what is due, and only that, with an assigned battery', () => {
    const w = openShop()
    const bike = 4
    const worn = w.t.list.head[customerList(w, bike)]
    w.t.battery.due[worn] = 1
    askForExchange(w, bike)
    expect(booked(w)).toEqual({ due: 1, kept: 1, requests: 0, atOnce: 0, swaps: 0, replacements: 1 })
    expect(w.t.battery.status[worn]).toBe(BatteryStatus.withdrawn)
    const fresh = w.t.list.head[customerList(w, bike)]
    expect([fresh === worn, w.t.battery.due[fresh], w.t.battery.product[fresh]]).toEqual([false, 0, 1])
  })
})

describe('without a shop', () => {
  it('the hub’s counter serves, and is closed when the hub is', () => {
    const s = { ...spec, shops: { ...spec.shops, count: 0 }, hubs: { ...spec.hubs, closures: [{ hub: 'North', fromDay: 0, days: 1 }] } }
    const w = openShop(s)
    expect(w.layout.customers.station[0]).toBe(0)
    expect(w.layout.customers.mode[0]).toBe(DeliveryMode.pickUp)
    askForExchange(w, 0)
    goTo(w, 24 * hour - 1)
    expect(booked(w)['due']).toBe(0)
    goTo(w, 34 * hour)
    expect(booked(w)).toMatchObject({ due: 1, kept: 1 })
  })
})

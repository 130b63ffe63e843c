import { describe, expect, it } from 'vitest'
import { askForExchange } from './customer.ts'
import { CourierState } from './courier-state.ts'
import { EventKind, EventPriority } from './event-kinds.ts'
import { freshList, stockList, usedList } from './list.ts'
import { StockList } from './schema.ts'
import type { CourierSpec, WorldSpec } from './spec.ts'
import type { World } from './world.ts'
import { createFixtureWorld, fixtureSpec, runWorld, stepWorld } from './world-fixture.ts'

const hour = 3_600_000
const delivered = { pickUp: 0, delivery: 1, box: 0, fullMaintenance: 0 }
const calm: WorldSpec = {
  ...fixtureSpec,
  days: 2,
  segments: [{ ...fixtureSpec.segments[0], customers: 6, dailyUseFrac: 0, modeShares: delivered }],
  products: [{ ...fixtureSpec.products[0], floatFactor: 3 }],
  fleet: { ...fixtureSpec.fleet, startFleet: 'new' },
  faults: { electronicsPerYear: 0, waterPerYear: 0, damagePerYear: 0, theftPerYear: 0 },
  shops: { ...fixtureSpec.shops, count: 0 },
  boxes: { ...fixtureSpec.boxes, count: 0 },
  partner: { ...fixtureSpec.partner, shareFrac: 0 },
}

function withCouriers(couriers: Partial<CourierSpec>): WorldSpec {
  return { ...calm, couriers: { ...calm.couriers, count: 1, absentFrac: 0, ...couriers } }
}

function orderAll(w: World, timeMs: number): void {
  runWorld(w, timeMs)
  w.t.clock.nowMs[0] = timeMs
  for (let who = 0; who < w.layout.customers.count; who++) askForExchange(w, who)
}

const sum = (column: Float64Array) => column.reduce((a, b) => a + b, 0)

describe('a courier', () => {
  it('waits for enough orders, takes them all on one tour, and is paid for the shift and the way', () => {
    const { w, record } = createFixtureWorld(withCouriers({}))
    orderAll(w, 8 * hour)
    runWorld(w)
    expect(record.sums).toMatchObject({ stops: 6, swaps: 6, promisesDue: 6, promisesKept: 6, failedAttempts: 0 })
    expect(record.sums['courierPaidMs']).toBe(2 * 8 * hour)
    const wages = 2 * 8 * calm.couriers.microEurPerHour
    const road = Math.round((record.sums['drivenM'] * calm.couriers.vehicles[0].microEurPerKm) / 1000)
    expect(record.sums['courierMicroEur']).toBe(wages + road)
    expect(record.sums['co2TravelMilliG']).toBe(record.sums['drivenM'] * calm.couriers.vehicles[0].co2GramPerKm)
    expect(record.sums['drivenM'] % 400).toBe(0)
  })

  it('is busy from loading to unloading: driving, stops and twice the loading time', () => {
    const { w, record } = createFixtureWorld(withCouriers({ trafficFactor: 1 }))
    orderAll(w, 8 * hour)
    runWorld(w)
    const drivingMs = (record.sums['drivenM'] / 400) * 48_000
    expect(record.sums['courierBusyMs']).toBe(drivingMs + 6 * 5 * 60_000 + 2 * 10 * 60_000)
  })

  it('carries no more than the vehicle holds, and comes back for the rest', () => {
    const vehicles = calm.couriers.vehicles.map((v) => ({ ...v, capacityPieces: 4 }))
    const { w, record } = createFixtureWorld(withCouriers({ vehicles, dispatchAtStops: 1 }))
    orderAll(w, 8 * hour)
    let tours = 0
    while (w.list.peekTime() <= 24 * hour) {
      stepWorld(w)
      if (w.list.kind === EventKind.courierBack) tours += 1
      expect(w.t.list.count[freshList(w, 0)] + w.t.list.count[usedList(w, 0)]).toBeLessThanOrEqual(4)
    }
    expect(tours).toBe(3)
    expect(record.sums['swaps']).toBe(6)
  })

  it('brings used batteries to the hub, where they charge', () => {
    const { w } = createFixtureWorld(withCouriers({}))
    const ready = stockList(w, 0, 0, StockList.ready)
    const atStart = w.t.list.count[ready]
    orderAll(w, 8 * hour)
    runWorld(w, 23 * hour)
    expect([w.t.list.count[freshList(w, 0)], w.t.list.count[usedList(w, 0)]]).toEqual([0, 0])
    expect(w.t.list.count[ready]).toBe(atStart)
    expect(sum(w.t.dayFacts.energyChargedMilliWh)).toBeGreaterThan(0)
  })

  it('starts no tour that would end after the shift, and goes home when it ends', () => {
    const { w } = createFixtureWorld(withCouriers({ shifts: [{ startHour: 6, endHour: 14 }] }))
    orderAll(w, 13.9 * hour)
    runWorld(w, 14 * hour)
    expect(w.t.courier.state[0]).toBe(CourierState.off)
    runWorld(w, 24 * hour - 1)
    expect(sum(w.t.dayFacts.stops)).toBe(0)
    expect(sum(w.t.dayFacts.courierPaidMs)).toBe(8 * hour)
    runWorld(w, 47 * hour)
    expect(sum(w.t.dayFacts.stops)).toBe(6)
  })

  const backAfterMidnight = (backMs: number): World => {
    const { w } = createFixtureWorld(withCouriers({ shifts: [{ startHour: 14, endHour: 22 }] }))
    runWorld(w, 21 * hour)
    const c = w.t.courier
    c.state[0] = CourierState.returning
    c.busySinceMs[0] = w.t.clock.nowMs[0]
    w.list.schedule(backMs, EventPriority.act, EventKind.courierBack, 0)
    return w
  }

  it('who is on tour at midnight ends that shift when back, and begins the next one at its hour', () => {
    const w = backAfterMidnight(25 * hour)
    runWorld(w, 26 * hour)
    expect(w.t.courier.state[0]).toBe(CourierState.off)
    const unloadMs = calm.couriers.loadMinutes * 60_000
    expect(sum(w.t.dayFacts.courierPaidMs)).toBe(25 * hour + unloadMs - 14 * hour)
    runWorld(w, 39 * hour)
    expect(w.t.courier.state[0]).toBe(CourierState.idle)
    runWorld(w, 47 * hour)
    expect(w.t.courier.state[0]).toBe(CourierState.off)
    expect(sum(w.t.dayFacts.courierPaidMs)).toBe(25 * hour + unloadMs - 14 * hour + 8 * hour)
  })

  it('who is on tour when the next shift begins works on to its end', () => {
    const w = backAfterMidnight(39 * hour)
    runWorld(w, 40 * hour)
    expect(w.t.courier.state[0]).toBe(CourierState.idle)
    runWorld(w, 47 * hour)
    expect(w.t.courier.state[0]).toBe(CourierState.off)
    expect(sum(w.t.dayFacts.courierPaidMs)).toBe((24 + 22 - 14) * hour)
  })

  it('stays at home on weekends unless it works then', () => {
    const paid = (weekendShare: number): number => {
      const calendar = { ...calm.calendar, startWeekday: 5 }
      const { w, record } = createFixtureWorld({ ...withCouriers({ weekendShare }), calendar, days: 3 })
      runWorld(w)
      return record.sums['courierPaidMs']
    }
    expect(paid(1)).toBe(3 * 8 * hour)
    expect(paid(0)).toBe(8 * hour)
  })

  it('waits while its hub is closed', () => {
    const spec = withCouriers({ dispatchAtStops: 1 })
    const { w } = createFixtureWorld({ ...spec, hubs: { ...spec.hubs, closures: [{ hub: 'North', fromDay: 0, days: 1 }] } })
    orderAll(w, 8 * hour)
    runWorld(w, 24 * hour - 1)
    expect(sum(w.t.dayFacts.stops)).toBe(0)
    runWorld(w, 36 * hour)
    expect(sum(w.t.dayFacts.stops)).toBe(6)
  })
})

import { describe, expect, it } from 'vitest'
import { askForExchange } from './customer.ts'
import { DeliveryMode } from './kinds.ts'
import { customerList } from './list.ts'
import { acceptOrder, fireOrder } from './order.ts'
import { OrderKind } from './order-kind.ts'
import { CustomerState } from './process/customer-process.ts'
import { OrderEvent, OrderState } from './process/order-process.ts'
import type { CourierSpec, WorldSpec } from './spec.ts'
import type { World } from './world.ts'
import { createFixtureWorld, fixtureSpec, runWorld } from './world-fixture.ts'

const hour = 3_600_000
const who = 0

/** One scooter with two packs that has everything delivered, and nothing happens to it of itself. */
function deliverySpec(couriers: Partial<CourierSpec> = {}): WorldSpec {
  const scooters = fixtureSpec.segments[0]
  const delivered = { pickUp: 0, delivery: 1, box: 0, fullMaintenance: 0 }
  return {
    ...fixtureSpec,
    days: 3,
    segments: [{ ...scooters, customers: 1, dailyUseFrac: 0, modeShares: delivered }],
    products: [{ ...fixtureSpec.products[0], floatFactor: 3 }],
    fleet: { ...fixtureSpec.fleet, startFleet: 'new' },
    faults: { electronicsPerYear: 0, waterPerYear: 0, damagePerYear: 0, theftPerYear: 0 },
    shops: { ...fixtureSpec.shops, count: 0 },
    boxes: { ...fixtureSpec.boxes, count: 0 },
    partner: { ...fixtureSpec.partner, shareFrac: 0 },
    couriers: { ...fixtureSpec.couriers, absentFrac: 0, ...couriers },
  }
}

/** A world in which the customer orders at a time; answers the order's row. */
function orderAt(spec: WorldSpec, timeMs: number): { w: World; row: number } {
  const { w } = createFixtureWorld(spec)
  runWorld(w, timeMs)
  w.t.clock.nowMs[0] = timeMs
  askForExchange(w, who)
  return { w, row: w.t.order.state.findIndex((state) => state !== OrderState.free) }
}

function dayOf(w: World): { due: number; kept: number; requests: number; swaps: number; stops: number; failed: number } {
  const f = w.t.dayFacts
  const sum = (column: Float64Array) => column.reduce((a, b) => a + b, 0)
  return {
    due: sum(f.promisesDue),
    kept: sum(f.promisesKept),
    requests: sum(f.requests),
    swaps: sum(f.swaps),
    stops: sum(f.stops),
    failed: sum(f.failedAttempts),
  }
}

describe('an order', () => {
  it('is accepted, delivered and judged once', () => {
    const { w, row } = orderAt(deliverySpec(), 7 * hour)
    const { order } = w.t
    expect([order.state[row], order.acceptedMs[row], order.dueMs[row]]).toEqual([OrderState.waiting, 7 * hour, 13 * hour])
    expect(w.t.customer.state[who]).toBe(CustomerState.ordered)
    runWorld(w, 14 * hour)
    expect(dayOf(w)).toEqual({ due: 1, kept: 1, requests: 1, swaps: 1, stops: 1, failed: 0 })
    expect(w.t.customer.state[who]).toBe(CustomerState.content)
    expect(w.t.clock.openOrders[0]).toBe(0)
    const { socFrac, next } = w.t.battery
    const first = w.t.list.head[customerList(w, who)]
    expect([socFrac[first], socFrac[next[first]]]).toEqual([1, 1])
  })

  it('accepted at night has its window from the opening of the hubs on', () => {
    const { w, row } = orderAt(deliverySpec(), 23 * hour)
    expect(w.t.order.earliestMs[row]).toBe(30 * hour)
    expect(w.t.order.dueMs[row]).toBe(36 * hour)
  })

  it('accepted in the evening goes on in the morning', () => {
    const { w, row } = orderAt(deliverySpec(), 20 * hour)
    expect(w.t.order.dueMs[row]).toBe(34 * hour)
  })

  it('counts as missed when its window ends, once, even if it is delivered later', () => {
    const late = deliverySpec({ shifts: [{ startHour: 15, endHour: 21 }] })
    const { w, row } = orderAt(late, 7 * hour)
    runWorld(w, 13 * hour - 1)
    expect(dayOf(w).due).toBe(0)
    runWorld(w, 13 * hour)
    expect(dayOf(w)).toMatchObject({ due: 1, kept: 0, requests: 1, swaps: 0 })
    expect(w.t.order.state[row]).toBe(OrderState.waiting)
    runWorld(w, 21 * hour)
    expect(dayOf(w)).toMatchObject({ due: 1, kept: 0, requests: 1, swaps: 1 })
    expect(w.t.customer.state[who]).toBe(CustomerState.content)
  })

  it('fails at the second attempt: missed once, though its window is still open, and the customer asks again', () => {
    const { w } = orderAt(deliverySpec({ absentFrac: 1, dispatchAtStops: 1, retryAfterHours: 1 }), 7 * hour)
    runWorld(w, 10 * hour)
    const day = dayOf(w)
    expect(day).toMatchObject({ due: 1, kept: 0, requests: 1, swaps: 0, stops: 2, failed: 2 })
    expect(w.t.customer.state[who]).toBe(CustomerState.unserved)
    runWorld(w, 13 * hour)
    expect(w.t.customer.orders[who]).toBe(2)
  })

  it('brings back what could not be handed over', () => {
    const { w } = orderAt(deliverySpec({ absentFrac: 1, dispatchAtStops: 1 }), 7 * hour)
    const ready = w.t.list.count[0]
    runWorld(w, 7 * hour + hour / 4)
    expect(w.t.list.count[0]).toBe(ready - 2)
    runWorld(w, 9 * hour)
    expect(w.t.list.count[0]).toBe(ready)
  })
})

describe('the clock of a promise', () => {
  const idle = deliverySpec({ count: 0 })

  function leave(w: World, row: number, timeMs: number, event: number): void {
    runWorld(w, timeMs)
    w.t.clock.nowMs[0] = timeMs
    fireOrder(w, row, event)
  }

  it('stands still while the customer is absent, and goes on at the next attempt', () => {
    const { w, row } = orderAt(idle, 7 * hour)
    leave(w, row, 9 * hour, OrderEvent.load)
    leave(w, row, 10 * hour, OrderEvent.absent)
    runWorld(w, 11 * hour)
    expect(w.t.order.state[row]).toBe(OrderState.absent)
    runWorld(w, 12 * hour)
    expect(w.t.order.state[row]).toBe(OrderState.waiting)
    expect(w.t.order.dueMs[row]).toBe(15 * hour)
    runWorld(w, 15 * hour - 1)
    expect(dayOf(w).due).toBe(0)
    runWorld(w, 15 * hour)
    expect(dayOf(w)).toMatchObject({ due: 1, kept: 0 })
  })

  it('does not run out during an absence, however long the absence lasts', () => {
    const { w, row } = orderAt(deliverySpec({ count: 0, retryAfterHours: 8 }), 7 * hour)
    leave(w, row, 9 * hour, OrderEvent.load)
    leave(w, row, 10 * hour, OrderEvent.absent)
    runWorld(w, 17 * hour)
    expect(dayOf(w).due).toBe(0)
    runWorld(w, 18 * hour)
    expect(w.t.order.dueMs[row]).toBe(21 * hour)
  })

  it('stops at hand-over: at the very end of the window it is kept, a millisecond later it is not', () => {
    for (const [atMs, kept] of [
      [13 * hour, 1],
      [13 * hour + 1, 0],
    ]) {
      const { w, row } = orderAt(idle, 7 * hour)
      leave(w, row, 9 * hour, OrderEvent.load)
      // At 13:00 sharp the hand-over comes before the judgement: people act before promises are judged.
      if (kept === 1) runWorld(w, 13 * hour - 1)
      else runWorld(w, 13 * hour)
      w.t.clock.nowMs[0] = atMs
      fireOrder(w, row, OrderEvent.present)
      expect([atMs, dayOf(w)]).toMatchObject([atMs, { due: 1, kept }])
    }
  })

  it('is not due when the run ends before the window does, and due when the window ended', () => {
    const open = createFixtureWorld({ ...idle, days: 1 })
    runWorld(open.w, 20 * hour)
    open.w.t.clock.nowMs[0] = 20 * hour
    askForExchange(open.w, who)
    runWorld(open.w)
    expect(open.record.sums['promisesDue']).toBe(0)
    const ended = createFixtureWorld({ ...idle, days: 1 })
    runWorld(ended.w, 12 * hour)
    ended.w.t.clock.nowMs[0] = 12 * hour
    askForExchange(ended.w, who)
    runWorld(ended.w)
    expect(ended.record.sums).toMatchObject({ promisesDue: 1, promisesKept: 0 })
  })
})

describe('the last midnight', () => {
  it('judges what is due then before the last day is closed: it counts in that day’s facts', () => {
    const spec: WorldSpec = { ...fixtureSpec, days: 1, couriers: { ...fixtureSpec.couriers, count: 0 } }
    const { w, record } = createFixtureWorld(spec)
    runWorld(w, 23 * hour)
    const request = {
      kind: OrderKind.swap,
      cause: 0,
      mode: DeliveryMode.delivery,
      customer: 0,
      place: -1,
      battery: -1,
      product: 0,
      packs: 1,
    }
    const due = (dueMs: number) => acceptOrder(w, { ...request, hub: 0, earliestMs: 0, dueMs })
    const before = w.t.dayFacts.promisesDue.reduce((a, b) => a + b, 0)
    due(24 * hour - 1)
    due(24 * hour)
    due(24 * hour + 1)
    runWorld(w)
    expect(w.t.dayFacts.promisesDue.reduce((a, b) => a + b, 0)).toBe(0)
    expect(record.sums['promisesDue']).toBeGreaterThanOrEqual(before + 2)
    expect(w.list.peekTime()).toBeGreaterThan(24 * hour)
    const judged = Array.from(w.t.order.dueMs).flatMap((dueMs, row) => (dueMs === 24 * hour ? [w.t.order.isJudged[row]] : []))
    expect(new Set(judged)).toEqual(new Set([1]))
  })
})

describe('free rows', () => {
  it('are used again, and every open order has a number of its own', () => {
    const { w } = createFixtureWorld({ ...fixtureSpec, days: 20 })
    runWorld(w)
    const { state, serial } = w.t.order
    const open = Array.from(state.keys()).filter((row) => state[row] !== OrderState.free)
    expect(open.length).toBe(w.t.clock.openOrders[0])
    expect(new Set(open.map((row) => serial[row])).size).toBe(open.length)
    let free = 0
    for (let row = w.t.clock.freeOrder[0]; row >= 0; row = w.t.order.next[row]) free += 1
    expect(free + open.length).toBe(state.length)
    expect(w.t.clock.orderSerial[0]).toBeGreaterThan(open.length)
  })
})

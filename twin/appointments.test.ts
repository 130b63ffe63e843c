import { describe, expect, it } from 'vitest'
import { hasAppointment } from './appointments.ts'
import { askForExchange } from './customer.ts'
import { customerList, unlink } from './list.ts'
import { OrderKind } from './order-kind.ts'
import { failOrder } from './courier.ts'
import { fireOrder } from './order.ts'
import { CustomerState } from './process/customer-process.ts'
import { OrderEvent, OrderState } from './process/order-process.ts'
import type { WorldSpec } from './spec.ts'
import { PlaceKind } from './kinds.ts'
import type { World } from './world.ts'
import { createFixtureWorld, fixtureSpec, runWorld } from './world-fixture.ts'

const hour = 3_600_000
const day = 24 * hour
const calm: WorldSpec = {
  ...fixtureSpec,
  days: 14,
  calendar: { ...fixtureSpec.calendar, startWeekday: 0 },
  faults: { electronicsPerYear: 0, waterPerYear: 0, damagePerYear: 0, theftPerYear: 0 },
  couriers: { ...fixtureSpec.couriers, absentFrac: 0 },
}
const sites: WorldSpec = { ...calm, segments: [{ ...fixtureSpec.segments[2], customers: 3 }] }
const homes: WorldSpec = { ...calm, segments: [{ ...fixtureSpec.segments[3], customers: 6 }] }

function openOrders(w: World): number[] {
  const { state } = w.t.order
  return Array.from(state.keys()).filter((row) => state[row] !== OrderState.free)
}

describe('hasAppointment', () => {
  it('gives every site its number of days a week, none at the weekend, whatever its turn', () => {
    for (let perWeek = 0; perWeek <= 5; perWeek++)
      for (let phase = 0; phase < 5; phase++) {
        const days = [0, 1, 2, 3, 4, 5, 6].filter((weekday) => hasAppointment(perWeek, weekday, phase))
        expect(days.length).toBe(perWeek)
        expect(days.every((weekday) => weekday < 5)).toBe(true)
      }
  })

  it('spreads the sites over the week: every weekday has as many', () => {
    for (let perWeek = 1; perWeek <= 5; perWeek++)
      for (let weekday = 0; weekday < 5; weekday++)
        expect([0, 1, 2, 3, 4].filter((phase) => hasAppointment(perWeek, weekday, phase)).length).toBe(perWeek)
  })
})

describe('appointments', () => {
  it('become orders at midnight, for the stated packs and window', () => {
    const { w } = createFixtureWorld(sites)
    const rows = openOrders(w)
    expect(rows.length).toBeGreaterThan(0)
    for (const row of rows) {
      const { kind, packs, earliestMs, dueMs, acceptedMs } = w.t.order
      expect([kind[row], packs[row], acceptedMs[row]]).toEqual([OrderKind.swap, 4, 0])
      expect([earliestMs[row], dueMs[row]]).toEqual([8 * hour, 11 * hour])
    }
  })

  it('exchange so many packs, and three times a week', () => {
    const { w, record } = createFixtureWorld({ ...sites, days: 14 })
    runWorld(w)
    expect(record.sums['swaps']).toBe(3 * 3 * 2)
    expect(record.sums['swapPacks']).toBe(4 * 3 * 3 * 2)
    for (let who = 0; who < 3; who++) expect(w.t.list.count[customerList(w, who)]).toBe(6)
  })

  it('that failed are made up for in a window that lies ahead, not in this morning’s', () => {
    const { w } = createFixtureWorld({ ...sites, couriers: { ...sites.couriers, count: 0 } })
    const row = openOrders(w)[0]
    const who = w.t.order.customer[row]
    runWorld(w, 9 * hour)
    w.t.clock.nowMs[0] = 9 * hour
    fireOrder(w, row, OrderEvent.load)
    failOrder(w, row)
    expect(w.t.customer.state[who]).toBe(CustomerState.unserved)
    runWorld(w, 11 * hour)
    const again = openOrders(w).find((r) => w.t.order.customer[r] === who) ?? -1
    expect(w.t.order.acceptedMs[again]).toBe(11 * hour)
    expect([w.t.order.earliestMs[again], w.t.order.dueMs[again]]).toEqual([11 * hour, 14 * hour])
  })

  it('bring what is missing as well, but never more than the site has places for', () => {
    const { w } = createFixtureWorld(sites)
    const who = 0
    runWorld(w, 13 * hour)
    w.t.clock.nowMs[0] = 13 * hour
    for (const left of [5, 1]) {
      const list = customerList(w, who)
      while (w.t.list.count[list] > left) steal(w, w.t.list.head[list])
      if (w.t.customer.state[who] !== CustomerState.content) continue
      askForExchange(w, who)
      const row = openOrders(w).find((r) => w.t.order.customer[r] === who) ?? -1
      expect(w.t.order.packs[row]).toBe(left === 5 ? 5 : 6)
    }
    runWorld(w, 3 * day)
    expect(w.t.list.count[customerList(w, who)]).toBeLessThanOrEqual(6)
  })
})

/** Away without a trace, in this test only. */
function steal(w: World, battery: number): void {
  unlink(w, battery)
  w.t.battery.placeKind[battery] = PlaceKind.gone
  w.t.balance.lost[0] += 1
}

describe('inspections', () => {
  it('come every so many days to each home, in a week’s window, and calibrate its terminals', () => {
    const { w, record } = createFixtureWorld({ ...homes, days: 20 })
    const seen: number[] = []
    for (let d = 0; d < 20; d++) {
      runWorld(w, d * day)
      for (const row of openOrders(w)) {
        const { kind, customer, acceptedMs, dueMs, earliestMs } = w.t.order
        if (kind[row] !== OrderKind.inspection || acceptedMs[row] !== d * day) continue
        seen.push(customer[row])
        expect(dueMs[row] - earliestMs[row]).toBe(7 * day)
      }
    }
    runWorld(w)
    for (let who = 0; who < 6; who++) expect(seen.filter((customer) => customer === who).length).toBe(2)
    expect(record.sums['stops']).toBeGreaterThanOrEqual(10)
    expect(record.sums['swaps'] + record.sums['replacements']).toBe(0)
    const battery = w.t.list.head[customerList(w, 0)]
    expect(w.t.terminal.calibratedMs[w.t.battery.terminal[battery]]).toBeGreaterThan(0)
  })
})

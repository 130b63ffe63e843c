import { describe, expect, it } from 'vitest'
import { receiveUsed } from './exchange.ts'
import { BatteryStatus, FaultKind, PlaceKind, UsedRoute } from './kinds.ts'
import { stockList } from './list.ts'
import { createThresholdPolicies } from './policy.ts'
import { startInspections } from './renewal.ts'
import { StockList } from './schema.ts'
import type { World } from './world.ts'
import { createFixtureWorld, fixtureSpec, runWorld } from './world-fixture.ts'
import type { FixtureWorld } from './world-fixture.ts'

const hour = 3_600_000
const minute = 60_000
const hub = 0
const bike = 1
const { rules, renewal, costs } = fixtureSpec
const calm = {
  ...fixtureSpec,
  days: 12,
  faults: { electronicsPerYear: 0, waterPerYear: 0, damagePerYear: 0, theftPerYear: 0 },
  segments: fixtureSpec.segments.map((s) => ({ ...s, dailyUseFrac: 0, appointmentsPerWeek: 0, inspectionEveryDays: 0 })),
  shops: { ...fixtureSpec.shops, assignedPacks: 0 },
  fleet: { ...fixtureSpec.fleet, startFleet: 'new' as const },
}

/** A world in which every used battery goes one way. */
function worldWhereAllGo(route: UsedRoute): FixtureWorld {
  const policies = { ...createThresholdPolicies(rules, renewal, { atStops: 4, slackMinutes: 120 }), routeUsed: () => route }
  return createFixtureWorld(calm, 0, policies)
}

/** Spare e-bike packs of the hub arrive as used ones at a time. */
function receive(w: World, count: number, timeMs: number): number[] {
  runWorld(w, timeMs)
  w.t.clock.nowMs[0] = timeMs
  const ready = stockList(w, hub, bike, StockList.ready)
  const arrived: number[] = []
  for (let i = 0; i < count; i++) {
    const battery = w.t.list.head[ready]
    receiveUsed(w, battery, hub)
    arrived.push(battery)
  }
  startInspections(w, hub)
  return arrived
}

describe('inspection', () => {
  it('takes its minutes, by as many people as the hub has, one after the other', () => {
    const { w } = worldWhereAllGo(UsedRoute.reuse)
    const [a, b, c] = receive(w, 3, 9 * hour)
    const status = () => [a, b, c].map((x) => w.t.battery.status[x])
    expect(status()).toEqual([BatteryStatus.inspecting, BatteryStatus.inspecting, BatteryStatus.withdrawn])
    runWorld(w, 9 * hour + 20 * minute)
    expect(w.t.battery.status[c]).toBe(BatteryStatus.inspecting)
    expect(w.t.list.count[stockList(w, hub, bike, StockList.withdrawn)]).toBe(1)
    runWorld(w, 9 * hour + 40 * minute)
    expect([w.t.hub.staffBusy[hub], w.t.list.count[stockList(w, hub, bike, StockList.withdrawn)]]).toEqual([0, 0])
  })

  it('waits for the morning when the hub is closed', () => {
    const { w } = worldWhereAllGo(UsedRoute.reuse)
    const [battery] = receive(w, 1, 23 * hour)
    expect(w.t.battery.status[battery]).toBe(BatteryStatus.withdrawn)
    runWorld(w, 30 * hour)
    expect(w.t.battery.status[battery]).toBe(BatteryStatus.inspecting)
  })

  it('repairs a terminal at its price, and the battery is known again', () => {
    const { w, record } = worldWhereAllGo(UsedRoute.reuse)
    const [battery] = receive(w, 1, 9 * hour)
    const terminal = w.t.battery.terminal[battery]
    w.t.terminal.isValid[terminal] = 0
    w.t.battery.fault[battery] = FaultKind.electronics
    runWorld(w, 25 * hour)
    expect([w.t.terminal.isValid[terminal], w.t.battery.fault[battery]]).toEqual([1, FaultKind.none])
    expect(record.sums['purchaseMicroEur']).toBe(costs.terminalMicroEur)
  })
})

describe('what becomes of a used battery', () => {
  it('used again: it charges and is ready, nothing leaves the books', () => {
    const { w, record } = worldWhereAllGo(UsedRoute.reuse)
    const [battery] = receive(w, 1, 9 * hour)
    runWorld(w)
    expect([w.t.battery.placeKind[battery], w.t.battery.status[battery]]).toEqual([PlaceKind.hub, BatteryStatus.ready])
    for (const term of ['dismantled', 'sold', 'recycled', 'bought', 'rebuilt']) expect([term, record.sums[term]]).toEqual([term, 0])
  })

  it('refurbished: dismantled now, rebuilt with its stated health after its days, under a name of its own', () => {
    const { w, record } = worldWhereAllGo(UsedRoute.refurbish)
    const rows = w.t.clock.batteryRows[0]
    const [battery] = receive(w, 1, 9 * hour)
    runWorld(w, 10 * hour)
    expect(w.t.battery.placeKind[battery]).toBe(PlaceKind.gone)
    runWorld(w, 9 * hour + 20 * minute + renewal.refurbishDays * 24 * hour)
    expect(w.t.clock.batteryRows[0]).toBe(rows + 1)
    expect(w.t.battery.q[rows]).toBeCloseTo(renewal.rebuiltSohFrac, 3)
    expect(w.t.battery.stableId[rows]).not.toBe(w.t.battery.stableId[battery])
    runWorld(w)
    expect([record.sums['dismantled'], record.sums['rebuilt'], record.sums['bought']]).toEqual([1, 1, 0])
  })

  it('sold for a second life: it earns by what it still holds, and a new one is bought', () => {
    const { w, record } = worldWhereAllGo(UsedRoute.secondLife)
    const [battery] = receive(w, 1, 9 * hour)
    const soh = w.t.battery.q[battery]
    runWorld(w)
    const earned = Math.round(costs.secondLifeMicroEurPerKWh * 0.5 * soh)
    expect([record.sums['sold'], record.sums['bought']]).toEqual([1, 1])
    expect(record.sums['renewalMicroEur']).toBe(costs.handlingMicroEur + costs.inspectionMicroEur - earned)
    expect(record.sums['purchaseMicroEur']).toBe(calm.products[bike].priceMicroEur + costs.terminalMicroEur)
    expect(record.sums['co2PacksMilliG']).toBe(74_000 * 0.5 * 1000)
  })

  it('recycled: it costs by its size, and a new one arrives after the lead time', () => {
    const { w, record } = worldWhereAllGo(UsedRoute.recycle)
    receive(w, 1, 9 * hour)
    const arrival = 9 * hour + 20 * minute + renewal.purchaseLeadDays * 24 * hour
    runWorld(w, arrival - 1)
    expect(w.t.balance.bought[0]).toBe(0)
    runWorld(w, arrival)
    expect([w.t.balance.bought[0], w.t.balance.recycled[0]]).toEqual([1, 1])
    runWorld(w)
    expect(record.sums['renewalMicroEur']).toBe(costs.handlingMicroEur + costs.inspectionMicroEur + costs.recycleMicroEurPerKWh / 2)
  })
})

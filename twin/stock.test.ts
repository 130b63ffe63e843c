import { describe, expect, it } from 'vitest'
import { EventKind } from './event-kinds.ts'
import { BatteryStatus, PlaceKind } from './kinds.ts'
import { moveTo } from './list.ts'
import { countMissing } from './restock.ts'
import { StockList } from './schema.ts'
import { addEmpty, addReady, addWithdrawn, countStock, findReady, takeReady, unplug } from './stock.ts'
import type { World } from './world.ts'
import { createFixtureWorld, fixtureSpec, runWorld } from './world-fixture.ts'

const hour = 3_600_000
const scooter = 0
const box = 2
const calm = {
  ...fixtureSpec,
  days: 4,
  faults: { electronicsPerYear: 0, waterPerYear: 0, damagePerYear: 0, theftPerYear: 0 },
  segments: fixtureSpec.segments.map((s) => ({ ...s, dailyUseFrac: 0, appointmentsPerWeek: 0, inspectionEveryDays: 0 })),
  fleet: { ...fixtureSpec.fleet, startFleet: 'new' as const },
  couriers: { ...fixtureSpec.couriers, count: 0 },
  products: fixtureSpec.products.map((p) => ({ ...p, floatFactor: 3 })),
}

function start(timeMs = 10 * hour): World {
  const { w } = createFixtureWorld(calm)
  runWorld(w, timeMs)
  w.t.clock.nowMs[0] = timeMs
  return w
}

/** Takes ready packs out of the first box, into a van, and leaves `left` of them. */
function takeOut(w: World, left: number): number[] {
  const taken: number[] = []
  while (countStock(w, box, scooter, StockList.ready) > left) {
    const battery = findReady(w, box, scooter, 0)
    takeReady(w, battery)
    moveTo(w, battery, 0, PlaceKind.hub, 0, BatteryStatus.inTransit)
    taken.push(battery)
  }
  return taken
}

const sum = (column: Float64Array) => column.reduce((a, b) => a + b, 0)

describe('a stock', () => {
  it('gives the battery that has been ready longest and meets the soh that is asked for', () => {
    const w = start()
    const first = findReady(w, box, scooter, 0)
    const second = w.t.battery.next[first]
    w.t.battery.q[first] = 0.6
    expect(findReady(w, box, scooter, 0.7)).toBe(second)
    expect(findReady(w, box, scooter, 0.6)).toBe(first)
    expect(findReady(w, box, scooter, 1.01)).toBe(-1)
  })

  it('is out from the moment its last ready battery goes to the moment one is ready again', () => {
    const w = start()
    const before = sum(w.t.dayFacts.stockOutMs)
    const taken = takeOut(w, 0)
    runWorld(w, 13 * hour)
    w.t.clock.nowMs[0] = 13 * hour
    addReady(w, taken[0], box)
    expect(sum(w.t.dayFacts.stockOutMs) - before).toBe(3 * hour)
    runWorld(w, 15 * hour)
    expect(sum(w.t.dayFacts.stockOutMs) - before).toBe(3 * hour)
  })

  it('books a stock-out over midnight on both days, and by the hours of the week', () => {
    const { w, record } = createFixtureWorld(calm)
    runWorld(w, 22 * hour)
    w.t.clock.nowMs[0] = 22 * hour
    takeOut(w, 0)
    runWorld(w, 24 * hour)
    expect(record.sums['stockOutMs']).toBe(2 * hour)
    runWorld(w, 48 * hour)
    expect(record.sums['stockOutMs']).toBe(26 * hour)
    expect(w.t.hourFacts.stockOutMs.reduce((a, b) => a + b, 0)).toBe(26 * hour)
  })

  it('misses withdrawn batteries as well as those that are not there', () => {
    const w = start()
    const before = countMissing(w, box, scooter)
    const battery = findReady(w, box, scooter, 0)
    takeReady(w, battery)
    addWithdrawn(w, battery, box)
    expect(countMissing(w, box, scooter)).toBe(before + 1)
  })
})

describe('charging', () => {
  /** Brings empty packs to the box; answers them. */
  function bringEmpty(w: World, count: number): number[] {
    const batteries = takeOut(w, 0).slice(0, count)
    for (const battery of batteries) {
      w.t.battery.socFrac[battery] = 0.2
      addEmpty(w, battery, box)
    }
    return batteries
  }

  it('begins at once where a slot is free; the battery is ready at the promised charge and full when it is taken later', () => {
    const w = start()
    const [battery] = bringEmpty(w, 1)
    expect(w.t.battery.status[battery]).toBe(BatteryStatus.charging)
    runWorld(w, 14 * hour)
    expect([w.t.battery.status[battery], w.t.battery.socFrac[battery]]).toEqual([BatteryStatus.ready, calm.sla.readySocFrac])
    w.t.clock.nowMs[0] = 14 * hour
    takeReady(w, battery)
    expect(w.t.battery.socFrac[battery]).toBeCloseTo(1, 12)
    const charged = 0.8 * w.t.battery.q[battery] * 1500 * 1000
    expect(Math.abs(sum(w.t.dayFacts.energyChargedMilliWh) - charged)).toBeLessThanOrEqual(1)
    const bought = sum(w.t.dayFacts.energyBoughtMilliWh)
    expect(Math.abs(bought - charged / 0.9)).toBeLessThanOrEqual(2)
    expect(Math.abs(sum(w.t.dayFacts.energyMicroEur) - (bought * calm.costs.energyMicroEurPerKWh) / 1e6)).toBeLessThanOrEqual(1)
  })

  it('hands a battery over between ready and full, and books what it has', () => {
    const w = start()
    const [battery] = bringEmpty(w, 1)
    runWorld(w, 10 * hour + 1.45 * hour)
    w.t.clock.nowMs[0] = 10 * hour + 1.45 * hour
    expect(w.t.battery.status[battery]).toBe(BatteryStatus.ready)
    takeReady(w, battery)
    expect(w.t.battery.socFrac[battery]).toBeGreaterThan(0.9)
    expect(w.t.battery.socFrac[battery]).toBeLessThan(1)
    expect(sum(w.t.dayFacts.energyChargedMilliWh)).toBeCloseTo(1.45 * 750_000, -1)
  })

  it('queues where all chargers are taken, and goes on in turn', () => {
    const w = start()
    w.t.place.chargersBusy[box] = w.layout.places.chargers[box] - 1
    const [first, second] = bringEmpty(w, 2)
    const status = () => [first, second].map((b) => w.t.battery.status[b])
    expect(status()).toEqual([BatteryStatus.charging, BatteryStatus.queued])
    runWorld(w, 10 * hour + 1.6 * hour)
    expect(status()).toEqual([BatteryStatus.ready, BatteryStatus.charging])
    runWorld(w, 14 * hour)
    expect(status()).toEqual([BatteryStatus.ready, BatteryStatus.ready])
    expect(w.t.place.chargersBusy[box]).toBe(w.layout.places.chargers[box] - 1)
  })

  it('that is broken off books what was charged so far, frees the charger and fires no more', () => {
    const w = start()
    const [battery] = bringEmpty(w, 1)
    runWorld(w, 10.5 * hour)
    w.t.clock.nowMs[0] = 10.5 * hour
    unplug(w, battery)
    expect(w.t.battery.socFrac[battery]).toBeCloseTo(0.2 + 375 / 1500 / w.t.battery.q[battery], 9)
    expect(w.t.place.chargersBusy[box]).toBe(0)
    let pending = 0
    w.list.forEachPending((_, __, kind, subject) => {
      if (kind === EventKind.chargeDone && subject === battery) pending += 1
    })
    expect(pending).toBe(0)
  })
})

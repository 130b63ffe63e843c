import { describe, expect, it } from 'vitest'
import { EventKind } from './event-kinds.ts'
import { FaultKind, PlaceKind } from './kinds.ts'
import type { FaultSpec, WorldSpec } from './spec.ts'
import type { World } from './world.ts'
import { createFixtureWorld, fixtureSpec, runWorld, stepWorld } from './world-fixture.ts'

const none: FaultSpec = { electronicsPerYear: 0, waterPerYear: 0, damagePerYear: 0, theftPerYear: 0 }

function withFaults(faults: Partial<FaultSpec>, change: Partial<WorldSpec> = {}): WorldSpec {
  return { ...fixtureSpec, ...change, faults: { ...none, ...faults } }
}

/** Candidates of faults that struck in the run, and battery-years gone by. */
function countStrikes(w: World): { strikes: number; batteryYears: number } {
  let strikes = 0
  while (stepWorld(w)) if (w.list.kind === EventKind.faultStrikes) strikes += 1
  const years = w.layout.spec.days / 365.25
  return { strikes, batteryYears: w.t.clock.batteryRows[0] * years }
}

describe('faults', () => {
  it('come at their stated rate', () => {
    const { strikes, batteryYears } = countStrikes(createFixtureWorld(withFaults({ electronicsPerYear: 12 }, { days: 90 })).w)
    const expected = 12 * batteryYears
    expect(Math.abs(strikes - expected)).toBeLessThan(4 * Math.sqrt(expected))
  })

  it('do not come where no rate is stated', () => {
    const { w } = createFixtureWorld(withFaults({}, { days: 30 }))
    expect(countStrikes(w).strikes).toBe(0)
    expect(w.t.battery.fault.every((kind) => kind === FaultKind.none)).toBe(true)
  })

  it('come more often in an episode, and at the same moments as without one outside of it', () => {
    const episode = { fromDay: 10, days: 10, deltaDegC: 0, demandFactor: 1, faultFactor: 3 }
    const weather = { ...fixtureSpec.weather, episodes: [episode] }
    const { w } = createFixtureWorld(
      withFaults({ electronicsPerYear: 20 }, { days: 30, weather, couriers: { ...fixtureSpec.couriers, count: 0 } }),
    )
    const byThird = [0, 0, 0]
    for (let before = sumOf(w); stepWorld(w); before = sumOf(w)) {
      if (w.list.kind !== EventKind.faultStrikes || sumOf(w) === before) continue
      byThird[Math.min(2, Math.floor(w.t.clock.day[0] / 10))] += 1
    }
    expect(byThird[1]).toBeGreaterThan(1.5 * byThird[0])
  })

  it('of electronics make the terminal invalid and the battery unknown until it is repaired', () => {
    const { w } = createFixtureWorld(withFaults({ electronicsPerYear: 3 }, { days: 10, couriers: { ...fixtureSpec.couriers, count: 0 } }))
    runWorld(w)
    const { fault, terminal } = w.t.battery
    const struck = Array.from(fault.keys()).filter((b) => fault[b] === FaultKind.electronics)
    expect(struck.length).toBeGreaterThan(0)
    for (const b of struck) expect(w.t.terminal.isValid[terminal[b]]).toBe(0)
  })

  it('of theft happen outside hubs and vans only, and a new battery is bought for each', () => {
    const { w } = createFixtureWorld(withFaults({ theftPerYear: 20 }, { days: 15 }))
    while (w.list.peekTime() <= w.layout.days.startMs[15]) {
      const lost = w.t.balance.lost[0]
      const places = w.t.battery.placeKind.slice()
      stepWorld(w)
      if (w.t.balance.lost[0] > lost) expect([PlaceKind.customer, PlaceKind.box]).toContain(places[w.list.subject])
    }
    expect(w.t.balance.lost[0]).toBeGreaterThan(5)
    expect(w.t.supply.ordered.reduce((a, b) => a + b, 0)).toBe(w.t.balance.lost[0])
  })

  it('strike a battery that is gone no more', () => {
    const { w } = createFixtureWorld(withFaults({ theftPerYear: 300 }, { days: 10 }))
    runWorld(w)
    const { placeKind, faultCount } = w.t.battery
    const gone = Array.from(placeKind.keys()).filter((b) => placeKind[b] === PlaceKind.gone)
    const counts = gone.map((b) => faultCount[b])
    expect(gone.length).toBeGreaterThan(20)
    w.list.forEachPending((_, __, kind, subject) => {
      if (kind === EventKind.faultStrikes) expect(gone).not.toContain(subject)
    })
    expect(counts.every((count) => count > 0)).toBe(true)
  })
})

/** Faults that lasted or were repaired: the terminals' failures count them. */
function sumOf(w: World): number {
  return w.t.terminal.failures.reduce((a, b) => a + b, 0)
}

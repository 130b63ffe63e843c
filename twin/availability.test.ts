import { describe, expect, it } from 'vitest'
import { reviewAvailability } from './availability.ts'
import { bookEmptyPlaces } from './exchange.ts'
import { PlaceKind } from './kinds.ts'
import { customerList, unlink } from './list.ts'
import { requestReplacement } from './replacement.ts'
import { ReplacementCause } from './kinds.ts'
import type { WorldSpec } from './spec.ts'
import type { World } from './world.ts'
import { createFixtureWorld, fixtureSpec, runWorld } from './world-fixture.ts'

const hour = 3_600_000
const day = 24 * hour
const who = 0

/** Six homes with two modules each, without couriers: what fails stays down. */
const spec: WorldSpec = {
  ...fixtureSpec,
  days: 100,
  segments: [{ ...fixtureSpec.segments[3], customers: 6, inspectionEveryDays: 0 }],
  fleet: { ...fixtureSpec.fleet, startFleet: 'new' },
  faults: { electronicsPerYear: 0, waterPerYear: 0, damagePerYear: 0, theftPerYear: 0 },
  couriers: { ...fixtureSpec.couriers, count: 0 },
}

function goTo(w: World, timeMs: number): void {
  runWorld(w, timeMs)
  w.t.clock.nowMs[0] = timeMs
}

function downOf(w: World, battery: number): number {
  return w.t.battery.downSinceMs[battery]
}

describe('full maintenance', () => {
  it('is available all the time when nothing fails', () => {
    const { w, record } = createFixtureWorld({ ...spec, days: 3 })
    runWorld(w)
    expect(record.sums['contractMs']).toBe(6 * 2 * 3 * day)
    expect(record.sums['availableMs']).toBe(record.sums['contractMs'])
  })

  it('is down from a failure on, booked day by day', () => {
    const { w, record } = createFixtureWorld({ ...spec, days: 3 })
    goTo(w, 30 * hour)
    const battery = w.t.list.head[customerList(w, who)]
    requestReplacement(w, who, battery, ReplacementCause.fault)
    goTo(w, 2 * day)
    expect(record.sums['contractMs'] - record.sums['availableMs']).toBe(18 * hour)
    runWorld(w)
    expect(record.sums['contractMs'] - record.sums['availableMs']).toBe(42 * hour)
  })

  it('is down while a stolen battery’s place is empty', () => {
    const { w, record } = createFixtureWorld({ ...spec, days: 2 })
    goTo(w, 20 * hour)
    const battery = w.t.list.head[customerList(w, who)]
    bookEmptyPlaces(w, who)
    unlink(w, battery)
    w.t.battery.placeKind[battery] = PlaceKind.gone
    w.t.balance.lost[0] += 1
    runWorld(w)
    expect(record.sums['contractMs'] - record.sums['availableMs']).toBe(28 * hour)
  })

  it('counts a stolen battery’s place from the theft on, in the course of a run', () => {
    const { w, record } = createFixtureWorld({ ...spec, days: 30, faults: { ...spec.faults, theftPerYear: 4 } })
    let expected = 0
    for (let before = w.t.balance.lost[0]; w.list.peekTime() <= 30 * day; before = w.t.balance.lost[0]) {
      const time = w.list.peekTime()
      runWorld(w, time)
      // Without couriers nothing comes back: each loss at a home is down until the end. Stock is stolen from boxes only.
      expected += (w.t.balance.lost[0] - before) * (30 * day - time)
    }
    expect(expected).toBeGreaterThan(0)
    expect(record.sums['contractMs'] - record.sums['availableMs']).toBe(expected)
  })

  it('is down when a battery falls below the contract’s soh', () => {
    const { w, record } = createFixtureWorld({ ...spec, days: 3 })
    goTo(w, 12 * hour)
    const battery = w.t.list.head[customerList(w, who)]
    // A module that ages a thousandfold is through with its contract on the first day.
    w.t.battery.multiplier[battery] = 1500
    goTo(w, day)
    expect(w.t.battery.q[battery]).toBeLessThan(spec.segments[0].minimumSohFrac)
    expect(downOf(w, battery)).toBe(day)
    runWorld(w)
    expect(record.sums['contractMs'] - record.sums['availableMs']).toBe(2 * day)
  })
})

describe('the promise of availability', () => {
  it('is judged for every customer once in 30 days, the first time after 30 to 59', () => {
    const { w, record } = createFixtureWorld({ ...spec, days: 89 })
    runWorld(w)
    expect(record.sums['promisesDue']).toBeGreaterThanOrEqual(6 * 1)
    expect(record.sums['promisesDue']).toBeLessThanOrEqual(6 * 2)
    expect(record.sums['promisesKept']).toBe(record.sums['promisesDue'])
  })

  it('allows downtime in proportion to the span that it is judged over', () => {
    const { w } = createFixtureWorld({ ...spec, days: 100 })
    const first =
      Array.from({ length: 30 }, (_, i) => 30 + i).find((age) => (age + (w.layout.customers.stableId[who] % 30)) % 30 === 0) ?? 0
    const allowed = (days: number) => (1 - spec.sla.availabilityFrac) * 2 * days * day
    const judged = (age: number, downMs: number): number => {
      const { w: fresh } = createFixtureWorld({ ...spec, days: 100 })
      fresh.t.clock.day[0] = age - 1
      fresh.t.customer.downMs[who] = downMs
      const before = fresh.t.dayFacts.promisesKept.reduce((a, b) => a + b, 0)
      reviewAvailability(fresh)
      expect(fresh.t.customer.downMs[who]).toBe(0)
      return fresh.t.dayFacts.promisesKept.reduce((a, b) => a + b, 0) - before - othersDue(fresh, age)
    }
    expect(judged(first, allowed(first) - 1)).toBe(1)
    expect(judged(first, allowed(first) + 1)).toBe(0)
    expect(judged(first + 30, allowed(30) - 1)).toBe(1)
    expect(judged(first + 30, allowed(30) + 1)).toBe(0)
  })
})

/** Promises of the other customers that are judged on the same day; none of them was down. */
function othersDue(w: World, age: number): number {
  let due = 0
  for (let other = 1; other < 6; other++) if ((age + (w.layout.customers.stableId[other] % 30)) % 30 === 0) due += 1
  return due
}

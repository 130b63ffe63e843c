import { beforeAll, describe, expect, it } from 'vitest'
import { CourierState } from '../twin/courier-state.ts'
import { createWorld } from '../twin/create-world.ts'
import { growWorld, handleEvent } from '../twin/engine.ts'
import { EventKind } from '../twin/event-kinds.ts'
import { layOut } from '../twin/layout/layout.ts'
import type { WorldSpec } from '../twin/spec.ts'
import type { World } from '../twin/world.ts'
import { createFixtureCity, createRecord, fixtureSpec, runWorld } from '../twin/world-fixture.ts'

const hour = 3_600_000
const spec: WorldSpec = {
  ...fixtureSpec,
  days: 40,
  partner: { ...fixtureSpec.partner, shareFrac: 0.5 },
  couriers: { ...fixtureSpec.couriers, absentFrac: 0.3 },
  faults: { electronicsPerYear: 1, waterPerYear: 1, damagePerYear: 1, theftPerYear: 0 },
}

function withCustomers(segment: number, add: number): WorldSpec {
  return { ...spec, segments: spec.segments.map((s, i) => (i === segment ? { ...s, customers: s.customers + add } : s)) }
}

/** A little more float: one or two batteries more of the first product, and no customer. */
function withSpares(): WorldSpec {
  return { ...spec, products: spec.products.map((p, i) => (i === 0 ? { ...p, floatFactor: p.floatFactor + 1 / 24 } : p)) }
}

function create(s: WorldSpec): World {
  return createWorld(layOut(s, createFixtureCity()), { sink: createRecord().sink, level: 0 })
}

interface BatteryLuck {
  readonly multiplier: number
  readonly boughtMs: number
  readonly startQ: number
  readonly faultTimes: readonly number[]
}

/** What chance gave each battery at the start, by stable id. */
function batteryLuck(w: World): Map<number, BatteryLuck> {
  const faults = new Map<number, number[]>()
  w.list.forEachPending((time, _, kind, subject) => {
    if (kind === EventKind.faultStrikes) faults.set(subject, [...(faults.get(subject) ?? []), time])
  })
  const b = w.t.battery
  return new Map(
    Array.from({ length: w.t.clock.batteryRows[0] }, (_, row) => [
      b.stableId[row],
      { multiplier: b.multiplier[row], boughtMs: b.boughtMs[row], startQ: b.startQ[row], faultTimes: faults.get(row) ?? [] },
    ]),
  )
}

/** What chance gives each customer, by stable id: site, mode, use and threshold, and the use of every day of a week. */
function customerLuck(w: World): Map<number, number[]> {
  const { customers } = w.layout
  const luck = new Map<number, number[]>()
  for (let row = 0; row < customers.count; row++)
    luck.set(customers.stableId[row], [customers.node[row], customers.mode[row], customers.useFactor[row], customers.swapAtSocFrac[row]])
  for (let day = 0; day < 7; day++) {
    runWorld(w, day * 24 * hour + 1)
    for (let row = 0; row < customers.count; row++) luck.get(customers.stableId[row])?.push(w.t.customer.dayUseFrac[row])
  }
  return luck
}

function expectSameFor<T>(before: Map<number, T>, after: Map<number, T>, more: number): void {
  for (const [id, luck] of before) expect(after.get(id)).toEqual(luck)
  expect(after.size).toBe(before.size + more)
}

describe('nobody’s luck depends on who else is there', () => {
  let batteries: Map<number, BatteryLuck>
  let customers: Map<number, number[]>
  beforeAll(() => {
    batteries = batteryLuck(create(spec))
    customers = customerLuck(create(spec))
  })

  it('every battery and customer has an id of its own here, and chance gives them different things', () => {
    const w = create(spec)
    expect(batteries.size).toBe(w.t.clock.batteryRows[0])
    expect(new Set([...batteries.values()].map((l) => l.multiplier)).size).toBe(batteries.size)
    expect([...batteries.values()].filter((l) => l.faultTimes.length > 0).length).toBeGreaterThan(5)
  })

  it('one battery more in the float changes no other battery and no customer', () => {
    const w = create(withSpares())
    expectSameFor(batteries, batteryLuck(w), 1)
    expectSameFor(customers, customerLuck(w), 0)
  })

  it.each([0, 1, 2, 3])('one customer more in segment %i changes no other customer and no battery', (segment) => {
    const w = create(withCustomers(segment, 1))
    const { packsPerCustomer, product } = spec.segments[segment]
    const { floatFactor } = spec.products.find((p) => p.id === product)!
    const owned = (n: number) => Math.round(n * packsPerCustomer * floatFactor)
    const more = owned(spec.segments[segment].customers + 1) - owned(spec.segments[segment].customers)
    expectSameFor(batteries, batteryLuck(w), more)
    expectSameFor(customers, customerLuck(w), 1)
  })

  it('another rule changes nobody’s luck either', () => {
    const w = create({
      ...spec,
      rules: { ...spec.rules, orderBelowSocFrac: 0.5, replaceLeadDays: 60 },
      couriers: { ...spec.couriers, count: 5 },
    })
    expectSameFor(batteries, batteryLuck(w), 0)
    expectSameFor(customers, customerLuck(w), 0)
  })

  it('faults strike each battery at the same times, though another customer shares the run', () => {
    const often = { electronicsPerYear: 40, waterPerYear: 0, damagePerYear: 0, theftPerYear: 0 }
    const before = recordLuck({ ...spec, days: 20, faults: often })
    const after = recordLuck({ ...withCustomers(0, 1), days: 20, faults: often })
    expect(before.strikes.size).toBeGreaterThan(40)
    // A battery that leaves one fleet earlier has fewer strikes there, but the same until then.
    for (const [id, times] of before.strikes) {
      const others = after.strikes.get(id) ?? []
      const common = Math.min(times.length, others.length)
      expect(others.slice(0, common)).toEqual(times.slice(0, common))
    }
    expect([...before.strikes.keys()].filter((id) => after.strikes.has(id)).length).toBeGreaterThan(40)
  })

  it('who is absent at which attempt of which order does not depend on another customer', () => {
    const before = recordLuck(spec)
    const after = recordLuck(withCustomers(0, 1))
    const common = [...before.absences].filter(([key]) => after.absences.has(key))
    expect(common.length).toBeGreaterThan(30)
    expect(common.filter(([, isAbsent]) => isAbsent).length).toBeGreaterThan(5)
    for (const [key, isAbsent] of common) expect(after.absences.get(key)).toBe(isAbsent)
  })
})

/** Runs a world and writes down what chance does in it: strikes by battery, absences by customer, order of that customer and attempt. */
function recordLuck(s: WorldSpec): { strikes: Map<number, number[]>; absences: Map<string, boolean> } {
  const w = create(s)
  const strikes = new Map<number, number[]>()
  const absences = new Map<string, boolean>()
  const end = w.layout.days.startMs[s.days]
  while (w.list.peekTime() <= end) {
    growWorld(w)
    w.list.pop()
    const { kind, subject, time } = w.list
    const order = kind === EventKind.courierArrives ? w.t.courier.tourHead[subject] : -1
    handleEvent(w, kind, subject, time)
    if (kind === EventKind.faultStrikes) {
      const id = w.t.battery.stableId[subject]
      strikes.set(id, [...(strikes.get(id) ?? []), time])
    }
    const customer = order >= 0 ? w.t.order.customer[order] : -1
    if (customer < 0) continue
    const key = `${w.layout.customers.stableId[customer]}/${w.t.order.occasion[order]}/${w.t.order.attempts[order]}`
    absences.set(key, w.t.courier.state[subject] !== CourierState.serving)
  }
  return { strikes, absences }
}

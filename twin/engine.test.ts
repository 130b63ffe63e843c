import { describe, expect, it } from 'vitest'
import { growWorld, handleEvent } from './engine.ts'
import { acceptOrder } from './order.ts'
import { OrderKind } from './order-kind.ts'
import { OrderState } from './process/order-process.ts'
import type { LimitSpec, WorldSpec } from './spec.ts'
import type { World } from './world.ts'
import { createFixtureWorld, fixtureSpec, runWorld } from './world-fixture.ts'

function withLimits(limits: Partial<LimitSpec>): WorldSpec {
  return { ...fixtureSpec, limits: { ...fixtureSpec.limits, ...limits } }
}

function inspect(w: World): number {
  return acceptOrder(w, {
    kind: OrderKind.inspection,
    cause: 0,
    mode: 4,
    customer: 0,
    place: -1,
    battery: -1,
    product: 3,
    packs: 0,
    hub: 0,
    earliestMs: 1e9,
    dueMs: 2e9,
  })
}

describe('growth between two events', () => {
  it('keeps every open order and gives each new one a row of its own', () => {
    const { w } = createFixtureWorld({ ...fixtureSpec, limits: { ...fixtureSpec.limits, openOrders: 100_000 } })
    const before = w.t.clock.openOrders[0]
    const rows = new Set<number>()
    for (let n = 0; n < 1000; n++) {
      growWorld(w)
      rows.add(inspect(w))
    }
    expect(rows.size).toBe(1000)
    expect(w.t.clock.openOrders[0]).toBe(before + 1000)
    expect(w.t.order.state.filter((state) => state === OrderState.waiting).length).toBe(w.t.hub.orderCount[0])
  })

  it('happens only when room runs short', () => {
    const { w } = createFixtureWorld()
    const { arena } = w
    growWorld(w)
    expect(w.arena).toBe(arena)
  })
})

describe('a limit', () => {
  it.each<[string, Partial<LimitSpec>]>([
    ['limit-batteries', { batteries: 10 }],
    ['limit-pending-events', { pendingEvents: 10 }],
    ['limit-open-orders', { openOrders: 0 }],
  ])('%s ends the run with its name', (code, limits) => {
    const { w } = createFixtureWorld(withLimits(limits))
    expect(() => runWorld(w)).toThrow(code)
  })

  it('counts what there is, not the room that tables have', () => {
    const { w } = createFixtureWorld()
    const rows = w.t.clock.batteryRows[0]
    const { w: tight } = createFixtureWorld({ ...withLimits({ batteries: rows + 5 }), days: 3 })
    expect(tight.t.battery.q.length).toBeGreaterThan(rows + 5)
    expect(() => runWorld(tight)).not.toThrow()
  })
})

describe('an event', () => {
  it('of a kind that nobody knows is refused', () => {
    expect(() => handleEvent(createFixtureWorld().w, 99, 0, 0)).toThrow('event-kind')
  })
})

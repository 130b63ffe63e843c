import { describe, expect, it } from 'vitest'
import { growArena } from '../sim/arena/index.ts'
import { EventList, eventListRows } from '../sim/events/index.ts'
import { addFreeOrders } from './engine.ts'
import { hashWorld } from './state-hash.ts'
import type { World } from './world.ts'
import { createFixtureWorld, fixtureSpec, runWorld } from './world-fixture.ts'

const spec = { ...fixtureSpec, days: 6 }
const hour = 3_600_000

function startedWorld(): World {
  const { w } = createFixtureWorld(spec)
  runWorld(w, 40 * hour)
  return w
}

/** Everything lies elsewhere afterwards: larger tables, other free rows. */
function enlarge(w: World): void {
  const before = w.t.order.state.length
  w.arena = growArena(w.arena, { battery: 400, terminal: 400, order: before + 300, ...eventListRows(w.list.capacity * 2) })
  w.t = w.arena.tables
  w.list = new EventList(w.t)
  addFreeOrders(w, before)
}

describe('hashWorld', () => {
  it('is 16 hexadecimal digits and leaves the world as it is', () => {
    const w = startedWorld()
    expect(hashWorld(w)).toMatch(/^[0-9a-f]{16}$/)
    expect(hashWorld(w)).toBe(hashWorld(w))
  })

  it('does not see where things lie: a grown world has the same hash, now and at the end', () => {
    const [w, grown] = [startedWorld(), startedWorld()]
    enlarge(grown)
    expect(hashWorld(grown)).toBe(hashWorld(w))
    runWorld(w)
    runWorld(grown)
    expect(hashWorld(grown)).toBe(hashWorld(w))
  })

  it('counts −0 as 0', () => {
    const w = startedWorld()
    const before = hashWorld(w)
    w.t.balance.lost[0] = -0
    expect(hashWorld(w)).toBe(before)
  })

  it.each<[string, (w: World) => void]>([
    ['a state of charge', (w) => (w.t.battery.socFrac[3] += 1e-9)],
    ['a terminal', (w) => (w.t.terminal.isValid[2] = 0)],
    ['a customer', (w) => (w.t.customer.usedFrac[1] += 1e-9)],
    ['money', (w) => (w.t.dayFacts.feeMicroEur[0] += 1)],
    ['an hour’s fact', (w) => (w.t.hourFacts.courierPaidMs[5] += 1)],
    ['a stock', (w) => (w.t.stock.target[1] += 1)],
    ['a hub', (w) => (w.t.hub.isClosed[0] = 1)],
    ['the clock', (w) => (w.t.clock.nowMs[0] += 1)],
    ['a pending event', (w) => void w.list.schedule(w.t.clock.nowMs[0] + 5, 0, 5, 3)],
    ['the order in a list', swapFirstTwo],
  ])('sees a change of %s', (_, change) => {
    const w = startedWorld()
    const before = hashWorld(w)
    change(w)
    expect(hashWorld(w)).not.toBe(before)
  })
})

/** Lets the first two batteries of the longest list change their places. */
function swapFirstTwo(w: World): void {
  const { head, count } = w.t.list
  const { next, prev } = w.t.battery
  const list = count.indexOf(Math.max(...count))
  const first = head[list]
  const second = next[first]
  const third = next[second]
  head[list] = second
  prev[second] = -1
  next[second] = first
  prev[first] = second
  next[first] = third
  prev[third] = first
}

import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { advanceReplay, AtRamp, inspect, InsideState, lookInside, startReplay } from '../scenarios/index.ts'
import type { InsideView, Replay } from '../scenarios/index.ts'
import { seekWorld } from '../scenarios/replay/replay.ts'
import { CourierState, createSurvey, hashWorld, OrderEvent, PlaceKind } from '../twin/index.ts'
import { layOut } from '../twin/layout/layout.ts'
import { loadSmall, shareCity } from './small-scenario.ts'

const dayMs = 86_400_000
const days = 8
let replay: Replay

beforeAll(() => {
  const survey = createSurvey(shareCity())
  const spec = loadSmall({
    days,
    segments: { scooters: { customers: 150 }, ebikes: { customers: 100 }, tools: { customers: 6 } },
    boxes: { restockAtMissing: 1 },
    shops: { restockAtMissing: 1 },
    // Many worn batteries are withdrawn, so that couriers bring others.
    rules: { replaceBelowSohFrac: 0.9 },
    hubs: { chargers: 5, closures: { strike: { hub: 'North', fromDay: 6, days: 1 } } },
    couriers: { count: 4 },
  })
  replay = startReplay(layOut(spec, survey.city, survey), survey)
  while (advanceReplay(replay, 5000).kind === 'running');
})

const moments = fc.integer({ min: dayMs, max: days * dayMs - 1 })
const places = () => fc.nat(replay.layout.places.count - 1)
const look = (place: number, timeMs: number): InsideView => lookInside(replay, place, timeMs)!

test('a place holds exactly the batteries that the world says are there, each once, doing what it does', () => {
  fc.assert(
    fc.property(moments, places(), (timeMs, place) => {
      const { batteries } = look(place, timeMs)
      const { battery: b, clock } = seekWorld(replay, timeMs).t
      const all = Array.from({ length: clock.batteryRows[0] }, (_, at) => at)
      const there = all.filter((at) => b.placeKind[at] <= PlaceKind.box && b.place[at] === place)
      expect(Array.from(batteries.battery).toSorted((x, y) => x - y)).toEqual(there)
      // Ready, charging, queued, withdrawn, inspecting are 1 … 5 as states of a battery.
      batteries.battery.forEach((at, row) => expect(b.status[at]).toBe(batteries.state[row] + 1))
    }),
    { numRuns: 60 },
  )
})

test('busy chargers are those that batteries hold; ends of charges lie ahead; charge lies within 0 and 1', () => {
  fc.assert(
    fc.property(moments, places(), (timeMs, place) => {
      const { batteries, chargers, chargersBusy } = look(place, timeMs)
      expect(batteries.isOnCharger.reduce((a, b) => a + b, 0)).toBe(chargersBusy)
      expect(chargersBusy).toBeLessThanOrEqual(chargers)
      for (let row = 0; row < batteries.count; row++) {
        if (batteries.state[row] === InsideState.charging) expect(batteries.endMs[row]).toBeGreaterThan(timeMs)
        const [soc, soh] = [batteries.soc[row], batteries.soh[row]]
        expect(Number.isNaN(soc)).toBe(Number.isNaN(soh))
        if (!Number.isNaN(soc)) expect(soc >= 0 && soc <= 1 && soh > 0 && soh <= 1.0001).toBe(true)
      }
    }),
    { numRuns: 60 },
  )
})

test('a charge that ends has reached what counts as ready, and the place says the same as the battery’s own story', () => {
  let seen = 0
  for (let hour = 30; hour < 150 && seen < 8; hour += 7) {
    for (let place = 0; place < replay.layout.places.count; place++) {
      const { batteries } = look(place, hour * 3_600_000)
      const row = batteries.state.indexOf(InsideState.charging)
      if (row < 0 || Number.isNaN(batteries.soc[row])) continue
      const battery = batteries.battery[row]
      const story = inspect(replay, { kind: 'battery', id: battery }, hour * 3_600_000)!
      expect(Math.fround(story.rows.find(({ label }) => label === 'State of charge')!.value as number)).toBe(batteries.soc[row])
      const before = look(place, batteries.endMs[row] - 1)
      const at = before.batteries.battery.indexOf(battery)
      if (at < 0 || Number.isNaN(before.batteries.soc[at])) continue
      expect(before.batteries.soc[at]).toBeCloseTo(replay.layout.spec.sla.readySocFrac, 3)
      seen += 1
    }
  }
  expect(seen).toBeGreaterThan(3)
})

test('couriers at a hub: who waits, loads or unloads; in all places together none is twice', () => {
  const doings = new Set<number>()
  for (let hour = 54; hour < 72; hour += 0.05) {
    const timeMs = Math.round(hour * 3_600_000)
    const seen: number[] = []
    for (let place = 0; place < replay.layout.places.count; place++) {
      const { couriers } = look(place, timeMs)
      const w = seekWorld(replay, timeMs)
      couriers.courier.forEach((courier, row) => {
        seen.push(courier)
        if (place < replay.layout.places.hubs) doings.add(couriers.doing[row])
        expect(w.t.courier.state[courier]).not.toBe(CourierState.off)
      })
      const idle = w.t.courier.state.filter((state, c) => state === CourierState.idle && replay.layout.couriers.hub[c] === place).length
      if (place < replay.layout.places.hubs) expect(couriers.doing.filter((doing) => doing === AtRamp.waiting).length).toBe(idle)
    }
    expect(new Set(seen).size).toBe(seen.length)
  }
  expect(doings).toEqual(new Set([AtRamp.waiting, AtRamp.loading, AtRamp.unloading]))
})

test('a courier who brings batteries to a box or shop stands at its door a minute before the visit ends', () => {
  const { columns: c, rows } = replay.journal.orders
  const visits = Array.from({ length: rows }, (_, i) => i).filter((i) => c.customer[i] < 0 && c.event[i] === OrderEvent.present)
  expect(visits.length).toBeGreaterThan(0)
  for (const visit of visits) {
    const { couriers } = look(c.place[visit], c.timeMs[visit] - 60_000)
    const row = couriers.courier.indexOf(c.courier[visit])
    expect(couriers.doing[row]).toBe(AtRamp.serving)
    expect(couriers.fresh[row]).toBeGreaterThan(0)
  }
})

test('staff is on duty while the hub is open, and not on a day on which it is closed', () => {
  const noon = 12 * 3_600_000
  const north = replay.layout.places.name.indexOf('North')
  expect(look(north, 5 * dayMs + noon)).toMatchObject({ isOpen: true, staff: 2 })
  expect(look(north, 5 * dayMs + 3 * 3_600_000)).toMatchObject({ isOpen: false, staff: 0 })
  expect(look(north, 6 * dayMs + noon)).toMatchObject({ isOpen: false, staff: 0 })
})

test('looking changes nothing, and a place that is not there is null', () => {
  const before = hashWorld(seekWorld(replay, 3 * dayMs))
  for (let place = 0; place < replay.layout.places.count; place++) look(place, 3 * dayMs)
  expect(hashWorld(seekWorld(replay, 3 * dayMs))).toBe(before)
  for (const place of [-1, 0.5, replay.layout.places.count]) expect(lookInside(replay, place, dayMs)).toBe(null)
})

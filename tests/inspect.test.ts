import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { loadSmall, shareCity } from './small-scenario.ts'
import { hashWorld } from '../twin/state-hash.ts'
import { layOut } from '../twin/layout/layout.ts'
import { createSurvey } from '../twin/layout/survey.ts'
import { PlaceKind } from '../twin/kinds.ts'
import { OrderEvent } from '../twin/process/index.ts'
import { advanceReplay, livedMsOf, seekWorld, startReplay } from '../scenarios/replay/replay.ts'
import type { Replay } from '../scenarios/replay/replay.ts'
import { inspect } from '../scenarios/replay/inspect.ts'
import { listLate } from '../scenarios/replay/late.ts'
import type { Inspection } from '../scenarios/replay/draw.ts'

const days = 12
const dayMs = 86_400_000
const survey = createSurvey(shareCity())
const layout = layOut(
  loadSmall({
    days,
    segments: { scooters: { customers: 150 }, ebikes: { customers: 150 }, tools: { customers: 6 } },
    couriers: { count: 3, absentFrac: 0.3 },
  }),
  survey.city,
  survey,
)
const noon = 5 * dayMs + 12 * 3_600_000

let replay: Replay

beforeAll(() => {
  replay = startReplay(layout, survey)
  while (advanceReplay(replay, 5000).kind === 'running');
})

const look = (kind: 'battery' | 'place' | 'courier' | 'customer', id: number, timeMs = noon): Inspection => {
  const found = inspect(replay, { kind, id }, timeMs)
  if (found === null) throw new Error(`no ${kind} ${id}`)
  return found
}
const valueOf = ({ rows }: Inspection, label: string) => rows.find((row) => row.label === label)?.value

test('looking changes nothing: the state afterwards is the state before', () => {
  const before = hashWorld(seekWorld(replay, noon))
  const counts = { battery: 40, place: layout.places.count, courier: layout.couriers.count, customer: 60 }
  for (const [kind, count] of Object.entries(counts)) for (let id = 0; id < count; id++) look(kind as keyof typeof counts, id)
  expect(hashWorld(seekWorld(replay, noon))).toBe(before)
  const end = livedMsOf(replay)
  expect(hashWorld(seekWorld(replay, end))).toBe(hashWorld(replay.run.world))
})

test('every story is whole: values with units, curves of equal length, events in order', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('battery', 'place', 'courier', 'customer'),
      fc.nat(300),
      fc.integer({ min: 0, max: days * dayMs }),
      (kind, id, timeMs) => {
        const story = inspect(replay, { kind, id }, timeMs)
        if (story === null) return
        expect(story.title).not.toBe('')
        for (const { label, value, unit } of story.rows) {
          expect(label).not.toBe('')
          if (typeof value === 'number') expect(Number.isFinite(value) && unit !== '').toBe(true)
          else if (value !== null) expect(value).not.toMatch(/undefined|NaN|^$/)
        }
        for (const { timeMs: times, value } of story.series) {
          expect(value.length).toBe(times.length)
          expect(value.every(Number.isFinite)).toBe(true)
        }
        const times = story.events.map((e) => e.timeMs)
        expect(times).toEqual(times.toSorted((a, b) => a - b))
        for (const { text } of story.events) expect(text).not.toMatch(/undefined|NaN|null/)
      },
    ),
    { numRuns: 150 },
  )
})

test('a row that is not there has no story', () => {
  for (const id of [-1, 1.5, 1e9]) expect(inspect(replay, { kind: 'battery', id }, noon)).toBe(null)
  expect(inspect(replay, { kind: 'place', id: layout.places.count }, noon)).toBe(null)
})

test('a battery’s story says by which law it ages, what lies beyond that law’s tests, and how its life goes on', () => {
  const { terminal, battery } = seekWorld(replay, noon).t
  const { products } = layout.spec
  const seen = new Set<number>()
  for (let id = 0; id < 1500 && seen.size < products.length; id++) {
    if (terminal.isValid[battery.terminal[id]] !== 1 || seen.has(battery.product[id])) continue
    seen.add(battery.product[id])
    const story = look('battery', id)
    expect(valueOf(story, 'Ageing law')).toMatch(/Ah/)
    expect(valueOf(story, 'Beyond the law’s tests so far')).toMatch(/^(nothing|[a-z, ]+)$/)
    expect(valueOf(story, 'Worn out, at mean use, in')).not.toBeNull()
    expect(story.rows.filter(({ label }) => label.startsWith('Knee of its fade'))).toHaveLength(1)
    const hasResistance = products[battery.product[id]].ageingModel.includes('Kokam')
    expect(valueOf(story, 'Resistance, new = 1') !== null).toBe(hasResistance)
  }
  expect(seen.size).toBeGreaterThan(1)
})

test('a battery’s last place in its journey is where it is', () => {
  const w = seekWorld(replay, noon)
  for (let battery = 0; battery < 200; battery++) {
    const story = look('battery', battery)
    expect(story.events.at(-1)?.text).toBe(valueOf(story, 'Where'))
  }
  const held = w.t.battery.placeKind.findIndex((kind) => kind === PlaceKind.customer)
  const story = look('battery', held)
  expect(valueOf(story, 'State of health')).toBe(seekWorld(replay, noon).t.battery.q[held])
  expect(story.series[0].value.length).toBe(6)
  const temp = valueOf(story, 'Cell temperature, mean of yesterday')
  expect(temp).toBe(w.t.battery.tempDegC[held])
  expect(temp).toBeGreaterThan(-10)
  expect(temp).toBeLessThan(40)
})

test('a pooled set empties as it is used, and is fuller after its exchange', () => {
  const { columns, rows } = replay.journal.promises
  const atStation = (i: number) => columns.isKept[i] === 1 && columns.place[i] >= 0 && columns.customer[i] >= 0
  const at = Array.from({ length: rows }, (_, i) => i).find((i) => atStation(i) && columns.timeMs[i] > noon)!
  const customer = columns.customer[at]
  const used = (timeMs: number) => valueOf(look('customer', customer, timeMs), 'Used since the last exchange, of one pack') as number
  expect(used(columns.timeMs[at] - 60_000)).toBeGreaterThan(0.3)
  expect(used(columns.timeMs[at])).toBe(0)
})

test('a place’s curve is its stock: ready now equals the figure, quarter of an hour by quarter', () => {
  for (let place = 0; place < layout.places.count; place++) {
    const story = look('place', place)
    for (const { label, timeMs, value } of story.series) {
      expect(timeMs.length).toBe(97)
      expect(value[48]).toBe(valueOf(story, label))
      const [later] = look('place', place, noon + 3_600_000).series
      expect(later.timeMs).toEqual(timeMs)
    }
  }
})

test('a courier’s planned stops come true when nobody is absent', () => {
  const present = layOut({ ...layout.spec, couriers: { ...layout.spec.couriers, absentFrac: 0 } }, survey.city, survey)
  const run = startReplay(present, survey)
  while (advanceReplay(run, 5000).kind === 'running');
  let seen = 0
  for (let hour = 6; hour < 21; hour++) {
    for (let courier = 0; courier < present.couriers.count; courier++) {
      const atMs = 4 * dayMs + hour * 3_600_000
      const planned = inspect(run, { kind: 'courier', id: courier }, atMs)!.events.filter((e) => e.timeMs > atMs)
      if (planned.length < 2) continue
      const { events } = inspect(run, { kind: 'courier', id: courier }, planned.at(-1)!.timeMs)!
      const stopMs = present.spec.couriers.stopMinutes * 60_000
      for (const { timeMs } of planned.slice(0, -1)) expect(events.map((e) => e.timeMs)).toContain(timeMs + stopMs)
      seen += 1
    }
  }
  expect(seen).toBeGreaterThan(2)
})

test('a missed promise says why', () => {
  const { columns, rows } = replay.journal.promises
  const missed = Array.from({ length: rows }, (_, i) => i).filter((i) => columns.isKept[i] === 0)
  expect(missed.length).toBeGreaterThan(3)
  for (const i of missed.slice(0, 40)) {
    const { events } = look('customer', columns.customer[i], columns.timeMs[i])
    const told = events.filter((e) => e.timeMs === columns.timeMs[i] && e.text.startsWith('promise missed: '))
    expect(told.length).toBeGreaterThan(0)
  }
})

test('late customers: who waits now has an open order past its promise, and each missed promise is in its customer’s story', () => {
  const moments = [3, 5.5, 7.8, 11.9].map((day) => day * dayMs)
  const lists = moments.map((timeMs) => listLate(replay, timeMs, 1000))
  expect(lists.at(-1)!.missed.length).toBeGreaterThan(10)
  for (const { timeMs, missed, missedCount, judgedCount, waiting } of lists) {
    expect([missed.length, judgedCount >= missedCount]).toEqual([missedCount, true])
    expect(missed.map((one) => one.timeMs)).toEqual(missed.map((one) => one.timeMs).toSorted((a, b) => b - a))
    for (const { customer, name, timeMs: at, why } of missed.slice(0, 25)) {
      const story = look('customer', customer, timeMs)
      expect(story.title).toBe(name)
      expect(story.events.some((event) => event.timeMs === at && event.text === `promise missed: ${why}`)).toBe(true)
    }
    // The same from the journal: orders that were accepted and have not ended.
    const { columns: c, rows } = replay.journal.orders
    const open = new Map<number, number>()
    for (let i = 0; i < rows && c.timeMs[i] <= timeMs; i++) {
      if (c.customer[i] < 0) continue
      if (c.event[i] === OrderEvent.accept || c.event[i] === OrderEvent.acceptPartner) open.set(c.serial[i], c.customer[i])
      if (c.event[i] === OrderEvent.close) open.delete(c.serial[i])
    }
    expect([...open.values()]).toEqual(expect.arrayContaining(waiting.map(({ customer }) => customer)))
    for (const one of waiting) expect(one.timeMs).toBeLessThan(timeMs)
  }
  expect(lists.some(({ waiting }) => waiting.length > 0)).toBe(true)
  // The newest only, where fewer are wanted.
  expect(listLate(replay, moments[3], 3).missed).toEqual(lists[3].missed.slice(0, 3))
})

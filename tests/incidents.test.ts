import { beforeAll, expect, test } from 'vitest'
import { columnOf } from '../data/columns/index.ts'
import { advanceReplay, factsOf, findIncident, findWorstDay, startReplay, totalDays, trackBattery } from '../scenarios/index.ts'
import type { IncidentKind, Replay, WorstDay } from '../scenarios/index.ts'
import { seekWorld } from '../scenarios/replay/replay.ts'
import { createSurvey } from '../twin/index.ts'
import { layOut } from '../twin/layout/layout.ts'
import { loadSmall, shareCity } from './small-scenario.ts'

const dayMs = 86_400_000
const days = 24
let replay: Replay

beforeAll(() => {
  const survey = createSurvey(shareCity())
  const spec = loadSmall({
    days,
    segments: { scooters: { customers: 120 }, ebikes: { customers: 120 }, tools: { customers: 6 } },
    couriers: { count: 3, absentFrac: 0.3 },
    hubs: { closures: { strike: { hub: 'North', fromDay: 9, days: 2 } } },
  })
  replay = startReplay(layOut(spec, survey.city, survey), survey)
  while (advanceReplay(replay, 5000).kind === 'running');
})

/** All incidents of a kind, by asking for the next until none follows. */
function walk(kind: IncidentKind, direction: 1 | -1) {
  const found = []
  let at: { timeMs: number; number?: number } = { timeMs: direction > 0 ? -1 : days * dayMs + 1 }
  for (;;) {
    const { incident, count } = findIncident(replay, { kind, direction, ...at })
    expect(count).toBeGreaterThan(0)
    if (incident === null) return found
    found.push(incident)
    at = { timeMs: incident.timeMs, number: incident.number }
  }
}

const sumOf = (name: string) => Array.from(columnOf(factsOf(replay.run)[0], name)).reduce((a, b) => a + b, 0)

test('next by next all breaches are met, as many as the facts count, and backwards the same', () => {
  const found = walk('breach', 1)
  expect(found.length).toBe(sumOf('promisesDue') - sumOf('promisesKept'))
  expect(found.map(({ number }) => number)).toEqual(found.map((_, i) => i + 1))
  expect(walk('breach', -1).toReversed()).toEqual(found)
  for (const { why, pick, title } of found) {
    expect(pick.kind).toBe('customer')
    expect(`${title} ${why}`).not.toMatch(/undefined|NaN/)
  }
})

test('failed attempts are those of the facts', () => {
  expect(walk('failedAttempt', 1).length).toBe(sumOf('failedAttempts'))
})

test('at a stock-out the place has no ready battery of the type, and just before it has one', () => {
  const found = walk('stockOut', 1).filter(({ timeMs }) => timeMs > 0)
  for (const { timeMs, pick, why } of found.slice(0, 60)) {
    const { label } = replay.layout.spec.products.find((p) => why.includes(p.label))!
    const product = replay.layout.spec.products.findIndex((p) => p.label === label)
    const ready = (atMs: number) => seekWorld(replay, atMs).t.list.count[(pick.id * replay.layout.spec.products.length + product) * 4]
    expect([ready(timeMs), ready(timeMs - 1) > 0]).toEqual([0, true])
  }
})

test('stock-outs of the journal last as long as the facts say', () => {
  const { columns: c, rows } = replay.journal.stockOuts
  const since = new Map<string, number>()
  let totalMs = 0
  for (let i = 0; i < rows; i++) {
    const key = `${c.place[i]} ${c.product[i]}`
    if (c.isOut[i] === 1) since.set(key, c.timeMs[i])
    else totalMs += c.timeMs[i] - since.get(key)!
    if (c.isOut[i] === 0) since.delete(key)
  }
  for (const fromMs of since.values()) totalMs += days * dayMs - fromMs
  expect(totalMs).toBe(sumOf('stockOutMs'))
})

test('a moment between incidents leads to both neighbours', () => {
  const all = walk('breach', 1)
  const [first, second] = [all[0], all.find(({ timeMs }) => timeMs > all[0].timeMs)!]
  const timeMs = (first.timeMs + second.timeMs) / 2
  expect(findIncident(replay, { kind: 'breach', timeMs, direction: 1 }).incident).toEqual(second)
  expect(findIncident(replay, { kind: 'breach', timeMs, direction: -1 }).incident!.timeMs).toBe(first.timeMs)
})

test('day totals add up to the facts', () => {
  const totals = totalDays(replay)
  expect(totals.days).toBe(days)
  for (const name of ['promisesDue', 'swaps', 'stockOutMs', 'courierPaidMs'] as const)
    expect(totals[name].reduce((a, b) => a + b, 0)).toBe(sumOf(name))
})

test('the worst days come in order, and their parts add up to what was missed', () => {
  const worst: WorstDay[] = []
  for (let rank = 1; findWorstDay(replay, rank) !== null; rank++) worst.push(findWorstDay(replay, rank)!)
  const totals = totalDays(replay)
  const missed = totals.promisesDue.map((due, day) => due - totals.promisesKept[day])
  expect(worst.length).toBe(worst[0].ranks)
  expect(worst.map((w) => w.missed)).toEqual(
    Array.from(missed)
      .filter((m) => m > 0)
      .toSorted((a, b) => b - a),
  )
  for (const day of worst) {
    const add = (parts: readonly { readonly count?: number; readonly missed?: number }[]) =>
      parts.reduce((sum, part) => sum + (part.count ?? part.missed ?? 0), 0)
    expect([add(day.causes), add(day.where), day.missed]).toEqual([day.missed, day.missed, missed[day.day]])
    expect(day.peakMs).toBeGreaterThanOrEqual(day.fromMs)
    expect(day.peakMs).toBeLessThan(day.fromMs + dayMs)
    for (const { value, usual } of day.figures) expect([value, usual].every((v) => v === null || Number.isFinite(v))).toBe(true)
  }
  expect(worst.filter(({ day }) => day === 9 || day === 10).every(({ notes }) => notes.includes('Hub North was closed.'))).toBe(true)
  expect(worst.filter(({ notes }) => notes.length > 0).every(({ day }) => day === 9 || day === 10)).toBe(true)
})

test('a battery’s track says who holds it at any moment of a day', () => {
  const [fromMs, toMs] = [11 * dayMs, 12 * dayMs]
  let moved = 0
  const { columns: c, rows } = replay.journal.moves
  const moving = Array.from({ length: rows }, (_, i) => i).flatMap((i) =>
    c.timeMs[i] > fromMs && c.timeMs[i] < toMs ? [c.battery[i]] : [],
  )
  for (const battery of new Set([...moving.slice(0, 40), ...Array.from({ length: 40 }, (_, i) => i)])) {
    const track = trackBattery(replay, battery, fromMs, toMs)!
    for (let hour = 0; hour < 24; hour += 5) {
      const atMs = fromMs + hour * 3_600_000
      const row = track.timeMs.findLastIndex((t) => t <= atMs)
      const { placeKind, place } = seekWorld(replay, atMs).t.battery
      expect([track.kind[row], track.at[row]]).toEqual([placeKind[battery], place[battery]])
    }
    moved += track.timeMs.length > 1 ? 1 : 0
  }
  expect(moved).toBeGreaterThan(0)
  expect(trackBattery(replay, 1e9, fromMs, toMs)).toBe(null)
})

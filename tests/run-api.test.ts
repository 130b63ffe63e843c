import { expect, test } from 'vitest'
import { loadSmall, shareCity } from './small-scenario.ts'
import { createWorld } from '../twin/create-world.ts'
import { layOut } from '../twin/layout/layout.ts'
import { hashWorld } from '../twin/state-hash.ts'
import { createRecord, runWorld } from '../twin/world-fixture.ts'
import type { KpiStore } from '../viz/kpi-store.ts'
import type { RunOutcome, RunProgress, RunRequest } from '../viz/run-api.ts'
import { createRunApi } from '../viz/run.api.ts'

const kpi = { id: 'slaKept', label: 'SLA kept', value: 0.95, unit: 'frac', n: 1, counts: '', meaning: '' }

/** A store that answers at once and counts how often it was asked. */
function createStore(): KpiStore & { asked: number } {
  const store = {
    asked: 0,
    isReady: () => true,
    trend: async () => [0.5, null],
    courses: async () => ({ slaKept: [0.5, null] }),
    compute: async () => {
      store.asked += 1
      return [kpi]
    },
  }
  return store
}

const overrides = {
  segments: { ebikes: { customers: 24 }, scooters: { customers: 30 }, tools: { customers: 3 }, homes: { customers: 6 } },
  hubs: { count: 2, chargers: 10, staff: 2 },
  shops: { count: 2 },
  boxes: { count: 4 },
  couriers: { count: 3 },
}
const request: RunRequest = { scenario: 'baseline', days: 20, overrides }
const endless: RunRequest = { ...request, days: 20_000 }
const dayMs = 86_400_000

function summaryOf(outcome: RunOutcome) {
  if (!('summary' in outcome)) throw new Error(outcome.kind)
  return outcome.summary
}

/** One door for all tests: what was measured on the city is measured once. */
const api = createRunApi(createStore(), 'build-under-test')

/** A start whose first lived day can be waited for. */
function begin(asked: RunRequest) {
  const reports: RunProgress[] = []
  let hear = (): void => undefined
  const lives = new Promise<void>((resolve) => (hear = resolve))
  const outcome = api.start(asked, (progress) => {
    reports.push(progress)
    if (progress.day > 0) hear()
  })
  return { outcome, reports, lives }
}

test('a run reports scene, figures and hours, ends with the hash of a plain run, and can be looked back on', async () => {
  const { outcome, reports } = begin(request)
  const summary = summaryOf(await outcome)
  const w = createWorld(layOut(loadSmall({ days: 20 }), shareCity()), { sink: createRecord().sink, level: 0 })
  runWorld(w)
  expect(summary.hash).toBe(hashWorld(w))
  expect(summary.eventsPerHour.length).toBe(20 * 24)
  const scenes = reports.flatMap(({ scene }) => scene ?? [])
  expect(scenes.map(({ run, days, places }) => [run, days, places.count])).toEqual([[summary.run, 20, 8]])
  expect(reports.every(({ shareFrac }) => shareFrac >= 0 && shareFrac <= 1)).toBe(true)
  expect(await api.seekState(20 * dayMs)).toMatchObject({ hash: summary.hash, run: summary.run })
  expect((await api.window(0, dayMs))?.run).toBe(summary.run)
  expect(await api.inspect({ kind: 'battery', id: 3 }, 5 * dayMs)).toMatchObject({ title: 'Battery 4' })
})

test('a start while one runs takes its place: the run before answers `replaced`, the last one runs to its end', async () => {
  const first = begin(endless)
  await first.lives
  const second = begin(endless)
  const third = begin({ ...request, overrides: { ...overrides, couriers: { count: 5 } } })
  expect(await first.outcome).toEqual({ kind: 'replaced' })
  expect(await second.outcome).toEqual({ kind: 'replaced' })
  expect(second.reports).toEqual([])
  expect((await third.outcome).kind).toBe('done')
  expect(summaryOf(await third.outcome).hash).not.toBe('')
})

test('while a run is under way, what it has not lived is shown of the run before; what it dropped is forgotten', async () => {
  const before = summaryOf(await begin({ ...request, seed: 5 }).outcome)
  const next = begin(endless)
  await next.lives
  expect((await api.window(18 * dayMs, 19 * dayMs))?.run).toBeOneOf([before.run, before.run + 1])
  api.cancel()
  const cancelled = await next.outcome
  expect(cancelled.kind).toBe('cancelled')
  const lived = summaryOf(cancelled)
  expect(lived.days).toBeGreaterThan(0)
  expect((await api.window(0, dayMs))?.run).toBe(lived.run)
  expect(await api.window(lived.days * dayMs + dayMs, lived.days * dayMs + 2 * dayMs)).toBe(null)
})

test('a what-if on couriers has the bits of the same scenario laid out anew: what was measured before changes nothing', async () => {
  const changed = { ...request, overrides: { ...overrides, couriers: { count: 4, eurPerHour: 30 } } }
  const kept = summaryOf(await begin(changed).outcome)
  const w = createWorld(layOut(loadSmall(changed.overrides), shareCity()), { sink: createRecord().sink, level: 0 })
  runWorld(w)
  expect(kept.hash).toBe(hashWorld(w))
})

test('a run names what decides its bits before and after, and gives what the list keeps; a record alone asks for no figures', async () => {
  const asked = { ...request, days: 3 }
  const named = (await api.identify(asked)).value
  expect(named).toMatchObject({ engine: 'build-under-test', seed: 1, city: shareCity().hash })
  const outcome = await begin(asked).outcome
  if (outcome.kind !== 'done') throw new Error(outcome.kind)
  expect(outcome.yield?.manifest).toEqual(named)
  expect(outcome.yield?.facts.map(({ name }) => name)).toEqual(['daily', 'hourly', 'fade'])
  expect(outcome.yield?.places.places.count).toBe(8)
  // The scenario as text is the same run.
  const again = await begin({ scenario: outcome.yield?.scenario ?? '', isRecordOnly: true }).outcome
  expect(again).toMatchObject({ kind: 'done', summary: { hash: outcome.summary.hash, kpis: [] } })
  expect(again).not.toHaveProperty('yield')
  expect((await api.identify({ ...asked, seed: 9 })).value).not.toEqual(named)
  expect((await api.identify({ scenario: '{ not json' })).value).toBe(null)
})

test('a scenario may come as its text, and what is wrong with it is told', async () => {
  const text = JSON.stringify({ format: 'voltwin-scenario', version: 1, name: 'Mine', extends: 'baseline', days: 3, ...overrides })
  expect(summaryOf(await begin({ scenario: text }).outcome)).toMatchObject({ scenario: 'Mine', days: 3 })
  const bad = await begin({ scenario: text, overrides: { couriers: { count: -1 } } }).outcome
  expect(bad).toMatchObject({ kind: 'refused', problems: [{ place: expect.stringContaining('couriers.count') }] })
  expect(await begin({ scenario: '{ not json' }).outcome).toMatchObject({ kind: 'refused' })
})

test('cities: the generated one is drawn; a file that is none is refused with what to do, and a city that is gone is said', async () => {
  const { city } = await api.describeCity({ kind: 'generated' })
  expect(city).toMatchObject({ isGenerated: true, attribution: '', hash: shareCity().hash })
  expect(city!.roads.segments.length).toBe(4 * city!.roads.count)
  expect(city!.roads.segments.every((degrees) => Math.abs(degrees) < 0.3)).toBe(true)
  const broken = await api.describeCity({ kind: 'file', name: 'x.osm.pbf', pbf: new TextEncoder().encode('no map').buffer })
  expect(broken.city).toBe(null)
  expect(broken.problems[0]).toMatchObject({ place: expect.stringContaining('x.osm.pbf') })
  const gone = await begin({ ...request, city: { kind: 'kept', hash: 'feed' } }).outcome
  expect(gone).toMatchObject({ kind: 'refused', problems: [{ code: 'city-gone' }] })
  const kept = await begin({ ...request, days: 2, city: { kind: 'kept', hash: city!.hash } }).outcome
  expect(kept.kind).toBe('done')
})

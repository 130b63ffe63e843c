import { expect, test } from 'vitest'
import { loadScenario, resolveLibrary } from '../../scenarios/index.ts'
import { createFleetShelf } from '../fleet-shelf.ts'
import { planFork } from './fork.ts'

const base = loadScenario(resolveLibrary('baseline')!, { resolve: resolveLibrary }).value!

function fork(names: readonly string[], overrides = {}) {
  return planFork({
    state: {
      atMs: 0,
      names,
      socFrac: Float32Array.from(names, (_, i) => 0.2 + i / 10),
      sohFrac: Float32Array.from(names, (_, i) => (i === 0 ? Number.NaN : i === 1 ? 1 : 0.8)),
      lonDeg: new Float64Array(names.length),
      latDeg: new Float64Array(names.length),
    },
    hash: 'abc',
    draft: { source: { kind: 'library', name: 'baseline' }, overrides },
    base,
    startDate: '2023-10-12',
    likeSegment: 'ebikes',
    ratedEnergyWh: 446,
  })
}

/** The scenario of a fork as the worker runs it, with the batteries that are kept beside it. */
function load({ text, fleet }: ReturnType<typeof fork>) {
  const shelf = createFleetShelf()
  shelf.keep(fleet)
  const loaded = loadScenario(text, { resolve: resolveLibrary, overrides: shelf.find(fleet.hash)! })
  expect(loaded.problems).toEqual([])
  return loaded.value!.spec
}

test('batteries that the scenario knows start as they were measured; others have no place in it', () => {
  const made = fork(['homes/1/1', 'homes/1/2', 'scooter-1500/spare/3', 'nobody'], { 'couriers.count': 9 })
  expect([made.known, made.joined, made.leftOut]).toEqual([3, 0, 1])
  const spec = load(made)
  expect(spec.couriers.count).toBe(9)
  expect(spec.fleet.startFleet).toBe('file')
  expect(new Date(spec.calendar.startUtcMs + 12 * 3_600_000).toISOString().slice(0, 10)).toBe('2023-10-12')
  const batteries = new Map(spec.fleet.batteries.map((battery) => [battery.name, battery]))
  expect(batteries.get('homes/1/1')).toMatchObject({ sohFrac: null, socFrac: 0.2 })
  expect(batteries.get('homes/1/1')!.ageDays).toBeGreaterThan(0)
  expect(batteries.get('homes/1/2')).toMatchObject({ ageDays: 0, sohFrac: null, socFrac: 0.3 })
  expect(batteries.get('scooter-1500/spare/3')).toMatchObject({ sohFrac: 0.8, socFrac: 0.4 })
})

test('where it knows none, they become a segment of their own, like one that there is', () => {
  const made = fork(['trip 7', 'trip 8', 'trip 9'])
  expect([made.known, made.joined, made.leftOut]).toEqual([0, 3, 0])
  const spec = load(made)
  expect(spec.segments.map(({ id, customers, packsPerCustomer }) => [id, customers, packsPerCustomer])).toEqual([['live', 3, 1]])
  expect(spec.products.map(({ id, ratedEnergyWh }) => [id, ratedEnergyWh])).toEqual([['live-battery', 446]])
  expect(spec.fleet.batteries.map(({ name, socFrac }) => [name, socFrac])).toEqual([
    ['live/1/1', 0.2],
    ['live/2/1', 0.3],
    ['live/3/1', 0.4],
  ])
  expect(JSON.parse(made.text)).toMatchObject({ description: expect.stringContaining('live/2 is trip 8') })
})

test('a few fleets are kept, the oldest goes', () => {
  const shelf = createFleetShelf()
  const { fleet } = fork(['a'])
  for (let i = 0; i < 8; i++) shelf.keep({ ...fleet, hash: `${i}` })
  expect(['0', '1', '2', '7'].map((hash) => shelf.find(hash) !== null)).toEqual([false, false, true, true])
})

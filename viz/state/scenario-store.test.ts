import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseAddress, writeAddress } from '../address.ts'
import { firstDrafts, wantedRuns } from './create-workbench.ts'
import { countEdits, splitOverrides } from './overrides.ts'
import { createScenarioStore } from './scenario-store.ts'

const open = () => createScenarioStore(firstDrafts({ scenario: 'baseline' }))

test('an edit that says what the scenario says is none', () => {
  const store = open()
  store.set('couriers.count', 14)
  expect(store.draft.value.overrides).toEqual({ 'couriers.count': 14 })
  store.set('couriers.count', 12)
  expect(store.draft.value.overrides).toEqual({})
})

test('undo and redo walk through the steps; a new edit forgets what was undone', () => {
  const store = open()
  store.set('couriers.count', 14)
  store.seal()
  store.set('couriers.count', 15)
  store.set('couriers.count', 16)
  store.undo()
  expect(store.valueAt('couriers.count')).toBe(14)
  store.redo()
  expect(store.valueAt('couriers.count')).toBe(16)
  store.undo()
  store.set('boxes.count', 3)
  expect(store.canRedo.value).toBe(false)
})

test('what is wrong is a problem at its path, and a file that cannot be opened changes nothing', () => {
  const store = open()
  store.set('couriers.count', -1)
  expect(store.problems.value.map(({ place }) => place)).toEqual(['couriers.count'])
  expect(store.open({ kind: 'file', name: 'x.json', text: '{' })).not.toEqual([])
  expect(store.draft.value.source).toEqual({ kind: 'library', name: 'baseline' })
})

test('seed and days belong to both runs, other edits to the edited one alone', () => {
  const { base, edited } = wantedRuns(
    { source: { kind: 'library', name: 'baseline' }, overrides: { seed: 3, 'couriers.count': 2 } },
    { kind: 'generated' },
  )
  expect(base).toEqual({ scenario: 'baseline', seed: 3, city: { kind: 'generated' } })
  expect(edited).toEqual({ ...base, overrides: { couriers: { count: 2 } } })
})

test('days and seed are of both runs and no change; everything else counts', () => {
  expect([countEdits({ days: 8, seed: 3 }), countEdits({ days: 8, 'couriers.count': 2 })]).toEqual([0, 1])
  expect(splitOverrides({ days: 8, 'couriers.count': 2 })).toEqual({ days: 8, edits: { 'couriers.count': 2 } })
})

test('every view survives its own address', () => {
  const view = fc.record(
    {
      scenario: fc.stringMatching(/^[a-z0-9-]{1,20}$/),
      seed: fc.maxSafeNat(),
      days: fc.integer({ min: 1, max: 36_525 }),
      room: fc.constantFrom('plan' as const, 'replay' as const),
      overrides: fc.record({
        'couriers.count': fc.integer(),
        'weather.meanDegC': fc.double({ noNaN: true, min: -50, max: 50 }).map((x) => x + 0),
      }),
      timeMs: fc.integer({ min: 1, max: 1e8 }).map((s) => s * 1000),
      speed: fc.integer({ min: 1, max: 100_000 }),
      pick: fc.record({ kind: fc.constantFrom('battery' as const, 'place' as const), id: fc.nat(1e6) }),
    },
    { requiredKeys: ['scenario'] },
  )
  fc.assert(
    fc.property(view, (wanted) => {
      expect(parseAddress(writeAddress(wanted)).value).toEqual(wanted)
    }),
  )
})

import { expect, test } from 'vitest'
import { readDesign } from '../../scenarios/index.ts'
import type { ExperimentChoice } from './experiment-choice.ts'
import { openDesign, writeDesign, type ExperimentBase } from './experiment-file.ts'

const choice: ExperimentChoice = {
  name: 'two couriers',
  description: '',
  factors: [{ kind: 'key', name: 'Own couriers', path: 'couriers.count', levels: [2, 4], isRange: false }],
  scheme: { kind: 'full' },
  kpi: 'slaKept',
  replications: { kind: 'fixed', n: 2 },
  days: 5,
  warmUp: 0,
}
const own = { customers: { key: 'a1', name: 'ours.csv', isLenient: true }, weather: { key: 'b2', name: 'station.csv' } }
const base: ExperimentBase = {
  draft: { source: { kind: 'library', name: 'baseline' }, overrides: {}, own },
  city: { city: null, grid: null },
}

test('a saved design names own tables, and opens again where they are at hand', () => {
  const text = writeDesign(choice, base)
  expect(readDesign(text).value).toMatchObject({ customers: 'ours.csv', batteries: null, weather: 'station.csv', goodRows: true })
  const { value, problems } = openDesign(text, base)
  expect(problems).toEqual([])
  expect(value?.draft.own).toEqual(own)
})

test('tables that are not there are asked for by name; other ones, or none, are not taken in their place', () => {
  const text = writeDesign(choice, base)
  const other = { ...base, draft: { ...base.draft, own: { customers: { key: 'c3', name: 'others.csv' } } } }
  expect(openDesign(text, other)).toMatchObject({
    value: null,
    problems: [
      { code: 'own-missing', place: 'customers', value: 'ours.csv' },
      { code: 'own-missing', place: 'weather', value: 'station.csv' },
    ],
  })
  const without = writeDesign(choice, { ...base, draft: { source: base.draft.source, overrides: {} } })
  expect(openDesign(without, base).value?.draft.own).toBeUndefined()
})

test('a design that names a learned model is refused: the page would run it without', () => {
  const text = JSON.stringify({ ...(JSON.parse(writeDesign(choice, base)) as object), model: 'wear.json' })
  expect(openDesign(text, base)).toMatchObject({ value: null, problems: [{ code: 'model-named' }] })
})

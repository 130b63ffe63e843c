import { expect, test } from 'vitest'
import { loadScenario, resolveLibrary } from '../index.ts'
import type { JsonObject } from '../index.ts'
import { checkFleetFile } from './fleet-file.ts'

function check(names: readonly string[], startFleet = 'file'): string[] {
  const batteries = Object.fromEntries(names.map((name): [string, JsonObject] => [name, { ageDays: 100 }]))
  const { value, problems } = loadScenario(resolveLibrary('baseline')!, {
    resolve: resolveLibrary,
    overrides: { fleet: { startFleet, batteries } },
  })
  expect(problems).toEqual([])
  return checkFleetFile(value!.spec).map(({ value: name }) => name)
}

test('batteries of customers and spares are known by name', () => {
  expect(check(['ebikes/1/1', 'ebikes/1200/1', 'homes/300/2', 'scooter-1500/spare/750'])).toEqual([])
})

test('a name that no battery has is a problem each', () => {
  const wrong = [
    'bikes/1/1',
    'ebikes/0/1',
    'ebikes/01/1',
    'ebikes/1201/1',
    'ebikes/1/2',
    'ebikes/1',
    'ebikes/1/1/1',
    'scooter-1500/spare/751',
    'x/spare/1',
  ]
  expect(check(wrong).toSorted()).toEqual(wrong.toSorted())
})

test('without a fleet file nothing is asked', () => {
  expect(check(['bikes/1/1'], 'mix')).toEqual([])
})

import { expect, test } from 'vitest'
import { loadScenario, resolveLibrary } from '../index.ts'
import type { JsonObject } from '../index.ts'
import { createFixtureCity } from '../../twin/world-fixture.ts'
import { checkFleetFile } from './fleet-file.ts'
import { layOutScenario } from './lay-out.ts'

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

test('a health that the ageing laws never lead to is a problem with place, value and remedy; others are none', () => {
  const told = (sohFrac: number | null) => ({ ageDays: 300, sohFrac })
  const overrides = {
    fleet: { startFleet: 'file', batteries: { 'tools/1/1': told(0.001), 'tools/2/1': told(0.9), 'tools/3/1': told(null) } },
    segments: { ebikes: null, scooters: null, homes: null, tools: { customers: 4 } },
    products: { 'ebike-500': null, 'scooter-1500': null, 'home-5000': null, 'tool-100': { packFactor: 0.5, packSpread: 0 } },
    shops: { count: 1 },
    boxes: { count: 0 },
    hubs: { count: 1 },
    couriers: { count: 1 },
  }
  const { value, problems } = loadScenario(resolveLibrary('baseline')!, { resolve: resolveLibrary, overrides })
  expect(problems).toEqual([])
  const laidOut = layOutScenario(value!.spec, createFixtureCity())
  expect(laidOut.value).toBeNull()
  expect(laidOut.problems).toMatchObject([
    { code: 'unreachable-soh', place: 'fleet.batteries.tools/1/1.sohFrac', value: '0.001', remedy: expect.stringContaining('nearer to 1') },
  ])
})

import { signal, type Signal } from '@preact/signals'
import { beforeEach, expect, test } from 'vitest'
import type { Parsed } from '../../data/columns/index.ts'
import type { OwnReport, OwnTables } from '../own-api.ts'
import type { CityChoice, RunRequest } from '../run-api.ts'
import { createOwnStore, type OwnStore } from './own-store.ts'
import { createScenarioStore, type ScenarioStore } from './scenario-store.ts'

const customers = { key: 'c', name: 'customers.csv' }
const batteries = { key: 'b', name: 'batteries.csv' }
const good = { used: 2, refused: 0, problems: [], state: 'good' } as const
const problem = { code: 'unknown-product', place: 'customers.csv, line 3', value: 'x', remedy: 'Write y.' }
const partly = { used: 2, refused: 1, problems: [problem], state: 'partly' } as const
const unusable = { used: 0, refused: 1, problems: [problem], state: 'unusable' } as const

let scenario: ScenarioStore
let city: { choice: Signal<CityChoice> }
let own: OwnStore
let asked: RunRequest[]
let answer: (found: Parsed<OwnReport>) => void
let cancels: number

beforeEach(() => {
  scenario = createScenarioStore({ steps: [{ source: { kind: 'library', name: 'baseline' }, overrides: {} }], at: 0 })
  city = { choice: signal<CityChoice>({ kind: 'generated' }) }
  asked = []
  cancels = 0
  const api = {
    describeOwn: (request: RunRequest) => {
      asked.push(request)
      return new Promise<Parsed<OwnReport>>((resolve) => (answer = resolve))
    },
    cancelOwn: () => void cancels++,
    ownTemplate: async () => ({ value: 'lat,lon', problems: [] }),
  }
  own = createOwnStore(api, scenario, city, (tables?: OwnTables) => ({ scenario: 'baseline', ...(tables && { own: tables }) }))
  return own.follow()
})

const turn = () => new Promise((resolve) => setTimeout(resolve, 5))
const inUse = () => scenario.draft.value.own

/** Drops tables and reads them to an end. */
async function drop(tables: OwnTables, report: OwnReport): Promise<void> {
  own.take(tables, true)
  await turn()
  answer({ value: report, problems: [] })
  await turn()
}

test('a table whose rows are all good is in use as one step that undo takes back', async () => {
  await drop({ customers }, { customers: good, batteries: null, weather: null })
  expect(inUse()).toEqual({ customers })
  expect([own.isWaiting.value, own.canGoOn.value]).toEqual([false, false])
  expect(asked.map((request) => request.own)).toEqual([{ customers }])
  scenario.undo()
  expect([inUse(), own.shown.value]).toEqual([undefined, null])
})

test('rows that cannot be used wait for a decision: go on with the others, or leave the table', async () => {
  await drop({ customers }, { customers: partly, batteries: null, weather: null })
  expect(inUse()).toBeUndefined()
  expect([own.isWaiting.value, own.canGoOn.value, own.report.value?.customers?.problems]).toEqual([true, true, [problem]])
  own.goOn()
  expect(inUse()).toEqual({ customers: { ...customers, isLenient: true } })
  expect([own.isWaiting.value, own.canGoOn.value]).toEqual([false, false])
  await drop({ customers: { ...customers, key: 'worse' } }, { customers: unusable, batteries: null, weather: null })
  expect([own.isWaiting.value, own.canGoOn.value]).toEqual([true, false])
  own.goOn()
  own.leave()
  expect(inUse()).toEqual({ customers: { ...customers, isLenient: true } })
  expect(cancels).toBe(1)
})

test('a second table stands beside the first, each is removed alone, and one that waits goes before the one in use', async () => {
  await drop({ customers }, { customers: good, batteries: null, weather: null })
  await drop({ batteries }, { customers: good, batteries: good, weather: null })
  expect(inUse()).toEqual({ customers, batteries })
  await drop({ batteries: { ...batteries, key: 'worse' } }, { customers: good, batteries: unusable, weather: null })
  own.remove('batteries')
  expect([inUse(), own.isWaiting.value]).toEqual([{ customers, batteries }, false])
  own.remove('batteries')
  expect(inUse()).toEqual({ customers })
  own.remove('customers')
  expect([inUse(), own.shown.value]).toEqual([undefined, null])
  scenario.undo()
  expect(inUse()).toEqual({ customers })
})

test('the same file dropped again changes nothing', async () => {
  await drop({ customers }, { customers: good, batteries: null, weather: null })
  own.take({ customers }, true)
  await turn()
  expect([own.isWaiting.value, asked.length]).toEqual([false, 1])
})

test('another city reads the rows again; what does not fit any more can be left out', async () => {
  await drop({ customers }, { customers: good, batteries: null, weather: null })
  city.choice.value = { kind: 'kept', hash: 'feed' }
  await new Promise((resolve) => setTimeout(resolve, 250))
  expect(asked).toHaveLength(2)
  answer({ value: { customers: partly, batteries: null, weather: null }, problems: [] })
  await turn()
  expect([own.isWaiting.value, own.canGoOn.value]).toEqual([false, true])
  own.goOn()
  expect(inUse()).toEqual({ customers: { ...customers, isLenient: true } })
})

test('own tables stay with another scenario, but not with a measured fleet, which names other batteries', async () => {
  await drop({ customers }, { customers: good, batteries: null, weather: null })
  scenario.set('couriers.count', 14)
  expect(inUse()).toEqual({ customers })
  scenario.open({ kind: 'library', name: 'two-more-couriers' })
  expect(inUse()).toEqual({ customers })
  const text = JSON.stringify({ format: 'voltwin-scenario', version: 1, name: 'fork', extends: 'baseline' })
  expect(scenario.open({ kind: 'file', name: 'fork.json', text, fleet: 'feed' })).toEqual([])
  expect(inUse()).toBeUndefined()
})

test('a reading that is left while it is under way changes nothing, whatever it then answers', async () => {
  own.take({ customers }, false)
  await turn()
  own.leave()
  answer({ value: { customers: good, batteries: null, weather: null }, problems: [] })
  await turn()
  expect([inUse(), own.shown.value, own.isLasting.value]).toEqual([undefined, null, false])
})

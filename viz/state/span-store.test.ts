import { beforeEach, expect, test, vi } from 'vitest'
import type { RunApi, RunOutcome, RunProgress, RunRequest } from '../run-api.ts'
import { sampleRun } from '../vault/fixture.ts'
import { createMemoryRunFolders, createMemoryVault } from '../vault/index.ts'
import { createRunList } from './run-list.ts'
import type { SpanChoice } from './span-plan.ts'
import { createSpanStore } from './span-store.ts'
import { tidyFolders } from './tidy-folders.ts'

const choice: SpanChoice = { source: { kind: 'library', name: 'million' }, scale: 0.01, days: 30 }

/** What lasts in a browser. */
const lasting = new Map<string, string>()
vi.stubGlobal('localStorage', {
  getItem: (key: string) => lasting.get(key) ?? null,
  setItem: (key: string, value: string) => void lasting.set(key, value),
})

beforeEach(() => lasting.clear())

const nameOf = ({ city }: RunRequest): string => (city?.kind === 'generated' ? (city.plan?.name ?? '') : '')
const seedOf = (request: RunRequest): number => Number.parseInt(nameOf(request).slice(0, 4), 36)

type Answer = (name: string, onProgress: (progress: RunProgress) => void) => Promise<RunOutcome | null>

/** A span over workers that answer by the city; `vault` and `folders` outlive a page. */
function open(answer: Answer, vault = createMemoryVault(), folders = createMemoryRunFolders(), workers = 2) {
  const asked: string[] = []
  let dismissed = 0
  const runOf = (request: RunRequest) => sampleRun(seedOf(request))
  const identify: RunApi['identify'] = async (request) => ({ value: runOf(request).yield.manifest, problems: [] })
  const stream: RunApi['stream'] = async (request, _days, onProgress) => {
    asked.push(nameOf(request))
    const other = await answer(nameOf(request), onProgress)
    const { summary, yield: found } = runOf(request)
    return other ?? { kind: 'done', summary, yield: found }
  }
  const addUp: RunApi['addUp'] = async (cities) => ({
    value: [{ id: 'sum', label: '', value: cities.length, unit: '', n: 1, counts: '', meaning: '' }],
    problems: [],
  })
  const api = { identify, stream, addUp } as unknown as RunApi
  const runList = createRunList(api, Promise.resolve(vault))
  const crew = () => Array.from({ length: workers }, () => api)
  const store = createSpanStore({ api, runList, crew, dismiss: () => void dismissed++ })
  const kinds = () => store.state.value?.cities.map(({ kind }) => kind)
  return { store, asked, runList, vault, folders, kinds, dismissals: () => dismissed }
}

const whole: Answer = async () => null

test('each city is run once, in order, and the whole is added up; again nothing is run', async () => {
  const { store, asked, runList, dismissals } = open(whole)
  expect(await store.start(choice)).toEqual([])
  const state = store.state.value!
  expect(asked.length).toBe(10)
  expect(asked).toEqual(asked.toSorted())
  expect(state.cities.every(({ kind, run }) => kind === 'done' && run !== null)).toBe(true)
  expect([state.isRunning, state.whole?.kpis[0].value, dismissals()]).toEqual([false, 10, 1])
  expect(state.whole?.hash).toMatch(/^[0-9a-f]{16}$/)
  expect(runList.runs.value.length).toBe(10)
  await store.start(choice)
  expect(asked.length).toBe(10)
  expect(store.state.value?.whole?.hash).toBe(state.whole?.hash)
})

test('a city that fails is told, the others go on, and there is no whole', async () => {
  const { store, kinds } = open(async (name) =>
    name === 'Corvin' ? { kind: 'stopped', summary: sampleRun(1).summary, reason: 'too many' } : null,
  )
  await store.start(choice)
  expect(kinds()?.filter((kind) => kind === 'done').length).toBe(9)
  expect(store.state.value?.cities[2]).toMatchObject({ name: 'Corvin', kind: 'failed', failure: 'too many' })
  expect(store.state.value).toMatchObject({ isRunning: false, whole: null })
})

test('a pause ends the workers and drops what they answer; another page goes on with what is not done', async () => {
  const waiting: (() => void)[] = []
  const first = open((name, onProgress) => {
    if (name < 'Corvin') return whole(name, onProgress)
    onProgress({ day: 7 } as RunProgress)
    return new Promise((resolve) => waiting.push(() => resolve(null)))
  })
  const work = first.store.start(choice)
  while (waiting.length < 2) await new Promise((resolve) => setTimeout(resolve))
  expect(first.kinds()?.slice(0, 5)).toEqual(['done', 'done', 'running', 'running', 'waiting'])
  first.store.pause()
  expect(first.dismissals()).toBe(1)
  for (const answer of waiting) answer()
  await work
  expect(first.kinds()?.slice(0, 4)).toEqual(['done', 'done', 'waiting', 'waiting'])
  expect(first.runList.runs.value.length).toBe(2)

  const later = open(whole, first.vault)
  await later.runList.whenRead
  await new Promise((resolve) => setTimeout(resolve))
  expect(later.kinds()?.slice(0, 3)).toEqual(['done', 'done', 'waiting'])
  await later.store.start(choice)
  expect(later.asked[0]).toBe('Corvin')
  expect(later.asked.length).toBe(8)
  expect(later.store.state.value?.whole).not.toBeNull()
})

test('checkpoints of runs that nobody knows are freed, those of a span under way are not; of a deleted run when it can come back no more', async () => {
  const { store, runList, folders } = open(whole)
  await store.start(choice)
  const ids = store.state.value!.cities.map(({ run }) => run!.id)
  for (const id of [...ids, 'orphan']) await (await folders.open(id)).write('end', new ArrayBuffer(8))
  tidyFolders(runList, Promise.resolve(folders), () => [])
  const settle = () => new Promise((resolve) => setTimeout(resolve))
  await settle()
  expect(await folders.find('orphan')).toBeNull()
  expect(await folders.find(ids[0])).not.toBeNull()
  await runList.remove(ids[0])
  await runList.putBack()
  await runList.remove(ids[1])
  await settle()
  expect(await folders.find(ids[0])).not.toBeNull()
  expect(await folders.find(ids[1])).not.toBeNull()
  await runList.remove(ids[2])
  await settle()
  expect(await folders.find(ids[1])).toBeNull()
  // Of a span the cities that were begun are wanted, in the list or not.
  const later = open(whole, createMemoryVault(), folders)
  tidyFolders(later.runList, Promise.resolve(folders), later.store.listBegun)
  await settle()
  expect(await folders.find(ids[3])).not.toBeNull()
})

test('what is wrong with a span’s file, or cannot be run in a page, is told, and nothing is run', async () => {
  const { store, asked } = open(whole)
  const fileOf = (file: object): SpanChoice => ({ ...choice, source: { kind: 'file', name: 'x.json', text: JSON.stringify(file) } })
  expect(await store.start(fileOf({ format: 'voltwin-span' }))).not.toEqual([])
  const span = { format: 'voltwin-span', version: 1, name: 'x', seed: 1, scenario: 'baseline', cities: { A: { extract: 'a.osm.pbf' } } }
  expect(await store.start(fileOf(span))).toMatchObject([{ code: 'city-of-a-file', place: 'cities.A → extract' }])
  expect(await store.start(fileOf({ ...span, scenario: 'nowhere' }))).toMatchObject([{ code: 'scenario-missing' }])
  expect(asked).toEqual([])
})

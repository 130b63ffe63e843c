import { expect, test } from 'vitest'
import type { ReplicationAnswer, RunApi, RunRequest } from '../run-api.ts'
import { sampleRun } from '../vault/fixture.ts'
import { createMemoryReplicationVault, type StoredRun } from '../vault/index.ts'
import type { CityStore } from './city-store.ts'
import { createReplications, keyOfPair } from './replications.ts'
import type { RunList } from './run-list.ts'

type Answer = (request: RunRequest) => ReplicationAnswer | Promise<ReplicationAnswer>

function stored(id: string): StoredRun {
  const { summary, yield: found } = sampleRun(1)
  return { id, name: id, ...found, scenario: id, draft: {}, summary, history: [], finishedMs: 0, sizeBytes: 1 }
}

const pair = { a: stored('plan a'), b: stored('plan b') }

/** Replications over workers that answer as `answer` says. */
function open(answer: Answer, { workers = 2, vault = createMemoryReplicationVault() } = {}) {
  const asked: string[] = []
  let dismissed = 0
  let read = 0
  const member = () =>
    ({
      replicate: async (request: RunRequest) => {
        asked.push(`${request.scenario} ${request.seed} ${request.city?.kind}`)
        return answer(request)
      },
      describeCity: async () => (read++, { city: { hash: 'porto' }, problems: [] }),
    }) as unknown as RunApi
  const members = Array.from({ length: workers }, member)
  const replications = createReplications({
    api: { trend: async () => ({ value: null, problems: [] }) } as unknown as RunApi,
    city: { again: async () => ({ kind: 'file', name: 'porto', pbf: new ArrayBuffer(1) }) } as unknown as CityStore,
    runList: { facts: async () => [] } as unknown as RunList,
    vault: Promise.resolve(vault),
    crew: () => members,
    dismiss: () => void dismissed++,
  })
  return { replications, asked, reads: () => read, dismissals: () => dismissed, vault }
}

/** B has 0.1 more, and luck of its own at odd seeds. */
const life: Answer = ({ scenario, seed = 0 }) => ({
  kind: 'done',
  hash: `${scenario} ${seed}`,
  figures: { slaKept: 0.5 + seed / 1000 + (scenario === 'plan b' ? 0.1 + (seed % 2) / 1e4 : 0) },
})

test('pairs with equal seeds until the aim is reached; the city is read once by each worker', async () => {
  const { replications, asked, reads, dismissals } = open(life)
  await replications.start(pair, 'slaKept', 0.01)
  const { key, isRunning, comparison } = replications.state.value!
  expect([key, isRunning, comparison.stop, comparison.pairs.length]).toEqual([keyOfPair(pair), false, 'precise', 5])
  expect(comparison.pairs.every(({ a, b, seed }) => a.hash === `plan a ${seed}` && b.hash === `plan b ${seed}`)).toBe(true)
  expect(asked.every((request) => request.endsWith('kept'))).toBe(true)
  expect([reads(), dismissals()]).toEqual([2, 1])
})

test('what was made before is not made again, also by another store over the same vault', async () => {
  const first = open(life)
  await first.replications.start(pair, 'slaKept', 0.01)
  const second = open(life, first)
  await second.replications.start(pair, 'slaKept', 0.01)
  expect(second.asked).toEqual([])
  expect(second.replications.state.value!.comparison).toEqual(first.replications.state.value!.comparison)
})

test('runs of a company’s own tables are asked for with them', async () => {
  const own = { customers: { key: 'feed', name: 'c.csv' } }
  const asked: unknown[] = []
  const { replications } = open((request) => (asked.push(request.own), life(request)), { workers: 1 })
  await replications.start({ a: pair.a, b: { ...pair.b, draft: { own } } }, 'slaKept', 0.01)
  expect([asked.filter((one) => one === undefined).length, asked.filter((one) => one === own).length]).toEqual([5, 5])
})

test('a worker that dies: its run is made again, with its city; a run that fails is kept with its seed', async () => {
  let deaths = 0
  const dying = open((request) => (request.seed === 2 && deaths++ === 0 ? { kind: 'lost', message: 'memory' } : life(request)))
  await dying.replications.start(pair, 'slaKept', 0.01)
  expect([dying.replications.state.value!.comparison.failed, dying.reads()]).toEqual([[], 3])
  const failing = open((request) => (request.seed === 3 ? { kind: 'failed', message: 'limit' } : life(request)))
  await failing.replications.start(pair, 'slaKept', 0.01)
  const { pairs, failed, stop } = failing.replications.state.value!.comparison
  expect([pairs.length, stop, failed.map(({ side, seed }) => `${side} ${seed}`)]).toEqual([5, 'precise', ['a 3', 'b 3']])
})

test('stopped: whole pairs stand and the workers are dismissed; a later start is not disturbed', async () => {
  let resolve: (answer: ReplicationAnswer) => void = () => undefined
  const held = open((request) => (request.seed === 3 ? new Promise((end) => (resolve = end)) : life(request)), { workers: 1 })
  const ended = held.replications.start(pair, 'slaKept', 0.01)
  while (!held.asked.includes('plan a 3 kept')) await Promise.resolve()
  held.replications.cancel()
  const before = held.dismissals()
  resolve({ kind: 'failed', message: 'late' })
  await ended
  const { comparison, isRunning } = held.replications.state.value!
  expect([comparison.pairs.length, comparison.stop, isRunning, before]).toEqual([2, 'cancelled', false, 1])
})

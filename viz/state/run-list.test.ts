import { expect, test } from 'vitest'
import type { Manifest } from '../run-api.ts'
import { createMemoryVault, type RunVault } from '../vault/index.ts'
import { sampleRun } from '../vault/fixture.ts'
import { createRunList, nameRun } from './run-list.ts'

const draft = { source: { kind: 'library', name: 'baseline' }, overrides: {} } as const
const finished = (seed: number) => ({ ...sampleRun(seed), draft, history: [] })

function open(vault: RunVault = createMemoryVault()) {
  const known = { manifest: sampleRun(1).yield.manifest as Manifest | null }
  const list = createRunList({ identify: async () => ({ value: known.manifest, problems: [] }) }, Promise.resolve(vault))
  return { list, known, vault }
}

test('what has ended is found again by all that decides its bits; another build or seed is not', async () => {
  const { list, known } = open()
  expect(await list.recall({ scenario: 'baseline' })).toBe(null)
  await list.keep(finished(1))
  expect((await list.recall({ scenario: 'baseline' }))?.summary.hash).toBe('hash 1')
  known.manifest = { ...known.manifest!, engine: 'another build' }
  expect(await list.recall({ scenario: 'baseline' })).toBe(null)
  known.manifest = { ...sampleRun(1).yield.manifest, seed: 2 }
  expect(await list.recall({ scenario: 'baseline' })).toBe(null)
  known.manifest = null
  expect(await list.recall({ scenario: 'baseline' })).toBe(null)
})

test('a build that nobody named serves nothing', async () => {
  const { list, known } = open()
  const nameless = { ...known.manifest!, engine: '' }
  await list.keep({ ...finished(1), yield: { ...sampleRun(1).yield, manifest: nameless } })
  known.manifest = nameless
  expect(await list.recall({ scenario: 'baseline' })).toBe(null)
})

test('deleted and put back, renamed, and kept under its name when it is run again', async () => {
  const { list, vault } = open()
  await list.keep(finished(1))
  await list.keep(finished(2))
  const [first] = list.runs.value.filter(({ summary }) => summary.seed === 1)
  await list.rename(first.id, '  Monday  ')
  await list.rename(first.id, ' ')
  await list.keep(finished(1))
  expect(list.runs.value.map(({ name }) => name).toSorted()).toEqual(['Monday', 'baseline'])
  await list.remove(first.id)
  expect([list.runs.value.length, list.deleted.value?.name]).toEqual([1, 'Monday'])
  await list.putBack()
  expect([list.runs.value.length, list.deleted.value]).toEqual([2, null])
  expect((await list.facts(first.id))?.[0].bytes).toEqual(Uint8Array.of(1, 2, 3))
  // Another page over the same vault finds them.
  const { list: other } = open(vault)
  await other.recall({ scenario: 'baseline' })
  expect(other.runs.value.map(({ name }) => name).toSorted()).toEqual(['Monday', 'baseline'])
})

test('a full storage is said, and what was kept stays', async () => {
  const memory = createMemoryVault()
  const full = { code: 'storage-full', place: 'list of runs', value: '', remedy: 'Delete runs.' }
  const { list } = open({
    ...memory,
    put: async (whole) => (whole.run.summary.seed === 2 ? { value: null, problem: full } : memory.put(whole)),
  })
  await list.keep(finished(1))
  await list.keep(finished(2))
  expect(list.runs.value.map(({ summary }) => summary.seed)).toEqual([1])
  expect(list.problem.value).toEqual(full)
})

test('a run is named after its scenario and what was changed', () => {
  const source = draft.source
  expect(nameRun('baseline', { source, overrides: { seed: 7, days: 30 } })).toBe('baseline')
  expect(nameRun('baseline', { source, overrides: { 'couriers.count': 14, 'boxes.count': 40, 'sla.creditEur': 2 } })).toBe(
    'baseline: Couriers › count 14, Boxes › count 40, 1 more',
  )
})

import { expect, test } from 'vitest'
import type { ReplicationAnswer, RunApi } from '../run-api.ts'
import { sampleRun } from '../vault/fixture.ts'
import type { StoredRun } from '../vault/index.ts'
import type { CityStore } from './city-store.ts'
import { createFutures } from './futures.ts'

const { summary, yield: found } = sampleRun(1)
const run: StoredRun = { id: 'run', name: 'run', ...found, draft: {}, summary, history: [], finishedMs: 0, sizeBytes: 1 }

/** Futures over workers that answer by the luck that they are given; days of 10 ms, of which 6 have been lived. */
function open(answer: (luck: number | null) => ReplicationAnswer | Promise<ReplicationAnswer>, workers = 2) {
  const asked: (number | null)[] = []
  let dismissed = 0
  const member = () =>
    ({
      future: async (_request: unknown, _start: unknown, _days: number, luck: number | null) => {
        asked.push(luck)
        return answer(luck)
      },
    }) as unknown as RunApi
  const members = Array.from({ length: workers }, member)
  const futures = createFutures({
    api: {
      snapshotAt: async (timeMs: number) => (timeMs < 60 ? { day: Math.floor(timeMs / 10), snapshot: new ArrayBuffer(8) } : null),
    } as unknown as RunApi,
    city: { again: async () => ({ kind: 'generated' }) } as unknown as CityStore,
    crew: () => members,
    dismiss: () => void dismissed++,
  })
  return { futures, asked, dismissals: () => dismissed }
}

const life = (luck: number | null): ReplicationAnswer => ({ kind: 'done', hash: '', figures: { slaKept: luck ?? -1 } })

test('the run’s own future and as many others as wanted, each luck once, in the order of their seeds', async () => {
  const { futures, asked, dismissals } = open(async (luck) => {
    // The first come last.
    if (luck !== null && luck < 3_000_000) for (let i = 0; i < 20; i++) await Promise.resolve()
    return life(luck)
  })
  await futures.start(run, 35, 4, 6)
  const state = futures.state.value!
  expect([state.fromDay, state.toDay, state.isRunning, state.failure, state.same]).toEqual([3, 7, false, '', { slaKept: -1 }])
  const lucks = state.futures.map(({ slaKept }) => slaKept)
  expect(lucks).toEqual(lucks.toSorted((a, b) => a! - b!))
  expect([lucks.length, new Set(asked).size, asked.length, dismissals()]).toEqual([6, 7, 7, 1])
})

test('not beyond the run’s end, and not from a moment that was not lived', async () => {
  const { futures } = open(life)
  await futures.start(run, 55, 90, 2)
  expect(futures.state.value!.toDay).toBe(summary.days)
  await futures.start(run, 60, 4, 2)
  expect(futures.state.value).toMatchObject({ futures: [], isRunning: false })
  expect(futures.state.value!.failure).toContain('has not been lived')
})

test('a failed future is said and the others stand; a dead worker is asked once more', async () => {
  let deaths = 0
  const { futures } = open((luck) => {
    if (luck === 1_000_004) return { kind: 'failed', message: 'limits.events is reached' }
    return luck === null && deaths++ === 0 ? { kind: 'lost', message: 'memory' } : life(luck)
  })
  await futures.start(run, 35, 4, 3)
  const { futures: lived, failure, same } = futures.state.value!
  expect([lived.length, failure, same]).toEqual([2, 'limits.events is reached', { slaKept: -1 }])
})

test('stopped: what is whole stands, and a late answer changes nothing', async () => {
  let end: (answer: ReplicationAnswer) => void = () => undefined
  const { futures, asked } = open((luck) => (luck === 3_000_010 ? new Promise((resolve) => (end = resolve)) : life(luck)), 1)
  const ended = futures.start(run, 35, 4, 5)
  while (!asked.includes(3_000_010)) await Promise.resolve()
  futures.cancel()
  end(life(3_000_010))
  await ended
  expect([futures.state.value!.futures.length, futures.state.value!.isRunning]).toEqual([2, false])
})

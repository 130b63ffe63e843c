import { signal } from '@preact/signals'
import { beforeEach, expect, test, vi } from 'vitest'
import { kpis } from '../../scenarios/index.ts'
import { hashText } from '../../scenarios/load/canonical.ts'
import type { ReplicationAnswer, RunApi, RunRequest } from '../run-api.ts'
import { sampleRun } from '../vault/fixture.ts'
import { createMemoryReplicationVault } from '../vault/index.ts'
import type { CityStore } from './city-store.ts'
import type { ExperimentChoice } from './experiment-choice.ts'
import { createExperiments } from './experiment.ts'
import type { RunList } from './run-list.ts'
import type { RunState } from './run-store.ts'
import { createScenarioStore } from './scenario-store.ts'

/** What lasts in a browser. */
const lasting = new Map<string, string>()
vi.stubGlobal('localStorage', {
  getItem: (key: string) => lasting.get(key) ?? null,
  setItem: (key: string, value: string) => void lasting.set(key, value),
})

beforeEach(() => lasting.clear())

const factors = [
  { kind: 'key', name: 'couriers.count', path: 'couriers.count', levels: [4, 8], isRange: false },
  { kind: 'key', name: 'demand', path: 'fleet.demandFactor', levels: [0.8, 1.2], isRange: false },
] as const

const choice: ExperimentChoice = {
  name: 'two',
  description: '',
  factors,
  scheme: { kind: 'full' },
  kpi: 'slaKept',
  replications: { kind: 'fixed', n: 3 },
  days: 5,
  warmUp: 0,
}

interface Asked {
  readonly couriers: number
  readonly demand: number
  readonly seed: number
}

function askedOf({ scenario, seed = 0 }: RunRequest): Asked {
  const file = JSON.parse(scenario) as { couriers: { count: number }; fleet: { demandFactor: number } }
  return { couriers: file.couriers.count, demand: file.fleet.demandFactor, seed }
}

type Answer = (asked: Asked, request: RunRequest) => ReplicationAnswer | Promise<ReplicationAnswer>

/** Couriers raise the promises kept by 0.01 each; demand does nothing but be lucky or not. */
const life: Answer = ({ couriers, demand, seed }) => ({
  kind: 'done',
  hash: '',
  figures: {
    ...Object.fromEntries(kpis.map(({ id }) => [id, null])),
    slaKept: 0.5 + couriers / 100 + (demand > 1 ? (seed % 2 ? 1 : -1) : 0) / 1000,
    stockOut: seed,
  },
})

/** Experiments over workers that answer as `answer` says; `vault` outlives a page. */
function open(answer: Answer = life, { vault = createMemoryReplicationVault(), workers = 2 } = {}) {
  const asked: Asked[] = []
  let dismissed = 0
  const trend = vi.fn<RunApi['trend']>(async () => ({ value: Array.from({ length: 12 }, () => 1), problems: [] }))
  const identify: RunApi['identify'] = async ({ scenario, seed = 0 }) => ({
    value: { ...sampleRun(seed).yield.manifest, scenario: hashText(scenario) },
    problems: [],
  })
  const member = () =>
    ({
      replicate: async (request: RunRequest) => {
        asked.push(askedOf(request))
        return answer(askedOf(request), request)
      },
      start: async (request: RunRequest) => {
        asked.push({ ...askedOf(request), seed: -1 })
        const { summary, yield: found } = sampleRun(1)
        return answer(askedOf(request), request) && { kind: 'done', summary, yield: found }
      },
    }) as unknown as RunApi
  const members = Array.from({ length: workers }, member)
  const scenario = createScenarioStore({ steps: [{ source: { kind: 'library', name: 'baseline' }, overrides: {} }], at: 0 })
  const city = {
    again: async () => ({ kind: 'generated' }),
    choice: signal({ kind: 'generated' }),
    files: signal(null),
    drawing: signal({ hash: 'aldern', name: 'Aldern' }),
  } as unknown as CityStore
  const experiments = createExperiments({
    api: { identify, trend } as unknown as RunApi,
    city,
    scenario,
    runs: { state: signal<RunState>({ kind: 'empty' }) },
    runList: { recall: async () => null, facts: async () => null } as unknown as RunList,
    vault: Promise.resolve(vault),
    crew: () => members,
    size: workers,
    dismiss: () => void dismissed++,
  })
  return { experiments, scenario, asked, vault, trend, dismissals: () => dismissed }
}

function begin(bench: ReturnType<typeof open>, asked: ExperimentChoice = choice): Promise<void> {
  bench.experiments.choice.value = asked
  return bench.experiments.start()
}

const effectsOf = ({ experiments }: ReturnType<typeof open>) => experiments.state.value!.report!.screening['slaKept'].effects

test('every point as often as asked for, each run once; the factor that matters is told from the one that is luck', async () => {
  const bench = open()
  await begin(bench)
  const { phase, report, made, expected } = bench.experiments.state.value!
  expect([phase, made, expected, report!.made, bench.dismissals()]).toEqual(['done', 15, 15, { replications: 3, stop: 'most' }, 1])
  expect(new Set(bench.asked.map((one) => JSON.stringify(one))).size).toBe(bench.asked.length)
  expect(bench.asked.length).toBe(15)
  expect(effectsOf(bench).map(({ factor, isDistinguishable }) => [factor, isDistinguishable])).toEqual([
    ['couriers.count', true],
    ['demand', false],
  ])
  expect(effectsOf(bench)[0].effect.mean).toBeCloseTo(0.04, 12)
  // Another figure is there without a run.
  expect(report!.results[0].figures['stockOut'].mean).toBe(2)
})

test('the order in which workers end, and their number, change nothing', async () => {
  const alone = open(life, { workers: 1 })
  await begin(alone)
  const shuffled = open(
    async (asked, request) => {
      for (let i = 0; i < ((asked.seed * 7 + asked.couriers) % 5) * 4; i++) await Promise.resolve()
      return life(asked, request)
    },
    { workers: 4 },
  )
  await begin(shuffled)
  expect(shuffled.experiments.state.value!.report).toEqual(alone.experiments.state.value!.report)
})

test('paused, the workers end and what is whole stands; another page looks it up and goes on with the rest', async () => {
  let release: (answer: ReplicationAnswer) => void = () => undefined
  const first = open((asked, request) => (asked.seed === 2 ? new Promise((end) => (release = end)) : life(asked, request)), { workers: 1 })
  const work = begin(first)
  while (!first.asked.some(({ seed }) => seed === 2)) await new Promise((resolve) => setTimeout(resolve))
  first.experiments.pause()
  expect([first.experiments.state.value!.phase, first.dismissals()]).toEqual(['paused', 1])
  release({ kind: 'failed', message: 'late' })
  await work
  expect([first.experiments.state.value!.made, first.experiments.state.value!.report!.failed]).toEqual([5, []])

  const later = open(life, { vault: first.vault })
  expect(later.experiments.choice.value).toEqual(choice)
  await later.experiments.recall()
  expect(later.asked).toEqual([])
  expect(later.experiments.state.value).toMatchObject({ phase: 'paused', made: 5 })
  expect(later.experiments.isSame.value).toBe(true)
  await later.experiments.start()
  expect([later.asked.length, later.experiments.state.value!.phase]).toEqual([10, 'done'])
  const whole = open()
  await begin(whole)
  expect(later.experiments.state.value!.report).toEqual(whole.experiments.state.value!.report)
})

test('a run that fails is kept with its point and seed, the others go on; a worker that dies is asked once more', async () => {
  let deaths = 0
  const bench = open((asked, request) => {
    if (asked.couriers === 8 && asked.seed === 2) return { kind: 'failed', message: 'limits.events is reached' }
    return asked.seed === 1 && deaths++ === 0 ? { kind: 'lost', message: 'memory' } : life(asked, request)
  })
  await begin(bench)
  const { phase, report } = bench.experiments.state.value!
  expect([phase, report!.failed.map(({ point, r, seed, message }) => [point, r, seed, message])]).toEqual([
    'done',
    [
      ['couriers.count=8 demand=0.8', 1, 2, 'limits.events is reached'],
      ['couriers.count=8 demand=1.2', 1, 2, 'limits.events is reached'],
    ],
  ])
  expect(report!.results.map(({ replications }) => replications)).toEqual([3, 3, 3, 2, 2])
  expect(effectsOf(bench)[0].effect.n).toBe(2)
  // Asked again, only what failed is made.
  const before = bench.asked.length
  await bench.experiments.start()
  expect(bench.asked.length - before).toBe(2)
})

test('replications go on until the figure is known at every point', async () => {
  const bench = open()
  await begin(bench, { ...choice, replications: { kind: 'sequential', least: 2, most: 9, shareOfMean: 0.002 } })
  const { report } = bench.experiments.state.value!
  expect(report!.made.stop).toBe('precise')
  expect(report!.made.replications).toBeGreaterThan(2)
  expect(report!.made.replications).toBeLessThan(9)
})

test('the warm-up comes from a pilot of the base, is made once, and lasts', async () => {
  const bench = open()
  const long = { ...choice, days: 60, warmUp: 'auto', replications: { kind: 'fixed', n: 1 } } as const
  await begin(bench, long)
  expect(bench.asked.filter(({ seed }) => seed === -1)).toEqual([{ couriers: 12, demand: 1, seed: -1 }])
  expect([bench.trend.mock.calls.length, bench.experiments.state.value!.plan!.warmUp.isTooShort]).toEqual([4, false])
  const later = open(life, { vault: bench.vault })
  await later.experiments.recall()
  expect([later.experiments.state.value!.phase, later.asked]).toEqual(['done', []])
})

test('bad input runs nothing: a level out of range, a fraction of two factors, points that do not fit, another city', async () => {
  const bench = open()
  const codesOf = async (wrong: Partial<ExperimentChoice>) => {
    await begin(bench, { ...choice, ...wrong })
    const { phase, problems } = bench.experiments.state.value!
    return [phase, ...problems.map(({ code }) => code)]
  }
  expect(await codesOf({ factors: [{ ...factors[0], levels: [-1, 8] }] })).toEqual(['paused', 'negative-count'])
  expect(await codesOf({ scheme: { kind: 'fractional', resolution: 3, generators: {} } })).toEqual(['paused', 'too-few-factors'])
  expect(await codesOf({ scheme: { kind: 'latin', points: 501, seed: 1 } })).toEqual(['paused', 'too-many-points'])
  expect((await codesOf({ days: NaN })).length).toBe(2)
  expect(await codesOf({ warmUp: 5 })).toContain('warm-up-too-long')
  expect(bench.asked).toEqual([])
})

test('own data go with every run, and what is gone back to has them', async () => {
  const tables: unknown[] = []
  const bench = open((asked, request) => (tables.push(request.own), life(asked, request)))
  const own = { customers: { key: 'aaaa', name: 'customers.csv' } }
  bench.scenario.setOwn(own)
  await begin(bench, { ...choice, replications: { kind: 'fixed', n: 1 } })
  expect(tables).toEqual(Array.from({ length: 5 }, () => own))
  bench.scenario.setOwn(undefined)
  expect(bench.experiments.isSame.value).toBe(false)
  bench.experiments.restore()
  expect(bench.scenario.draft.value.own).toEqual(own)
})

test('a point opens as edits of the base, one step of undo; the experiment can be gone back to', async () => {
  const bench = open()
  bench.scenario.set('boxes.count', 9)
  await begin(bench)
  bench.experiments.openPoint(4)
  expect(bench.scenario.draft.value.overrides).toEqual({ 'boxes.count': 9, 'couriers.count': 8, 'fleet.demandFactor': 1.2 })
  expect(bench.experiments.isSame.value).toBe(false)
  bench.experiments.restore()
  expect(bench.scenario.draft.value.overrides).toEqual({ 'boxes.count': 9 })
  expect(bench.experiments.isSame.value).toBe(true)
  bench.scenario.undo()
  bench.scenario.undo()
  expect(bench.scenario.draft.value.overrides).toEqual({ 'boxes.count': 9 })
  bench.experiments.discard()
  expect(bench.experiments.state.value).toBeNull()
})

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signal } from '@preact/signals'
import { kpisOfFacts } from '../cli/facts-kpis.ts'
import { LocalPool } from '../cli/sweep/local-pool.ts'
import { runSweep } from '../cli/sweep/sweep.ts'
import { hashEngine } from '../cli/engine-build.ts'
import { openNodeStore } from '../data/store/node/index.ts'
import { computeTrend, kpis } from '../scenarios/index.ts'
import type { SweepReport } from '../scenarios/index.ts'
import type { KpiStore } from '../viz/kpi-store.ts'
import { toKpiValue } from '../viz/kpi-value.ts'
import type { RunApi } from '../viz/run-api.ts'
import { createRunApi } from '../viz/run.api.ts'
import { createCityStore } from '../viz/state/city-store.ts'
import { createExperiments } from '../viz/state/experiment.ts'
import { openDesign, writeDesign } from '../viz/state/experiment-file.ts'
import { createRunList } from '../viz/state/run-list.ts'
import { createScenarioStore } from '../viz/state/scenario-store.ts'
import { createMemoryReplicationVault, createMemoryVault } from '../viz/vault/index.ts'
import type { RunState } from '../viz/state/run-store.ts'

let folder = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'voltwin-experiment-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const small = {
  segments: { ebikes: { customers: 24 }, scooters: { customers: 30 }, tools: { customers: 3 }, homes: { customers: 6 } },
  hubs: { count: 2, chargers: 10, staff: 2 },
  shops: { count: 2 },
  boxes: { count: 4 },
  couriers: { count: 3 },
}

const design = {
  format: 'voltwin-experiment',
  version: 1,
  name: 'held to each other',
  scenario: 'baseline',
  overrides: { ...small, days: 4 },
  factors: {
    couriers: { path: 'couriers.count', levels: [2, 5] },
    demand: { path: 'fleet.demandFactor', levels: [0.8, 1.2] },
    limit: { levels: { wide: { 'limits.events': 1e9 }, narrow: { 'limits.events': 20_000 } } },
  },
  design: { kind: 'fractional', resolution: 3 },
  replications: { kpi: 'costPerBatteryMonth', least: 2, most: 3, shareOfMean: 0.0001 },
  warmUp: 1,
}

/** Figures by the store of the command line, words by the page. */
const store: KpiStore = {
  isReady: () => true,
  trend: async (daily, id, days, spanDays) => {
    const kpi = kpis.find((one) => one.id === id)!
    const own = await openNodeStore()
    await own.load(daily)
    const course = await computeTrend(kpi, { days, spanDays }, 'daily', async (sql) => (await own.query(sql)).rows)
    await own.close()
    return course
  },
  courses: async () => ({}),
  compute: async (facts) => (await kpisOfFacts(facts)).map(toKpiValue),
}

/** The page's experiment over workers that live in this process. */
async function openPage() {
  const api = createRunApi(store, hashEngine())
  const city = createCityStore(api)
  await city.generate()
  const scenario = createScenarioStore({ steps: [{ source: { kind: 'library', name: 'baseline' }, overrides: {} }], at: 0 })
  const crew: readonly RunApi[] = [createRunApi(store, hashEngine()), createRunApi(store, hashEngine())]
  const experiments = createExperiments({
    api,
    city,
    scenario,
    runs: { state: signal<RunState>({ kind: 'empty' }) },
    runList: createRunList(api, Promise.resolve(createMemoryVault())),
    vault: Promise.resolve(createMemoryReplicationVault()),
    crew: () => crew,
    size: crew.length,
    dismiss: () => undefined,
  })
  return { experiments, scenario }
}

async function sweep(text: string): Promise<SweepReport> {
  const file = join(folder, 'design.json')
  writeFileSync(file, text)
  const pool = new LocalPool(join(folder, 'out'), 1)
  const { value, problems } = await runSweep(
    { design: file, out: join(folder, 'out') },
    { pool, say: () => undefined, isOver: () => false },
  )
  await pool.close()
  expect(problems).toEqual([])
  return value!.report
}

/** Opens a file in a page as a person would, and runs it. */
async function openAndRun(file: object) {
  const { experiments, scenario } = await openPage()
  const opened = openDesign(JSON.stringify(file), experiments.base.value)
  expect(opened.problems).toEqual([])
  scenario.openDraft(opened.value!.draft)
  experiments.choice.value = opened.value!.choice
  await experiments.start()
  return { experiments, ...experiments.state.value! }
}

test('page and voltwin sweep come to one report for one design, to the last digit, also by the file that the page saves', async () => {
  const { experiments, phase, problems, report } = await openAndRun(design)
  expect([phase, problems]).toEqual(['done', []])
  expect(report!.screening['costPerBatteryMonth'].effects.length).toBe(3)
  expect(await sweep(JSON.stringify(design))).toEqual(report)
  // Saved again it is the same question, whose runs are there already.
  expect(await sweep(writeDesign(experiments.choice.value, experiments.base.value))).toEqual(report)
})

test('so they do with a warm-up out of a pilot, for a Latin hypercube, and where runs fail', async () => {
  const factors = {
    couriers: { path: 'couriers.count', range: [2, 6] },
    limit: { path: 'limits.events', levels: [200, 1e9] },
  }
  const latin = {
    ...design,
    overrides: { ...small, days: 52 },
    factors,
    design: { kind: 'latin', points: 2 },
    replications: 1,
    warmUp: 'auto',
  }
  const { phase, report } = await openAndRun(latin)
  expect([phase, report!.warmUp.isTooShort, report!.failed.length]).toEqual(['done', false, 1])
  expect(await sweep(JSON.stringify(latin))).toEqual(report)
})

import { beforeEach, expect, test } from 'vitest'
import type { RunApi, RunOutcome, RunProgress, RunRequest, RunScene, RunSummary } from '../run-api.ts'
import { sampleRun } from '../vault/fixture.ts'
import type { FinishedRun } from './run-list.ts'
import { createRunStore, kpisOf, type RunShelf, type RunStore, type WantedRuns } from './run-store.ts'

/** A door whose runs report and end when the test says so. */
class Double implements RunApi {
  readonly runs: {
    request: RunRequest
    report: (progress: RunProgress) => void
    end: (outcome: RunOutcome) => void
    die: (error: unknown) => void
  }[] = []
  cancels = 0

  start(request: RunRequest, report: (progress: RunProgress) => void): Promise<RunOutcome> {
    return new Promise((end, die) => this.runs.push({ request, report, end, die }))
  }

  cancel(): void {
    this.cancels++
  }

  identify = async () => ({ value: null, problems: [] })
  describeCity = async () => ({ city: null, problems: [] })
  trend = async () => ({ value: [], problems: [] })
  exportFile = async () => ({ value: null, problems: [] })
  window = async () => null
  seekState = async () => null
  inspect = async () => null
  planBasis = async () => null
  findIncident = async () => null
  lookInside = async () => null
  dayTotals = async () => null
  worstDay = async () => null
  trackBattery = async () => null
  late = async () => null
  keepFleet = async () => undefined
  keepTable = async () => ({ value: null, problems: [] })
  describeOwn = async () => ({ value: null, problems: [] })
  cancelOwn = () => undefined
  ownTemplate = async () => ({ value: null, problems: [] })
  emitTelemetry = async () => null
  keepModel = async () => ({ value: null, problems: [] })
  fleetRecord = async () => null
  addUp = async () => ({ value: null, problems: [] })
  stream = async () => ({ kind: 'failed', message: '' }) as const
  replicate = async () => ({ kind: 'failed', message: '' }) as const
  future = async () => ({ kind: 'failed', message: '' }) as const
  snapshotAt = async () => null
}

const kpi = { id: 'slaKept', label: 'SLA kept', value: 0.95, unit: 'frac', n: 1, counts: '', meaning: '' }
const progress: RunProgress = { day: 1, days: 10, events: 5, phase: 'run', kpis: [kpi], shareFrac: 0.1, eventsPerHour: Uint16Array.of(3) }
const city = { name: 'x', isGenerated: true, demandFrom: 'residential-roads', attribution: '' } as const
const eventsPerHour = Uint16Array.of(3, 4)
const summary: RunSummary = {
  scenario: 'Baseline',
  seed: 1,
  hash: '0',
  days: 10,
  events: 50,
  run: 1,
  eventsPerHour,
  city,
  kpis: [kpi, kpi],
}

const draft = { source: { kind: 'library', name: 'baseline' }, overrides: {} } as const
let api: Double
let store: RunStore
let wants: WantedRuns

beforeEach(() => {
  api = new Double()
  wants = { base: { scenario: 'baseline' }, baseKey: 'baseline', edited: null, drafts: { base: draft, edited: draft } }
  store = createRunStore(api, () => wants)
})

test('empty, loading, running, done', async () => {
  expect(store.state.value).toEqual({ kind: 'empty' })
  const ended = store.start()
  api.runs[0].report({ ...progress, phase: 'world', kpis: [] })
  expect(store.state.value.kind).toBe('loading')
  api.runs[0].report(progress)
  expect(store.state.value.kind).toBe('running')
  expect(kpisOf(store.state.value)).toEqual([kpi])
  api.runs[0].end({ kind: 'done', summary })
  await ended
  expect(store.state.value).toEqual({ kind: 'done', summary })
})

test('a report without figures leaves those on screen', () => {
  void store.start()
  api.runs[0].report(progress)
  api.runs[0].report({ ...progress, phase: 'kpis', day: 10, kpis: [] })
  expect(store.state.value).toMatchObject({ kind: 'running', progress: { day: 10, phase: 'kpis', kpis: [kpi] } })
})

test('a second start while a run is active starts nothing', async () => {
  void store.start()
  await store.start()
  expect(api.runs).toHaveLength(1)
})

test('cancel is asked for once and shown until the run answers; a report in between does not hide it', async () => {
  store.cancel()
  expect(api.cancels).toBe(0)
  const ended = store.start()
  store.cancel()
  store.cancel()
  expect(api.cancels).toBe(1)
  api.runs[0].report(progress)
  expect(store.state.value).toMatchObject({ kind: 'running', isCancelling: true })
  api.runs[0].end({ kind: 'cancelled', summary })
  await ended
  expect(store.state.value.kind).toBe('cancelled')
})

test('progress that arrives after the end changes nothing', async () => {
  const ended = store.start()
  api.runs[0].end({ kind: 'stopped', summary, reason: 'limit of events' })
  await ended
  api.runs[0].report(progress)
  expect(store.state.value.kind).toBe('stopped')
  void store.start()
  api.runs[0].report(progress)
  expect(store.state.value.kind).toBe('loading')
})

test('a run that dies keeps the figures so far and can be run again', async () => {
  const ended = store.start()
  api.runs[0].report(progress)
  api.runs[0].die(new Error('out of memory'))
  await ended
  expect(store.state.value).toEqual({ kind: 'failed', message: 'out of memory', kpis: [kpi] })
  void store.start()
  expect(store.state.value).toEqual({ kind: 'loading', progress: null, isCancelling: false })
  expect(api.runs).toHaveLength(2)
})

const edit = (couriers: number) => {
  wants = { ...wants, edited: { scenario: 'baseline', overrides: { couriers: { count: couriers } } } }
}
const settle = () => new Promise((resolve) => setTimeout(resolve))

test('the unchanged scenario runs first, an edit made meanwhile after it, with the newest wish', async () => {
  const ended = store.start()
  edit(14)
  void store.start()
  edit(15)
  void store.start()
  expect(api.runs).toHaveLength(1)
  api.runs[0].end({ kind: 'done', summary })
  await settle()
  expect(store.base.value?.summary).toEqual(summary)
  expect(api.runs.map(({ request }) => request)).toEqual([{ scenario: 'baseline' }, wants.edited])
  expect(store.role.value).toBe('edited')
  api.runs[1].end({ kind: 'done', summary })
  await ended
})

test('an edit while an edited run is under way takes its place; what the old one says is ignored', async () => {
  edit(14)
  void store.start()
  api.runs[0].report(progress)
  api.runs[0].end({ kind: 'done', summary })
  await settle()
  edit(15)
  void store.start()
  expect(api.runs).toHaveLength(3)
  api.runs[1].report({ ...progress, day: 9 })
  api.runs[1].end({ kind: 'replaced' })
  await settle()
  expect(store.state.value).toMatchObject({ kind: 'loading', progress: null })
  api.runs[2].end({ kind: 'done', summary: { ...summary, hash: '2' } })
  await settle()
  expect(store.state.value).toMatchObject({ kind: 'done', summary: { hash: '2' } })
})

test('figures of the base are kept as they formed; a cancelled base is none, and no edit runs after it', async () => {
  void store.start()
  api.runs[0].report(progress)
  api.runs[0].end({ kind: 'done', summary })
  await settle()
  expect(store.base.value?.history).toEqual([{ shareFrac: 0.1, kpis: [kpi] }])
  wants = { ...wants, baseKey: 'other' }
  edit(14)
  void store.start()
  expect(store.base.value).toBeNull()
  api.runs[1].end({ kind: 'cancelled', summary })
  await settle()
  expect([store.base.value, api.runs.length, store.state.value.kind]).toEqual([null, 2, 'cancelled'])
})

test('a report that arrives after the outcome still says where everything stands', async () => {
  const ended = store.start()
  api.runs[0].end({ kind: 'done', summary })
  await ended
  const scene = { run: 1, days: 10, dayStartMs: Float64Array.of(0) } as unknown as RunScene
  api.runs[0].report({ ...progress, scene })
  expect(store.scene.value).toBe(scene)
  expect(store.state.value.kind).toBe('done')
})

/** A list that knows one run: that of the unchanged scenario. */
function shelve(): RunShelf & { readonly kept: FinishedRun[] } {
  const kept: FinishedRun[] = []
  const { summary: known, yield: found } = sampleRun(1)
  const history = [{ shareFrac: 0.5, values: [0.9] }]
  const run = { id: 'x', name: 'x', ...found, draft, summary: known, history, finishedMs: 0, sizeBytes: 0 }
  return {
    kept,
    recall: async (request) => (request.scenario === 'known' ? run : null),
    keep: async (finished) => void kept.push(finished),
  }
}

test('a run out of the list stands at once; the map is made again behind it', async () => {
  const shelf = shelve()
  wants = { ...wants, base: { scenario: 'known' } }
  const shelved = createRunStore(api, () => wants, shelf)
  await shelved.start()
  expect(shelved.state.value).toEqual({ kind: 'done', summary: { ...sampleRun(1).summary, run: 0 } })
  expect([shelved.redrawFrac.value, shelved.livedMs.value]).toEqual([0, 0])
  api.runs[0].report(progress)
  expect([shelved.redrawFrac.value, shelved.state.value.kind]).toEqual([0.1, 'done'])
  api.runs[0].end({ kind: 'done', summary: { ...summary, hash: 'hash 1', run: 7 }, yield: sampleRun(1).yield })
  await Promise.resolve()
  await Promise.resolve()
  api.runs[0].report(progress)
  expect([shelved.redrawFrac.value, shelved.state.value.kind, shelf.kept]).toEqual([null, 'done', []])
  // The worker still holds its records, under its own number: asked for again, nothing is run.
  await shelved.start()
  expect(shelved.state.value).toEqual({ kind: 'done', summary: { ...sampleRun(1).summary, run: 7 } })
  expect(api.runs).toHaveLength(1)
})

test('cancelled while the list is asked, a run is cancelled as soon as it starts', async () => {
  const shelved = createRunStore(api, () => wants, shelve())
  const ended = shelved.start()
  shelved.cancel()
  await new Promise((resolve) => setTimeout(resolve))
  expect([api.runs.length, api.cancels]).toEqual([1, 2])
  api.runs[0].end({ kind: 'cancelled', summary })
  await ended
  expect(shelved.state.value.kind).toBe('cancelled')
})

test('a run whose bits differ from the list is failed, without figures', async () => {
  wants = { ...wants, base: { scenario: 'known' } }
  const shelved = createRunStore(api, () => wants, shelve())
  await shelved.start()
  api.runs[0].end({ kind: 'done', summary: { ...summary, hash: 'other' } })
  await new Promise((resolve) => setTimeout(resolve))
  expect(shelved.state.value).toMatchObject({ kind: 'failed', kpis: [], message: expect.stringContaining('hash 1 then, other now') })
})

test('the base comes out of the list without a run when something was edited; what ends is kept with its draft', async () => {
  const shelf = shelve()
  wants = { ...wants, base: { scenario: 'known' }, edited: { scenario: 'edited' } }
  const shelved = createRunStore(api, () => wants, shelf)
  const ended = shelved.start()
  await new Promise((resolve) => setTimeout(resolve))
  expect(api.runs.map(({ request }) => request.scenario)).toEqual(['edited'])
  expect(shelved.base.value?.history).toEqual([{ shareFrac: 0.5, kpis: [{ id: 'slaKept', value: 0.9 }] }])
  api.runs[0].report(progress)
  api.runs[0].end({ kind: 'done', summary, yield: sampleRun(2).yield })
  await ended
  expect(shelf.kept.map(({ history, draft: from }) => [history, from])).toEqual([[[{ shareFrac: 0.1, values: [0.95, 0.95] }], draft]])
})

test('what the unchanged scenario is refused for, an edit may mend: the edited one runs, with nothing to compare it with', async () => {
  edit(14)
  const ended = store.start()
  api.runs[0].end({ kind: 'refused', problems: [] })
  await settle()
  expect(api.runs).toHaveLength(2)
  api.runs[1].end({ kind: 'done', summary })
  await ended
  expect([store.state.value.kind, store.role.value, store.base.value]).toEqual(['done', 'edited', null])
})

import { beforeEach, expect, test } from 'vitest'
import type { RunApi, RunOutcome, RunProgress, RunSummary } from './run-api.ts'
import { createRunStore, kpisOf, type RunStore } from './run-store.ts'

/** A door whose runs report and end when the test says so. */
class Double implements RunApi {
  readonly runs: { report: (progress: RunProgress) => void; end: (outcome: RunOutcome) => void; die: (error: unknown) => void }[] = []
  cancels = 0

  start(_request: unknown, report: (progress: RunProgress) => void): Promise<RunOutcome> {
    return new Promise((end, die) => this.runs.push({ report, end, die }))
  }

  cancel(): void {
    this.cancels++
  }
}

const kpi = { id: 'slaKept', label: 'SLA kept', value: 0.95, unit: 'frac', n: 1, counts: '', meaning: '' }
const progress: RunProgress = { day: 1, days: 10, events: 5, phase: 'run', kpis: [kpi] }
const city = { name: 'x', isGenerated: true, demandFrom: 'residential-roads', attribution: '' } as const
const summary: RunSummary = { scenario: 'Baseline', seed: 1, hash: '0', days: 10, events: 50, city, kpis: [kpi, kpi] }

let api: Double
let store: RunStore

beforeEach(() => {
  api = new Double()
  store = createRunStore(api, { scenario: 'baseline' })
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

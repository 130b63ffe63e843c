import { advanceRun, eventsOf, factsOf, layOutScenario, loadScenario, resolveLibrary, startRun } from '../scenarios/index.ts'
import type { LoadedScenario, ScenarioRun } from '../scenarios/index.ts'
import { generateCity, hashWorld, LogLevel, today } from '../twin/index.ts'
import type { City } from '../twin/index.ts'
import type { Parsed } from '../data/columns/index.ts'
import type { KpiStore } from './kpi-store.ts'
import type { KpiValue, RunApi, RunOutcome, RunProgress, RunRequest, RunSummary } from './run-api.ts'

/** Events between two looks at the clock: a few milliseconds of work. */
const sliceEvents = 2000
/** Work between two pauses in which a message can come in, and between two reports. */
const pauseMs = 40
const reportMs = 250
const kpiMs = 700

/** The engine behind the door: one run at a time on the embedded city, key figures by the store. */
export function createRunApi(store: KpiStore): RunApi {
  let city: City | null = null
  let isBusy = false
  let isCancelled = false
  return {
    start: async (request, onProgress) => {
      if (isBusy) throw new Error('a run is under way; cancel it first')
      isBusy = true
      isCancelled = false
      try {
        const scenario = readRequest(request)
        if (scenario.value === null) return { kind: 'refused', problems: scenario.problems }
        const { days } = scenario.value.spec
        onProgress({ day: 0, days, events: 0, phase: 'city', kpis: [] })
        await pause()
        city ??= generateCity()
        onProgress({ day: 0, days, events: 0, phase: 'world', kpis: [] })
        await pause()
        return await live(scenario.value, city, store, onProgress, () => isCancelled)
      } finally {
        isBusy = false
      }
    },
    cancel: () => {
      isCancelled = true
    },
  }
}

function readRequest({ scenario, seed, days }: RunRequest): Parsed<LoadedScenario> {
  const text = resolveLibrary(scenario)
  if (text === null) {
    const remedy = 'Choose a scenario of the library, such as baseline.'
    return { value: null, problems: [{ code: 'scenario-missing', place: 'scenario', value: scenario.slice(0, 80), remedy }] }
  }
  const overrides = { ...(seed === undefined ? {} : { seed }), ...(days === undefined ? {} : { days }) }
  return loadScenario(text, { resolve: resolveLibrary, self: scenario, overrides })
}

async function live(
  scenario: LoadedScenario,
  city: City,
  store: KpiStore,
  onProgress: (progress: RunProgress) => void,
  isCancelled: () => boolean,
): Promise<RunOutcome> {
  const layout = layOutScenario(scenario.spec, city)
  if (layout.value === null) return { kind: 'refused', problems: layout.problems }
  const run = startRun(layout.value, { level: LogLevel.facts })
  await liveDays(run, store, onProgress, isCancelled)
  onProgress({ ...progressOf(run), phase: 'kpis', kpis: [] })
  const summary = summarise(run, scenario, city, await store.compute(factsOf(run)))
  if (run.status.kind === 'stopped') return { kind: 'stopped', summary, reason: run.status.reason }
  return { kind: run.status.kind === 'done' ? 'done' : 'cancelled', summary }
}

/** Runs slice by slice; the figures of the days so far are computed while the engine rests, never twice at once. */
async function liveDays(
  run: ScenarioRun,
  store: KpiStore,
  onProgress: (progress: RunProgress) => void,
  isCancelled: () => boolean,
): Promise<void> {
  let kpis: readonly KpiValue[] = []
  let pausedAt = performance.now()
  let reportedAt = 0
  let computedAt = 0
  while (!isCancelled() && advanceRun(run, sliceEvents).kind === 'running') {
    const now = performance.now()
    if (now - pausedAt < pauseMs) continue
    await pause()
    pausedAt = performance.now()
    if (store.isReady() && now - computedAt > kpiMs && today(run.world) > 0) {
      kpis = await store.compute(factsOf(run))
      computedAt = performance.now()
      reportedAt = 0
    }
    if (now - reportedAt < reportMs) continue
    onProgress({ ...progressOf(run), kpis })
    reportedAt = now
  }
}

function progressOf(run: ScenarioRun): RunProgress {
  return { day: today(run.world), days: run.days, events: eventsOf(run), phase: 'run', kpis: [] }
}

function summarise(run: ScenarioRun, scenario: LoadedScenario, city: City, kpis: readonly KpiValue[]): RunSummary {
  return {
    scenario: scenario.spec.name,
    seed: scenario.spec.seed,
    hash: hashWorld(run.world),
    days: run.status.kind === 'done' ? run.days : today(run.world),
    events: eventsOf(run),
    city: { name: city.name, isGenerated: city.isGenerated, demandFrom: city.demand.source, attribution: city.attribution },
    kpis,
  }
}

/** Lets messages in: a message channel is not slowed down as nested timers are. */
function pause(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    const end = () => {
      port1.close()
      resolve()
    }
    port1.addEventListener('message', end, { once: true })
    port1.start()
    port2.postMessage(null)
  })
}

import {
  advanceReplay,
  decideBy,
  drawCity,
  drawScene,
  eventsOf,
  factsOf,
  findIncident,
  findWorstDay,
  layOutScenario,
  listLate,
  lookInside,
  manifestOf,
  snapshotDay,
  startReplay,
  tabulatePlaces,
  totalDays,
  trackBattery,
} from '../scenarios/index.ts'
import type { LoadedScenario, Replay } from '../scenarios/index.ts'
import { dailyFacts, hashWorld, today } from '../twin/index.ts'
import type { OwnData, Survey } from '../twin/index.ts'
import { createFleetRecorder } from '../ml/index.ts'
import { createCityShelf } from './city-shelf.ts'
import { createLearnShelf } from './learn-shelf.ts'
import type { LearnShelf } from './learn-shelf.ts'
import type { KpiStore } from './kpi-store.ts'
import { emitTelemetry } from './emit-telemetry.ts'
import { createFleetShelf } from './fleet-shelf.ts'
import { makeFile } from './export.api.ts'
import { packFacts, unpackFacts } from './fact-files.ts'
import { createLookBack } from './look-back.ts'
import type { LookBack } from './look-back.ts'
import { createOwnShelf, explainRefusal } from './own-shelf.ts'
import type { OwnCounts } from './own-api.ts'
import { pause } from './pause.ts'
import { answerReplications } from './replicate.api.ts'
import { answerRequests, readRequest } from './read-request.ts'
import type { RequestShelves } from './read-request.ts'
import { createMemoryTableVault } from './vault/index.ts'
import type { TableVault } from './vault/index.ts'
import type { FactFile, KpiValue, RunApi, RunOutcome, RunProgress, RunRequest, RunSummary, RunYield, TrendAsk } from './run-api.ts'

/** Events between two looks at the clock: a few milliseconds of work. */
const sliceEvents = 1000
/** Work between two pauses in which a message can come in, and between two reports. */
const pauseMs = 30
const reportMs = 250
const kpiMs = 700

type Report = (progress: RunProgress) => void

/** One start: its number, and whether a later one took its place or it was cancelled. */
interface Turn {
  readonly id: number
  readonly isReplaced: () => boolean
  readonly isOver: () => boolean
  /** Fulfilled when it is over: what is awaited meanwhile need not be. */
  readonly over: Promise<void>
}

/**
 * The engine behind the door: one run at a time, key figures by the store, and the record of the last one to look back on. `engine` is the
 * hash of the engine's sources.
 */
export function createRunApi(
  store: KpiStore,
  engine: string,
  tables: Promise<TableVault> = Promise.resolve(createMemoryTableVault()),
): RunApi {
  const shelf = createCityShelf(pause)
  const fleets = createFleetShelf()
  const lookBack = createLookBack()
  const learned = createLearnShelf()
  const owns = createOwnShelf(tables)
  const kept = { shelf, fleets, owns, learned, store, lookBack, engine }
  let last = 0
  let cancelled = 0
  let endTurn = () => {}
  let busy: Promise<unknown> = Promise.resolve()

  return {
    start: (request, onProgress) => {
      const id = ++last
      endTurn()
      const over = new Promise<void>((resolve) => (endTurn = resolve))
      const turn = { id, isReplaced: () => last !== id, isOver: () => last !== id || cancelled >= id, over }
      const outcome = busy.then(() => runTurn(kept, turn, request, onProgress)).catch(failed)
      busy = outcome
      return outcome
    },
    cancel: () => {
      cancelled = last
      endTurn()
    },
    describeCity: async (choice, onProgress) => {
      const { survey, problems } = await shelf.find(choice, onProgress)
      return { city: survey === null ? null : drawCity(survey.city), problems }
    },
    keepFleet: async (fleet) => fleets.keep(fleet),
    ...answerRequests(kept),
    ...answerReplications(kept),
    trend: (facts, ask) => followKpi(store, facts, ask),
    exportFile: (ask) => makeFile(ask, lookBack, pause),
    keepModel: async (text) => learned.keep(text),
    fleetRecord: async () => learned.ended?.read() ?? null,
    ...answerLooks(lookBack),
  }
}

/** What is asked of the record of a run. */
function answerLooks(
  lookBack: LookBack,
): Omit<
  RunApi,
  | 'start'
  | 'cancel'
  | 'replicate'
  | 'future'
  | 'describeCity'
  | 'identify'
  | 'trend'
  | 'exportFile'
  | 'keepFleet'
  | 'keepTable'
  | 'describeOwn'
  | 'cancelOwn'
  | 'ownTemplate'
  | 'keepModel'
  | 'fleetRecord'
> {
  return {
    window: async (fromMs, toMs) => lookBack.window(fromMs, toMs),
    seekState: async (timeMs) => lookBack.seekState(timeMs),
    snapshotAt: async (timeMs) => lookBack.at(timeMs, (replay) => snapshotDay(replay, timeMs)),
    emitTelemetry: async (fromMs, toMs, everyMs) => lookBack.at(toMs - 1, (replay) => emitTelemetry(replay, fromMs, toMs, everyMs)),
    inspect: async (pick, timeMs) => lookBack.inspect(pick, timeMs),
    planBasis: async (id) => lookBack.planBasis(id),
    findIncident: async (ask) => lookBack.at(ask.timeMs, (replay) => findIncident(replay, ask)),
    lookInside: async (place, timeMs) => lookBack.at(timeMs, (replay) => lookInside(replay, place, timeMs)),
    dayTotals: async (timeMs) => lookBack.at(timeMs, totalDays),
    worstDay: async (rank, timeMs) => lookBack.at(timeMs, (replay) => findWorstDay(replay, rank)),
    trackBattery: async (battery, fromMs, toMs) => lookBack.at(toMs - 1, (replay) => trackBattery(replay, battery, fromMs, toMs)),
    late: async (timeMs) => lookBack.at(timeMs, (replay) => listLate(replay, timeMs)),
  }
}

/** What a worker has kept, and by which build. */
interface Kept extends RequestShelves {
  readonly learned: LearnShelf
  readonly store: KpiStore
  readonly lookBack: LookBack
}

async function runTurn(kept: Kept, turn: Turn, request: RunRequest, onProgress: Report): Promise<RunOutcome> {
  if (turn.isReplaced()) return { kind: 'replaced' }
  const scenario = readRequest(request, kept.fleets)
  if (scenario.value === null) return { kind: 'refused', problems: scenario.problems }
  onProgress(beforeRun('city', scenario.value))
  await pause()
  const { survey, problems } = await kept.shelf.find(request.city)
  if (survey === null) return { kind: 'refused', problems }
  onProgress(beforeRun('world', scenario.value))
  const own = await kept.owns.find(request.own, scenario.value.spec, survey, { isOver: turn.isReplaced })
  if (own === null) return { kind: 'replaced' }
  if (own.value === null) return { kind: 'refused', problems: explainRefusal(own) }
  await warm(scenario.value, survey, turn)
  if (turn.isReplaced()) return { kind: 'replaced' }
  return live({ ...kept, turn, scenario: scenario.value, survey, own: own.value, onProgress, isRecordOnly: request.isRecordOnly ?? false })
}

async function followKpi(store: KpiStore, facts: readonly FactFile[], { kpi, days, spanDays }: TrendAsk): ReturnType<RunApi['trend']> {
  const file = facts.find(({ name }) => name === dailyFacts.name)
  if (file === undefined) return { value: null, problems: [factsMissing] }
  const { value, problems } = await unpackFacts(file, dailyFacts)
  return { value: value && (await store.trend(value, kpi, days, spanDays)), problems }
}

/** Errors of the program cross to the page as values. */
function failed(error: unknown): RunOutcome {
  return { kind: 'failed', message: error instanceof Error ? error.message : String(error) }
}

const factsMissing = {
  code: 'facts-missing',
  place: 'facts',
  value: '',
  remedy: 'The facts of this run are not kept any more: open it in Plan and run it again.',
}

const noHours = new Uint16Array(0)

function beforeRun(phase: 'city' | 'world', { spec }: LoadedScenario): RunProgress {
  return { day: 0, days: spec.days, events: 0, phase, shareFrac: 0, kpis: [], eventsPerHour: noHours }
}

/** The longest steps of a layout one by one, so that a later start is heard in between; nothing to do where they were done before. */
async function warm({ spec }: LoadedScenario, survey: Survey, turn: Turn): Promise<void> {
  const steps = [
    ...spec.couriers.vehicles.map(
      ({ maxSpeedKmh }) =>
        () =>
          survey.contract(maxSpeedKmh),
    ),
    ...[spec.hubs.count, spec.shops.count, spec.boxes.count].map((count) => () => survey.place(count)),
  ]
  for (const step of steps) {
    if (turn.isReplaced()) return
    step()
    await pause()
  }
}

interface Work extends Kept {
  readonly turn: Turn
  readonly scenario: LoadedScenario
  readonly survey: Survey
  readonly own: OwnData
  readonly onProgress: Report
  readonly isRecordOnly: boolean
}

async function live(work: Work): Promise<RunOutcome> {
  const { turn, scenario, survey, own, store, lookBack, onProgress } = work
  const { value: layout, problems } = layOutScenario(scenario.spec, survey.city, survey, own)
  if (layout === null) return { kind: 'refused', problems }
  const policies = decideBy(layout.spec, work.learned.list())
  if (policies.value === null) return { kind: 'refused', problems: policies.problems }
  lookBack.makeRoom()
  const recorder = createFleetRecorder(layout.spec)
  const replay = startReplay(layout, survey, { id: turn.id, policies: recorder.watch(policies.value) })
  lookBack.begin(replay)
  try {
    onProgress({ ...progressOf(replay), scene: drawScene(layout, turn.id) })
    await liveDays(replay, work)
    if (turn.isReplaced()) return { kind: 'replaced' }
    lookBack.end(replay)
    work.learned.ended = recorder
    const { status } = replay.run
    if (work.isRecordOnly && status.kind === 'done') return { kind: 'done', summary: summarise(replay, work, []) }
    onProgress({ ...progressOf(replay), phase: 'kpis' })
    const summary = summarise(replay, work, await store.compute(factsOf(replay.run)))
    if (status.kind === 'stopped') return { kind: 'stopped', summary, reason: status.reason }
    return status.kind === 'done' ? { kind: 'done', summary, yield: await yieldOf(replay, work) } : { kind: 'cancelled', summary }
  } finally {
    lookBack.drop(replay)
  }
}

async function yieldOf(replay: Replay, { scenario, survey, own, engine }: Work): Promise<RunYield> {
  return {
    manifest: manifestOf(scenario, survey.city, engine, own.hash),
    scenario: scenario.canonical,
    facts: await packFacts(factsOf(replay.run)),
    places: tabulatePlaces(replay),
  }
}

/** Runs slice by slice; the figures of the days so far are computed while the engine rests, never twice at once. */
async function liveDays(replay: Replay, { turn, store, onProgress, isRecordOnly }: Work): Promise<void> {
  let kpis: readonly KpiValue[] = []
  let pausedAt = performance.now()
  let reportedAt = 0
  let computedAt = -kpiMs
  while (!turn.isOver() && advanceReplay(replay, sliceEvents).kind === 'running') {
    const now = performance.now()
    if (now - pausedAt < pauseMs) continue
    await pause()
    pausedAt = performance.now()
    if (!isRecordOnly && store.isReady() && now - computedAt > kpiMs && today(replay.run.world) > 0 && !turn.isOver()) {
      // Whoever takes this run's place need not wait for its figures.
      kpis = (await Promise.race([store.compute(factsOf(replay.run)), turn.over])) ?? kpis
      computedAt = performance.now()
      reportedAt = 0
    }
    if (now - reportedAt < reportMs) continue
    onProgress({ ...progressOf(replay), kpis })
    reportedAt = now
  }
}

function progressOf(replay: Replay): RunProgress {
  const { run } = replay
  const day = today(run.world)
  return { day, days: run.days, events: eventsOf(run), phase: 'run', shareFrac: day / run.days, kpis: [], eventsPerHour: hoursOf(replay) }
}

/** Hours that have been lived; a copy, since it goes to the page. */
function hoursOf({ journal, run, layout }: Replay): Uint16Array {
  const lived = run.status.kind === 'done' ? journal.eventsPerHour.length : Math.floor(layout.days.startMs[today(run.world)] / 3_600_000)
  return journal.eventsPerHour.slice(0, lived)
}

function summarise(replay: Replay, { scenario, own }: Work, kpis: readonly KpiValue[]): RunSummary {
  const { run, layout } = replay
  const { city } = layout
  return {
    scenario: scenario.spec.name,
    seed: scenario.spec.seed,
    hash: hashWorld(run.world),
    days: run.status.kind === 'done' ? run.days : today(run.world),
    events: eventsOf(run),
    run: replay.id,
    eventsPerHour: hoursOf(replay),
    city: { name: city.name, isGenerated: city.isGenerated, demandFrom: city.demand.source, attribution: city.attribution },
    kpis,
    ...(own.hash !== '' && { own: countOwnData(own) }),
  }

  function countOwnData({ customers, batteries, weather }: OwnData): OwnCounts {
    const days = weather === null ? {} : { weather: weather.hourDegC.length / 24 }
    return { customers: customers?.count ?? 0, batteries: batteries?.count ?? 0, ...days }
  }
}

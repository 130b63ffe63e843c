import { drawCity, listLate, lookInside, snapshotDay, totalDays, trackBattery } from '../scenarios/index.ts'
import type { LoadedScenario } from '../scenarios/index.ts'
import { dailyFacts } from '../twin/index.ts'
import type { Survey } from '../twin/index.ts'
import { answerSums } from './add-up.api.ts'
import { createCityShelf } from './city-shelf.ts'
import { createLearnShelf } from './learn-shelf.ts'
import type { KpiStore } from './kpi-store.ts'
import { emitTelemetry } from './emit-telemetry.ts'
import { createFleetShelf } from './fleet-shelf.ts'
import { makeFile } from './export.api.ts'
import { unpackFacts } from './fact-files.ts'
import { createLookBack } from './look-back.ts'
import type { LookBack } from './look-back.ts'
import { createOwnShelf, explainRefusal } from './own-shelf.ts'
import { pause } from './pause.ts'
import { answerReplications } from './replicate.api.ts'
import { answerRequests, readRequest } from './read-request.ts'
import { liveRun, type LiveMeans, type Turn } from './live-run.ts'
import { searchIncident, searchWorstDay } from './search-record.ts'
import { answerStreams, explainFailure } from './stream.api.ts'
import { createMemoryTableVault } from './vault/index.ts'
import type { RunFolders, TableVault } from './vault/index.ts'
import type { FactFile, RunApi, RunOutcome, RunProgress, RunRequest, TrendAsk } from './run-api.ts'

/** Customers × days from which on a run is kept while it lives: its record would take more than a gigabyte. */
const usualLargeFrom = 5_000_000

type Report = (progress: RunProgress) => void

/**
 * The engine behind the door: one run at a time, key figures by the store, and the record of the last one to look back on. `engine` is the
 * hash of the engine's sources.
 */
export function createRunApi(
  store: KpiStore,
  engine: string,
  tables: Promise<TableVault> = Promise.resolve(createMemoryTableVault()),
  folders: Promise<RunFolders | null> = Promise.resolve(null),
  largeFrom = usualLargeFrom,
): RunApi {
  const shelf = createCityShelf(pause)
  const fleets = createFleetShelf()
  const lookBack = createLookBack()
  const learned = createLearnShelf()
  const owns = createOwnShelf(tables)
  const kept = { shelf, fleets, owns, learned, store, lookBack, engine, folders, largeFrom }
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
      const outcome = busy.then(() => runTurn(kept, turn, request, onProgress)).catch(explainFailure)
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
    ...answerStreams(kept),
    ...answerSums(store),
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
  | 'stream'
  | 'addUp'
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
    window: lookBack.window,
    seekState: lookBack.seekState,
    snapshotAt: async (timeMs) => lookBack.at(timeMs, (replay) => snapshotDay(replay, timeMs)),
    emitTelemetry: async (fromMs, toMs, everyMs) => lookBack.at(fromMs, (replay) => emitTelemetry(replay, fromMs, toMs, everyMs), toMs - 1),
    inspect: lookBack.inspect,
    planBasis: lookBack.planBasis,
    findIncident: (ask) => searchIncident(lookBack, ask),
    lookInside: async (place, timeMs) => lookBack.at(timeMs, (replay) => lookInside(replay, place, timeMs)),
    dayTotals: async (timeMs) => lookBack.at(timeMs, totalDays),
    worstDay: (rank, timeMs) => searchWorstDay(lookBack, rank, timeMs),
    trackBattery: async (battery, fromMs, toMs) => lookBack.at(fromMs, (replay) => trackBattery(replay, battery, fromMs, toMs), toMs - 1),
    late: async (timeMs) => lookBack.at(timeMs, (replay) => listLate(replay, timeMs)),
  }
}

async function runTurn(kept: LiveMeans, turn: Turn, request: RunRequest, onProgress: Report): Promise<RunOutcome> {
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
  return liveRun({
    ...kept,
    turn,
    scenario: scenario.value,
    city: request.city,
    survey,
    own: own.value,
    onProgress,
    isRecordOnly: request.isRecordOnly ?? false,
  })
}

async function followKpi(store: KpiStore, facts: readonly FactFile[], { kpi, days, spanDays }: TrendAsk): ReturnType<RunApi['trend']> {
  const file = facts.find(({ name }) => name === dailyFacts.name)
  if (file === undefined) return { value: null, problems: [factsMissing] }
  const { value, problems } = await unpackFacts(file, dailyFacts)
  return { value: value && (await store.trend(value, kpi, days, spanDays)), problems }
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

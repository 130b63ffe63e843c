import { createFleetRecorder } from '../ml/index.ts'
import { advanceReplay, decideBy, drawScene, layOutScenario, startReplay } from '../scenarios/index.ts'
import type { LoadedScenario } from '../scenarios/index.ts'
import type { Layout, OwnData, Survey } from '../twin/index.ts'
import { keptEveryDays, openKeptRecord, readEnd, startKept } from './kept-run.ts'
import type { CountedRun } from './kept-run.ts'
import type { LookBack } from './look-back.ts'
import { pause } from './pause.ts'
import type { PreparedRun } from './prepare-run.ts'
import type { CityChoice, RunOutcome, RunProgress } from './run-api.ts'
import { createBreath } from './run-breath.ts'
import { tellProgress } from './run-summary.ts'
import { concludeRun, liveToEnd, planKept } from './stream.api.ts'
import type { StreamMeans } from './stream.api.ts'

/** Events between two looks at the clock: a few milliseconds of work. */
const sliceEvents = 1000

/** One start: its number, and whether a later one took its place or it was cancelled. */
export interface Turn {
  readonly id: number
  readonly isReplaced: () => boolean
  readonly isOver: () => boolean
  /** Fulfilled when it is over: what is awaited meanwhile need not be. */
  readonly over: Promise<void>
}

/** What a worker has kept that its runs need. */
export interface LiveMeans extends StreamMeans {
  readonly lookBack: LookBack
  /** Customers × days from which on a run is kept while it lives. */
  readonly largeFrom: number
}

/** One run that is asked for. */
export interface LiveWork extends LiveMeans {
  readonly turn: Turn
  readonly scenario: LoadedScenario
  readonly city: CityChoice | undefined
  readonly survey: Survey
  readonly own: OwnData
  readonly onProgress: (progress: RunProgress) => void
  readonly isRecordOnly: boolean
}

/** Lays a run out and lives it, in the one way or the other. */
export async function liveRun(work: LiveWork): Promise<RunOutcome> {
  const { scenario, city, survey, own, lookBack } = work
  const { value: layout, problems } = layOutScenario(scenario.spec, survey.city, survey, own)
  if (layout === null) return { kind: 'refused', problems }
  const policies = decideBy(layout.spec, work.learned.list())
  if (policies.value === null) return { kind: 'refused', problems: policies.problems }
  lookBack.makeRoom()
  const prepared = { scenario, city, survey, own, layout, policies: policies.value }
  return (await liveKept(work, prepared)) ?? liveWhole(work, prepared)
}

/** A run whose record stays in memory, and is drawn while it lives. */
async function liveWhole(work: LiveWork, prepared: PreparedRun): Promise<RunOutcome> {
  const { turn, lookBack, onProgress } = work
  const { layout, survey, policies } = prepared
  const recorder = createFleetRecorder(layout.spec)
  const replay = startReplay(layout, survey, { id: turn.id, policies: recorder.watch(policies) })
  const { run, journal } = replay
  const { counts } = journal
  lookBack.begin(replay)
  try {
    onProgress({ ...tellProgress(run, counts.eventsPerHour), scene: drawScene(layout, turn.id) })
    const breathe = breathOf(work, { run, counts })
    while (!turn.isOver() && advanceReplay(replay, sliceEvents).kind === 'running') await breathe()
    if (turn.isReplaced()) return { kind: 'replaced' }
    lookBack.end(replay)
    work.learned.ended = recorder
    return await conclude(work, prepared, { run, counts })
  } finally {
    lookBack.drop(replay)
  }
}

/**
 * A run that is kept: one that ended is opened at once, without a day that is lived again; one whose record would be too large is kept while it lives. `null`: it is
 * neither, or this browser has no room for files.
 */
async function liveKept(work: LiveWork, prepared: PreparedRun): Promise<RunOutcome | null> {
  const { turn, lookBack, onProgress, learned } = work
  const { layout } = prepared
  const plan = await planKept(work, prepared, { isMade: isLarge(layout, work.largeFrom) })
  if (plan === null) return null
  const counted = (await readEnd(plan)) ?? (isLarge(layout, work.largeFrom) ? await startKept(plan) : null)
  if (counted === null) return null
  const { run, counts } = counted
  onProgress({ ...tellProgress(run, counts.eventsPerHour), scene: drawScene(layout, turn.id) })
  await liveToEnd(counted, plan, keptEveryDays, breathOf(work, counted))
  if (turn.isReplaced()) return { kind: 'replaced' }
  if (run.status.kind === 'done') {
    lookBack.end(await openKeptRecord(plan, counted, turn.id, pause))
    learned.ended = null
  }
  return conclude(work, prepared, counted)
}

function isLarge({ customers, spec }: Layout, largeFrom: number): boolean {
  return customers.count * spec.days >= largeFrom
}

function breathOf({ turn, store, onProgress, isRecordOnly }: LiveWork, { run, counts }: CountedRun): () => Promise<boolean> {
  const { isOver, over } = turn
  return createBreath({ run, eventsPerHour: counts.eventsPerHour, onProgress, store: isRecordOnly ? null : store, isOver, over })
}

function conclude(work: LiveWork, prepared: PreparedRun, counted: CountedRun): Promise<RunOutcome> {
  return concludeRun(work, prepared, counted, work.turn.id, work)
}

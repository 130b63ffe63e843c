import { factsOf, hashManifest, manifestOf, tabulatePlaces } from '../scenarios/index.ts'
import type { Problem } from '../data/columns/index.ts'
import { packFacts } from './fact-files.ts'
import { liveToCheckpoint, openKeptRecord, readEnd, startKept } from './kept-run.ts'
import type { CountedRun, KeptPlan } from './kept-run.ts'
import type { KpiStore } from './kpi-store.ts'
import type { LearnShelf } from './learn-shelf.ts'
import type { KeptRecord } from './look-back.ts'
import { pause } from './pause.ts'
import { prepareRun, type PreparedRun } from './prepare-run.ts'
import type { RequestShelves } from './read-request.ts'
import type { RunApi, RunOutcome, RunProgress, RunRequest, RunSummary } from './run-api.ts'
import { summariseRun, tellProgress, type RunNotes } from './run-summary.ts'
import { explainStorage, type RunFolders } from './vault/index.ts'

const reportMs = 250
const pauseMs = 30

/** What a worker has kept that a kept run needs. */
export interface StreamMeans extends RequestShelves {
  readonly learned: LearnShelf
  readonly store: KpiStore
  readonly folders: Promise<RunFolders | null>
}

type Report = (progress: RunProgress) => void

/** Runs that are kept while they live. Who wants no more of one ends the worker: a later call goes on from its last checkpoint. */
export function answerStreams(means: StreamMeans): Pick<RunApi, 'stream'> {
  return { stream: (request, everyDays, onProgress) => stream(means, request, everyDays, onProgress).catch(failed) }
}

async function stream(means: StreamMeans, request: RunRequest, everyDays: number, onProgress: Report): Promise<RunOutcome> {
  const { value: prepared, problems } = await prepareRun(means, request)
  if (prepared === null) return { kind: 'refused', problems }
  const folders = await means.folders
  if (folders === null) return { kind: 'refused', problems: [noFolders] }
  const manifest = manifestFor(means, prepared)
  const plan: KeptPlan = { ...prepared, manifest, folder: await folders.open(hashManifest(manifest)) }
  const counted = (await readEnd(plan)) ?? (await startKept(plan))
  const { run, counts } = counted
  onProgress(tellProgress(run, counts.eventsPerHour))
  try {
    const breathe = createBreath(() => onProgress(tellProgress(run, counts.eventsPerHour)))
    while (run.status.kind === 'running') await liveToCheckpoint(counted, plan, everyDays, breathe)
  } catch (error) {
    if (!isStorage(error)) throw error
    return { kind: 'refused', problems: [explainStorage(error, 'checkpoints of this run', 'runs')] }
  }
  onProgress({ ...tellProgress(run, counts.eventsPerHour), phase: 'kpis' })
  const facts = factsOf(run)
  const summary = summariseRun(run, notesOf(prepared, counted, 0), await means.store.compute(facts))
  if (run.status.kind === 'stopped') return { kind: 'stopped', summary, reason: run.status.reason }
  const places = tabulatePlaces(plan.layout, counts)
  return { kind: 'done', summary, yield: { manifest, scenario: prepared.scenario.canonical, facts: await packFacts(facts), places } }
}

const isStorage = (error: unknown): boolean => error instanceof DOMException

/** Lets messages in now and then, and reports. */
function createBreath(report: () => void): () => Promise<boolean> {
  let [pausedAt, reportedAt] = [performance.now(), 0]
  return async () => {
    const now = performance.now()
    if (now - pausedAt >= pauseMs) {
      await pause()
      pausedAt = performance.now()
    }
    if (now - reportedAt >= reportMs) {
      report()
      reportedAt = now
    }
    return true
  }
}

function manifestFor({ engine }: StreamMeans, { scenario, survey, own }: PreparedRun) {
  return manifestOf(scenario, survey.city, engine, own.hash)
}

function notesOf({ scenario, own, city }: PreparedRun, { counts }: CountedRun, id: number): RunNotes {
  return { id, scenario, own, city, eventsPerHour: counts.eventsPerHour }
}

/** A kept run that has ended, opened to look back on. */
export interface OpenedRun {
  readonly record: KeptRecord
  /** Without figures: they stand where the run is listed. */
  readonly summary: RunSummary
  readonly progress: RunProgress
}

/** Opens the kept run of a request; `null` where none has come to its end here. */
export async function openKept(means: StreamMeans, prepared: PreparedRun, id: number): Promise<OpenedRun | null> {
  const manifest = manifestFor(means, prepared)
  const folder = await (await means.folders)?.find(hashManifest(manifest))
  if (!folder) return null
  const plan: KeptPlan = { ...prepared, manifest, folder }
  const ended = await readEnd(plan)
  if (ended === null) return null
  return {
    record: await openKeptRecord(plan, ended, id, pause),
    summary: summariseRun(ended.run, notesOf(prepared, ended, id), []),
    progress: tellProgress(ended.run, ended.counts.eventsPerHour),
  }
}

const noFolders: Problem = {
  code: 'no-file-system',
  place: 'checkpoints',
  value: '',
  remedy: 'This browser gives the page no room for files. Take a newer one, leave its private mode, or run the span with `voltwin run`.',
}

function failed(error: unknown): RunOutcome {
  return { kind: 'failed', message: error instanceof Error ? error.message : String(error) }
}

import { factsOf, hashManifest, manifestOf, tabulatePlaces } from '../scenarios/index.ts'
import type { Problem } from '../data/columns/index.ts'
import type { Manifest } from '../scenarios/index.ts'
import { packFacts } from './fact-files.ts'
import { liveToCheckpoint, readEnd, startKept } from './kept-run.ts'
import type { CountedRun, KeptPlan } from './kept-run.ts'
import type { KpiStore } from './kpi-store.ts'
import type { LearnShelf } from './learn-shelf.ts'
import { prepareRun, type PreparedRun } from './prepare-run.ts'
import type { RequestShelves } from './read-request.ts'
import type { KpiValue, RunApi, RunOutcome, RunProgress, RunRequest, RunSummary } from './run-api.ts'
import { createBreath, untilItsEnd } from './run-breath.ts'
import { summariseRun, tellProgress } from './run-summary.ts'
import { explainStorage, type RunFolders } from './vault/index.ts'

/** What a worker has kept that a kept run needs. */
export interface StreamMeans extends RequestShelves {
  readonly learned: LearnShelf
  readonly store: KpiStore
  readonly folders: Promise<RunFolders | null>
}

type Report = (progress: RunProgress) => void

/** Runs that are kept while they live. Who wants no more of one ends the worker: a later call goes on from its last checkpoint. */
export function answerStreams(means: StreamMeans): Pick<RunApi, 'stream'> {
  return { stream: (request, everyDays, onProgress) => stream(means, request, everyDays, onProgress).catch(explainFailure) }
}

async function stream(means: StreamMeans, request: RunRequest, everyDays: number, onProgress: Report): Promise<RunOutcome> {
  const { value: prepared, problems } = await prepareRun(means, request)
  if (prepared === null) return { kind: 'refused', problems }
  const plan = await planKept(means, prepared, { isMade: true })
  if (plan === null) return { kind: 'refused', problems: [noFolders] }
  const counted = (await readEnd(plan)) ?? (await startKept(plan))
  const { run, counts } = counted
  onProgress(tellProgress(run, counts.eventsPerHour))
  const breathe = createBreath({ run, eventsPerHour: counts.eventsPerHour, onProgress, ...untilItsEnd })
  await liveToEnd(counted, plan, everyDays, breathe)
  return concludeRun(means, prepared, counted, 0, { onProgress, isRecordOnly: false })
}

/** The folder of a run with all that goes into it; `null` where there is none and none is to be made, or where there can be none. */
export async function planKept(
  means: StreamMeans,
  prepared: PreparedRun,
  { isMade }: { readonly isMade: boolean },
): Promise<KeptPlan | null> {
  const manifest = manifestFor(means, prepared)
  const folders = await means.folders
  const id = hashManifest(manifest)
  const folder = folders && (await (isMade ? folders.open(id) : folders.find(id)))
  return folder && { ...prepared, manifest, folder }
}

/** Lives from checkpoint to checkpoint, until it ends or `breathe` ends it. */
export async function liveToEnd(counted: CountedRun, plan: KeptPlan, everyDays: number, breathe: () => Promise<boolean>): Promise<void> {
  while (counted.run.status.kind === 'running') if (!(await liveToCheckpoint(counted, plan, everyDays, breathe))) return
}

/** Errors cross to the page as values. Where the browser's room is full, what was reached before stands. */
export function explainFailure(error: unknown): RunOutcome {
  if (error instanceof DOMException) return { kind: 'refused', problems: [explainStorage(error, 'checkpoints of this run', 'runs')] }
  return { kind: 'failed', message: error instanceof Error ? error.message : String(error) }
}

/** What a run that ended, or was ended, answers: its figures, and what the list keeps of it. */
export async function concludeRun(
  means: StreamMeans,
  prepared: PreparedRun,
  { run, counts }: CountedRun,
  id: number,
  { onProgress, isRecordOnly }: { readonly onProgress: Report; readonly isRecordOnly: boolean },
): Promise<RunOutcome> {
  const { scenario, own, city, layout } = prepared
  const summarise = (kpis: readonly KpiValue[]): RunSummary =>
    summariseRun(run, { id, scenario, own, city, eventsPerHour: counts.eventsPerHour }, kpis)
  if (isRecordOnly && run.status.kind === 'done') return { kind: 'done', summary: summarise([]) }
  onProgress({ ...tellProgress(run, counts.eventsPerHour), phase: 'kpis' })
  const facts = factsOf(run)
  const summary = summarise(await means.store.compute(facts))
  if (run.status.kind === 'stopped') return { kind: 'stopped', summary, reason: run.status.reason }
  if (run.status.kind === 'running') return { kind: 'cancelled', summary }
  const kept = { manifest: manifestFor(means, prepared), scenario: scenario.canonical, facts: await packFacts(facts) }
  return { kind: 'done', summary, yield: { ...kept, places: tabulatePlaces(layout, counts) } }
}

function manifestFor({ engine }: StreamMeans, { scenario, survey, own }: PreparedRun): Manifest {
  return manifestOf(scenario, survey.city, engine, own.hash)
}

const noFolders: Problem = {
  code: 'no-file-system',
  place: 'checkpoints',
  value: '',
  remedy: 'This browser gives the page no room for files. Take a newer one, leave its private mode, or run the span with `voltwin run`.',
}

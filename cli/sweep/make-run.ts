import { join } from 'node:path'
import type { ColumnTable } from '../../data/columns/index.ts'
import {
  advanceMeasured,
  decideBy,
  factsMeasured,
  layOutScenario,
  loadScenario,
  manifestOf,
  nameRun,
  startMeasuring,
  tabulateStart,
} from '../../scenarios/index.ts'
import type { LoadedScenario, Manifest, ReplicationResult, RunJob } from '../../scenarios/index.ts'
import { createSurvey, hashWorld, LogLevel } from '../../twin/index.ts'
import type { Survey } from '../../twin/index.ts'
import { readCitySource } from '../city-source.ts'
import { hashEngine } from '../engine-build.ts'
import { kpisOfFacts } from '../facts-kpis.ts'
import { findResult, storeResult } from './result-folder.ts'
import type { WriteFile } from './result-folder.ts'

/**
 * What became of a job. `stored`: the folder has its result, which may be that it failed. `refused`: it cannot be made here (another engine build, a city that
 * cannot be read). `unwritable`: its result could not be kept, for example on a full disk.
 */
export type MadeRun =
  | { readonly kind: 'stored' }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'unwritable'; readonly message: string }

/** What a worker keeps from one job to the next: measuring a city is the dear part. */
export interface RunSources {
  readonly engine: string
  survey: { readonly key: string; readonly survey: Survey } | null
}

const sliceEvents = 1_000_000

export function openSources(): RunSources {
  return { engine: hashEngine(), survey: null }
}

/** Makes one run and keeps its result in the folder; where the folder has it already, nothing is made. */
export async function makeRun(job: RunJob, folder: string, sources: RunSources, write?: WriteFile): Promise<MadeRun> {
  if (findResult(folder, job.id) !== null) return { kind: 'stored' }
  const survey = await surveyOf(job, folder, sources)
  if (typeof survey === 'string') return { kind: 'refused', message: survey }
  const { value: scenario, problems } = loadScenario(job.scenario, { resolve: () => null })
  if (scenario === null) return { kind: 'refused', message: problems.map(({ place, remedy }) => `${place}: ${remedy}`).join(' ') }
  const manifest = manifestOf(scenario, survey.city, sources.engine)
  if (nameRun(manifest, job.warmUpDays) !== job.id) return { kind: 'refused', message: explainOther(job, manifest) }
  const { outcome, facts } = await measure(scenario, survey, job.warmUpDays)
  try {
    storeResult(folder, { id: job.id, seed: job.seed, manifest, outcome }, facts, write)
    return { kind: 'stored' }
  } catch (error) {
    return { kind: 'unwritable', message: messageOf(error) }
  }
}

async function surveyOf({ city, grid, generated }: RunJob, folder: string, sources: RunSources): Promise<Survey | string> {
  const key = JSON.stringify([city, grid, generated])
  if (sources.survey?.key === key) return sources.survey.survey
  const read = await readCitySource({
    ...(city !== '' && { city: join(folder, city) }),
    ...(grid !== '' && { grid: join(folder, grid) }),
    ...(generated && { generated }),
  })
  if (read.value === null) return read.problems.map(({ place, remedy }) => `${place}: ${remedy}`).join(' ')
  const survey = createSurvey(read.value)
  sources.survey = { key, survey }
  return survey
}

function explainOther(job: RunJob, manifest: Manifest): string {
  return `this engine build (${manifest.engine}) or the city (${manifest.cityName}) is not the one that the job ${job.id} was planned with: use the same build everywhere`
}

interface Measured {
  readonly outcome: ReplicationResult
  readonly facts: readonly ColumnTable[]
}

/** What hinders a run by its own values hinders it every time: it is an outcome, and kept. */
async function measure({ spec }: LoadedScenario, survey: Survey, warmUpDays: number): Promise<Measured> {
  const fail = (message: string): Measured => ({ outcome: { kind: 'failed', message }, facts: [] })
  const layout = layOutScenario(spec, survey.city, survey)
  if (layout.value === null) return fail(layout.problems.map(({ place, remedy }) => `${place}: ${remedy}`).join(' '))
  const policies = decideBy(spec, [])
  if (policies.value === null) return fail(policies.problems.map(({ place, remedy }) => `${place}: ${remedy}`).join(' '))
  try {
    const measured = startMeasuring(layout.value, warmUpDays, { level: LogLevel.facts, policies: policies.value })
    let status = advanceMeasured(measured, sliceEvents)
    while (status.kind === 'running') status = advanceMeasured(measured, sliceEvents)
    if (status.kind === 'stopped') return fail(status.reason)
    const facts = factsMeasured(measured)
    const start = warmUpDays > 0 ? [tabulateStart(measured)] : []
    const figures = Object.fromEntries((await kpisOfFacts(facts)).map(({ id, value }) => [id, value]))
    return { outcome: { kind: 'done', hash: hashWorld(measured.run.world), figures }, facts: [...facts, ...start] }
  } catch (error) {
    return fail(messageOf(error))
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

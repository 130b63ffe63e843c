import { join } from 'node:path'
import type { ColumnTable, Problem } from '../../data/columns/index.ts'
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
import type { LoadedScenario, Manifest, OwnTables, ReplicationResult, RunJob } from '../../scenarios/index.ts'
import { createSurvey, hashWorld, LogLevel } from '../../twin/index.ts'
import type { OwnData, Survey, WorldSpec } from '../../twin/index.ts'
import type { SavedModel } from '../../ml/index.ts'
import { readCitySource } from '../city-source.ts'
import { hashEngine } from '../engine-build.ts'
import { kpisOfFacts } from '../facts-kpis.ts'
import { judgeOwnTables, readOwnTables } from '../own-source.ts'
import { readModelFile } from '../run/model-source.ts'
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
  tables: { readonly key: string; readonly tables: OwnTables } | null
}

const sliceEvents = 1_000_000

export function openSources(): RunSources {
  return { engine: hashEngine(), survey: null, tables: null }
}

/** Makes one run and keeps its result in the folder; where the folder has it already, nothing is made. */
export async function makeRun(job: RunJob, folder: string, sources: RunSources, write?: WriteFile): Promise<MadeRun> {
  if (findResult(folder, job.id) !== null) return { kind: 'stored' }
  const survey = await surveyOf(job, folder, sources)
  if (typeof survey === 'string') return { kind: 'refused', message: survey }
  const { value: scenario, problems } = loadScenario(job.scenario, { resolve: () => null })
  if (scenario === null) return { kind: 'refused', message: sayProblems(problems) }
  const own = await ownOf(job, folder, sources, scenario.spec, survey)
  if (typeof own === 'string') return { kind: 'refused', message: own }
  const manifest = manifestOf(scenario, survey.city, sources.engine, own.hash)
  if (nameRun(manifest, job.warmUpDays) !== job.id) return { kind: 'refused', message: explainOther(job, manifest) }
  const model = modelOf(job, folder)
  if (typeof model === 'string') return { kind: 'refused', message: model }
  const { outcome, facts } = await measure(scenario, { survey, own, models: model === null ? [] : [model] }, job.warmUpDays)
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
  if (read.value === null) return sayProblems(read.problems)
  const survey = createSurvey(read.value)
  sources.survey = { key, survey }
  return survey
}

/** A company's own data as far as its rows can be used; whether these are the rows that were meant, the run's name says. */
async function ownOf(job: RunJob, folder: string, sources: RunSources, spec: WorldSpec, survey: Survey): Promise<OwnData | string> {
  const { customers, batteries, weather } = job
  const key = JSON.stringify([customers, batteries, weather])
  if (sources.tables?.key !== key) {
    const files = {
      ...(customers && { customers: join(folder, customers) }),
      ...(batteries && { batteries: join(folder, batteries) }),
      ...(weather && { weather: join(folder, weather) }),
    }
    const { value, problems } = await readOwnTables(files)
    if (value === null) return sayProblems(problems)
    sources.tables = { key, tables: value }
  }
  const { value, problems } = judgeOwnTables(sources.tables.tables, true, spec, survey)
  return value ?? sayProblems(problems)
}

/** The learned model of a job; `null` for none, a text where its file cannot be read. */
function modelOf({ model }: RunJob, folder: string): SavedModel | null | string {
  if (model === undefined) return null
  const { value, problems } = readModelFile(join(folder, model))
  return value ?? sayProblems(problems)
}

function sayProblems(problems: readonly Problem[]): string {
  return problems.map(({ place, remedy }) => `${place}: ${remedy}`).join(' ')
}

function explainOther(job: RunJob, manifest: Manifest): string {
  return `this engine build (${manifest.engine}) the city (${manifest.cityName}) or the own tables are not those that the job ${job.id} was planned with: use the same build everywhere, and leave the results folder as it is`
}

/** What a run is made of beside its scenario. */
interface Given {
  readonly survey: Survey
  readonly own: OwnData
  readonly models: readonly SavedModel[]
}

interface Measured {
  readonly outcome: ReplicationResult
  readonly facts: readonly ColumnTable[]
}

/** What hinders a run by its own values hinders it every time: it is an outcome, and kept. */
async function measure({ spec }: LoadedScenario, { survey, own, models }: Given, warmUpDays: number): Promise<Measured> {
  const fail = (message: string): Measured => ({ outcome: { kind: 'failed', message }, facts: [] })
  const layout = layOutScenario(spec, survey.city, survey, own)
  if (layout.value === null) return fail(sayProblems(layout.problems))
  const policies = decideBy(spec, models)
  if (policies.value === null) return fail(sayProblems(policies.problems))
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

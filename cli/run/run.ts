import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { setImmediate as pause } from 'node:timers/promises'
import type { Parsed, Problem } from '../../data/columns/index.ts'
import {
  advanceRun,
  advanceSensed,
  decideBy,
  eventsOf,
  factsOf,
  layOutScenario,
  manifestOf,
  readCheckpoint,
  resumeRun,
  startRun,
  startSensing,
  writeCheckpoint,
} from '../../scenarios/index.ts'
import type { LoadedScenario, Manifest, ScenarioRun, SensedRun } from '../../scenarios/index.ts'
import { createSensors, createSurvey, hashWorld, LogLevel, today } from '../../twin/index.ts'
import type { City, Layout, Policies, SensorSettings } from '../../twin/index.ts'
import { readCitySource } from '../city-source.ts'
import { readOwnSource } from '../own-source.ts'
import { hashEngine } from '../engine-build.ts'
import { kpisOfFacts } from '../facts-kpis.ts'
import { checkFolder, openRecord, reopenRecord } from './record.ts'
import type { RunRecord } from './record.ts'
import { readModelFile } from './model-source.ts'
import { readScenario } from './scenario-source.ts'
import { openTelemetry, readSensors } from './telemetry-file.ts'
import type { TelemetryFile } from './telemetry-file.ts'
import { findUnfinished } from './unfinished.ts'

/** What `voltwin run` was asked for; absent: as the scenario says, on the generated city. */
export interface RunCall {
  readonly scenario: string
  readonly city?: string
  readonly grid?: string
  /** A company's own customers and batteries, CSV; `isLenient` goes on with the rows that can be used. */
  readonly customers?: string
  readonly batteries?: string
  /** Air temperature of hours or days, CSV, in place of the typical year. */
  readonly weather?: string
  readonly isLenient?: boolean
  readonly seed?: number
  readonly days?: number
  readonly level?: string
  readonly out?: string
  /** File for the readings of the batteries' terminals; minutes between two, and the noise of the charge as text. */
  readonly telemetry?: string
  readonly telemetryMinutes?: number
  readonly telemetryNoise?: string
  /** Go on with a run that was broken off; `scenario` is then the folder that it was to be written to. */
  readonly resume?: boolean
  /** File of a learned model that says when to replace. */
  readonly model?: string
}

/** The answer of a run; with `stopped` it hit a limit and shows what stands so far. */
export interface RunReport {
  readonly scenario: string
  readonly seed: number
  readonly hash: string
  readonly days: number
  readonly events: number
  readonly cpuSeconds: number
  readonly peakMemoryMB: number
  readonly city: { readonly name: string; readonly isGenerated: boolean; readonly demandFrom: string; readonly attribution: string }
  readonly kpis: Readonly<Record<string, { readonly value: number | null; readonly unit: string; readonly n: number }>>
  readonly stopped?: string
}

const sliceEvents = 20_000
const progressMs = 1000
/** Days of the run between two checkpoints. */
const checkpointDays = 30
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Runs a scenario on a city and answers its KPIs, or goes on with a run that was broken off. Bad input gives problems, and nothing is left behind. */
export async function runScenario(call: RunCall, say: (line: string) => void): Promise<Parsed<RunReport>> {
  return call.resume === true ? resumeScenario(call, say) : startScenario(call, say)
}

async function startScenario(call: RunCall, say: (line: string) => void): Promise<Parsed<RunReport>> {
  const { value: parts, problems } = await prepare(call, say)
  if (parts === null) return { value: null, problems }
  const record = call.out === undefined ? { value: null, problems: [] } : openRecord(call.out)
  const telemetry = call.telemetry === undefined ? { value: null, problems: [] } : openTelemetry(call.telemetry)
  const files: Files = { record: record.value, telemetry: telemetry.value }
  if (record.problems.length > 0 || telemetry.problems.length > 0) {
    release(files)
    return { value: null, problems: [...record.problems, ...telemetry.problems] }
  }
  const writeLog = record.value?.writeLog
  const start = () => startRun(parts.layout, { level: levelOf(call), policies: parts.policies, ...(writeLog && { writeLog }) })
  return { value: await guard(files, say, () => live(start(), call, parts, files, say)), problems }
}

/** The call's scenario is the folder that a run with `--out` was to be written to; all else is as that run was called. */
async function resumeScenario({ scenario: folder, ...others }: RunCall, say: (line: string) => void): Promise<Parsed<RunReport>> {
  const unwanted = (
    ['city', 'grid', 'customers', 'batteries', 'weather', 'seed', 'days', 'level', 'out', 'telemetry', 'model'] as const
  ).filter((key) => others[key] !== undefined)
  if (unwanted.length > 0) return { value: null, problems: unwanted.map((key) => describeUnwanted(key, String(others[key]))) }
  const found = findUnfinished(folder)
  if (found.value === null) return { value: null, problems: found.problems }
  const { call, checkpoint } = found.value
  const { value: parts, problems } = await prepare(call, say, false)
  if (parts === null) return { value: null, problems }
  const read = readCheckpoint(checkpoint, parts.layout, manifestOf(parts.scenario, parts.city, hashEngine(), parts.own))
  if (read.value === null) return { value: null, problems: read.problems }
  const record = reopenRecord(found.value, folder)
  const files: Files = { record, telemetry: null }
  const run = resumeRun(parts.layout, read.value, { level: levelOf(call), policies: parts.policies, writeLog: record.writeLog })
  say(`goes on at day ${today(run.world)} of ${run.days}`)
  return { value: await guard(files, say, () => live(run, call, parts, files, say)), problems }
}

function describeUnwanted(key: string, value: string): Problem {
  const place = key === 'telemetry' ? '--emit-telemetry' : `--${key}`
  return { code: 'unwanted-option', place, value: value.slice(0, 80), remedy: 'Leave it out: a run goes on as it was called.' }
}

function levelOf(call: RunCall): number {
  return LogLevel[(call.level ?? 'facts') as keyof typeof LogLevel]
}

/** What a run is made of. */
interface Parts {
  readonly scenario: LoadedScenario
  readonly city: City
  /** Hash of the company's own data; empty without any. */
  readonly own: string
  readonly layout: Layout
  readonly policies: Policies
  readonly sensors: SensorSettings
}

/** Where it is written. */
interface Files {
  readonly record: RunRecord | null
  readonly telemetry: TelemetryFile | null
}

async function prepare(call: RunCall, say: (line: string) => void, isNew = true): Promise<Parsed<Parts>> {
  const model = call.model === undefined ? null : readModelFile(call.model)
  if (model?.value === null) return { value: null, problems: model.problems }
  const scenario = readScenario(call.scenario, {
    ...(model && { rules: { replacement: { model: model.value.hash } } }),
    ...(call.seed === undefined ? {} : { seed: call.seed }),
    ...(call.days === undefined ? {} : { days: call.days }),
  })
  const sensing = readSensors(call)
  const problems: Problem[] = [...scenario.problems, ...sensing.problems, ...(isNew && call.out !== undefined ? checkFolder(call.out) : [])]
  if (scenario.value === null || problems.length > 0) return { value: null, problems }
  const city = await readCitySource({ ...(call.city && { city: call.city }), ...(call.grid && { grid: call.grid }) })
  if (city.value === null) return { value: null, problems: city.problems }
  say(`${city.value.name}: demand by ${city.value.demand.source}${city.value.attribution && `; ${city.value.attribution}`}`)
  const survey = createSurvey(city.value)
  const own = await readOwnSource(call, scenario.value.spec, survey)
  if (own.value === null) return { value: null, problems: own.problems }
  const layout = layOutScenario(scenario.value.spec, city.value, survey, own.value)
  if (layout.value === null) return { value: null, problems: layout.problems }
  const policies = decideBy(scenario.value.spec, model ? [model.value] : [])
  if (policies.value === null) return { value: null, problems: policies.problems }
  return {
    value: {
      scenario: scenario.value,
      city: city.value,
      own: own.value.hash,
      layout: layout.value,
      policies: policies.value,
      sensors: sensing.value!,
    },
    problems: [...city.problems, ...own.problems],
  }
}

type Say = (line: string) => void

async function live(run: ScenarioRun, call: RunCall, parts: Parts, { record, telemetry }: Files, say: Say): Promise<RunReport> {
  const manifest = manifestOf(parts.scenario, parts.city, hashEngine(), parts.own)
  const keep = (): void => {
    // The log's rows so far go to the file first: a resumed run writes only what comes after them.
    run.world.log.flush()
    record?.keep(withFullPaths(call), writeCheckpoint(run, manifest))
  }
  const sensed = telemetry && startSensing(run, createSensors(parts.layout, parts.sensors), telemetry.write)
  // Readings go to a file that cannot be cut back: such a run is whole or not at all.
  await drive(run, sensed, record === null || sensed !== null ? null : keep, say)
  const summary = await report(run, parts, manifest, record)
  telemetry?.finish()
  return summary
}

/** The call as it must be repeated from any folder. */
function withFullPaths(call: RunCall): RunCall {
  const { scenario, city, grid, customers, batteries, weather, out, model } = call
  return {
    ...call,
    scenario: existsSync(scenario) ? resolve(scenario) : scenario,
    ...(city !== undefined && { city: resolve(city) }),
    ...(grid !== undefined && { grid: resolve(grid) }),
    ...(customers !== undefined && { customers: resolve(customers) }),
    ...(batteries !== undefined && { batteries: resolve(batteries) }),
    ...(weather !== undefined && { weather: resolve(weather) }),
    ...(out !== undefined && { out: resolve(out) }),
    ...(model !== undefined && { model: resolve(model) }),
  }
}

/** Whatever ends the work before it is whole, a signal as well, leaves nothing behind but what can be gone on from. */
async function guard<T>(files: Files, say: Say, work: () => Promise<T>): Promise<T> {
  const letGo = (): void => {
    if (release(files)) say('The run was broken off: voltwin run --resume with the same folder goes on from its last checkpoint.')
  }
  const interrupt = (signal: NodeJS.Signals): void => {
    letGo()
    for (const name of signals) process.off(name, interrupt)
    process.kill(process.pid, signal)
  }
  for (const name of signals) process.on(name, interrupt)
  try {
    return await work()
  } catch (error) {
    letGo()
    throw error
  } finally {
    for (const name of signals) process.off(name, interrupt)
  }
}

/** Answers whether there is a checkpoint to go on from. */
function release({ record, telemetry }: Files): boolean {
  telemetry?.discard()
  return record?.release() ?? false
}

/** Runs slice by slice, so that a signal is heard, and keeps a checkpoint about once a month of the run. */
async function drive(run: ScenarioRun, sensed: SensedRun | null, keep: (() => void) | null, say: Say): Promise<void> {
  let last = performance.now()
  let kept = today(run.world)
  const advance = () => (sensed === null ? advanceRun(run, sliceEvents) : advanceSensed(sensed, sliceEvents))
  while (advance().kind === 'running') {
    await pause()
    if (keep !== null && today(run.world) >= kept + checkpointDays) {
      keep()
      kept = today(run.world)
    }
    if (performance.now() - last < progressMs) continue
    last = performance.now()
    say(`day ${today(run.world)} of ${run.days}, ${eventsOf(run)} events`)
  }
}

async function report(run: ScenarioRun, { scenario, city }: Parts, manifest: Manifest, record: RunRecord | null): Promise<RunReport> {
  const facts = factsOf(run)
  const kpis = await kpisOfFacts(facts)
  const { user, system } = process.cpuUsage()
  const summary: RunReport = {
    scenario: scenario.spec.name,
    seed: scenario.spec.seed,
    hash: hashWorld(run.world),
    days: run.status.kind === 'done' ? run.days : today(run.world),
    events: eventsOf(run),
    cpuSeconds: (user + system) / 1e6,
    peakMemoryMB: process.resourceUsage().maxRSS / 1024,
    city: { name: city.name, isGenerated: city.isGenerated, demandFrom: city.demand.source, attribution: city.attribution },
    kpis: Object.fromEntries(kpis.map(({ id, value, unit, n }) => [id, { value, unit, n }])),
    ...(run.status.kind === 'stopped' && { stopped: run.status.reason }),
  }
  record?.finish({ manifest, scenario: scenario.canonical, facts, summary })
  return summary
}

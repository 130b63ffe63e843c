import { setImmediate as pause } from 'node:timers/promises'
import type { Parsed, Problem } from '../../data/columns/index.ts'
import { advanceRun, advanceSensed, eventsOf, factsOf, layOutScenario, manifestOf, startRun, startSensing } from '../../scenarios/index.ts'
import type { LoadedScenario, ScenarioRun, SensedRun } from '../../scenarios/index.ts'
import { createSensors, hashWorld, LogLevel, today } from '../../twin/index.ts'
import type { City, Layout, SensorSettings } from '../../twin/index.ts'
import { readCitySource } from '../city-source.ts'
import { hashEngine } from '../engine-build.ts'
import { kpisOfFacts } from '../facts-kpis.ts'
import { checkFolder, openRecord } from './record.ts'
import type { RunRecord } from './record.ts'
import { readScenario } from './scenario-source.ts'
import { openTelemetry, readSensors } from './telemetry-file.ts'
import type { TelemetryFile } from './telemetry-file.ts'

/** What `voltwin run` was asked for; absent: as the scenario says, on the generated city. */
export interface RunCall {
  readonly scenario: string
  readonly city?: string
  readonly grid?: string
  readonly seed?: number
  readonly days?: number
  readonly level?: string
  readonly out?: string
  /** File for the readings of the batteries' terminals; minutes between two, and the noise of the charge as text. */
  readonly telemetry?: string
  readonly telemetryMinutes?: number
  readonly telemetryNoise?: string
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
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Runs a scenario on a city and answers its KPIs. Bad input gives problems, and nothing is left behind. */
export async function runScenario(call: RunCall, say: (line: string) => void): Promise<Parsed<RunReport>> {
  const scenario = readScenario(call.scenario, {
    ...(call.seed === undefined ? {} : { seed: call.seed }),
    ...(call.days === undefined ? {} : { days: call.days }),
  })
  const sensing = readSensors(call)
  const problems: Problem[] = [...scenario.problems, ...sensing.problems, ...(call.out === undefined ? [] : checkFolder(call.out))]
  if (scenario.value === null || problems.length > 0) return { value: null, problems }
  const city = await readCitySource({ ...(call.city && { city: call.city }), ...(call.grid && { grid: call.grid }) })
  if (city.value === null) return { value: null, problems: city.problems }
  say(`${city.value.name}: demand by ${city.value.demand.source}${city.value.attribution && `; ${city.value.attribution}`}`)
  const layout = layOutScenario(scenario.value.spec, city.value)
  if (layout.value === null) return { value: null, problems: layout.problems }
  const record = call.out === undefined ? { value: null, problems: [] } : openRecord(call.out)
  const telemetry = call.telemetry === undefined ? { value: null, problems: [] } : openTelemetry(call.telemetry)
  if (record.problems.length > 0 || telemetry.problems.length > 0) {
    record.value?.discard()
    telemetry.value?.discard()
    return { value: null, problems: [...record.problems, ...telemetry.problems] }
  }
  const level = LogLevel[(call.level ?? 'facts') as keyof typeof LogLevel]
  const laidOut = layout.value
  const parts: Parts = {
    scenario: scenario.value,
    city: city.value,
    record: record.value,
    telemetry: telemetry.value,
    sensors: sensing.value!,
  }
  return { value: await guard(parts, () => live(laidOut, level, parts, say)), problems: city.problems }
}

/** What a run is made of, and where it is written. */
interface Parts {
  readonly scenario: LoadedScenario
  readonly city: City
  readonly record: RunRecord | null
  readonly telemetry: TelemetryFile | null
  readonly sensors: SensorSettings
}

async function live(layout: Layout, level: number, parts: Parts, say: (line: string) => void): Promise<RunReport> {
  const run = startRun(layout, { level, ...(parts.record && { writeLog: parts.record.writeLog }) })
  const { telemetry, sensors } = parts
  const sensed = telemetry && startSensing(run, createSensors(layout.spec, sensors), telemetry.write)
  await drive(run, sensed, say)
  const summary = await report(run, parts)
  telemetry?.finish()
  return summary
}

/** Whatever ends the work before it is whole, a signal as well, leaves nothing half-done behind. */
async function guard<T>({ record, telemetry }: Parts, work: () => Promise<T>): Promise<T> {
  const discard = (): void => {
    record?.discard()
    telemetry?.discard()
  }
  const interrupt = (signal: NodeJS.Signals): void => {
    discard()
    for (const name of signals) process.off(name, interrupt)
    process.kill(process.pid, signal)
  }
  for (const name of signals) process.on(name, interrupt)
  try {
    return await work()
  } catch (error) {
    discard()
    throw error
  } finally {
    for (const name of signals) process.off(name, interrupt)
  }
}

/** Runs slice by slice, so that a signal is heard. */
async function drive(run: ScenarioRun, sensed: SensedRun | null, say: (line: string) => void): Promise<void> {
  let last = performance.now()
  const advance = () => (sensed === null ? advanceRun(run, sliceEvents) : advanceSensed(sensed, sliceEvents))
  while (advance().kind === 'running') {
    await pause()
    if (performance.now() - last < progressMs) continue
    last = performance.now()
    say(`day ${today(run.world)} of ${run.days}, ${eventsOf(run)} events`)
  }
}

async function report(run: ScenarioRun, { scenario, city, record }: Parts): Promise<RunReport> {
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
  record?.finish({ manifest: manifestOf(scenario, city, hashEngine()), scenario: scenario.canonical, facts, summary })
  return summary
}

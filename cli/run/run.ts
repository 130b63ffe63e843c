import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Parsed, Problem } from '../../data/columns/index.ts'
import { openNodeStore } from '../../data/store/node/index.ts'
import { advanceRun, checkHubNames, computeKpis, factsOf, manifestOf, startRun } from '../../scenarios/index.ts'
import type { KpiResult, LoadedScenario, ScenarioRun } from '../../scenarios/index.ts'
import { hashWorld, layOut, LogLevel, today } from '../../twin/index.ts'
import type { City } from '../../twin/index.ts'
import { readCitySource } from '../city-source.ts'
import { hashEngine } from '../engine-build.ts'
import { openRecord } from './record.ts'
import type { RunRecord } from './record.ts'
import { readScenario } from './scenario-source.ts'

/** What `voltwin run` was asked for; absent: as the scenario says, on the generated city. */
export interface RunCall {
  readonly scenario: string
  readonly city?: string
  readonly grid?: string
  readonly seed?: number
  readonly days?: number
  readonly level?: string
  readonly out?: string
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

/** Runs a scenario on a city and answers its KPIs. Bad input gives problems, and nothing is left behind. */
export async function runScenario(call: RunCall, say: (line: string) => void): Promise<Parsed<RunReport>> {
  const scenario = readScenario(call.scenario, {
    ...(call.seed === undefined ? {} : { seed: call.seed }),
    ...(call.days === undefined ? {} : { days: call.days }),
  })
  const problems: Problem[] = [...scenario.problems, ...checkFolder(call.out)]
  if (scenario.value === null || problems.length > 0) return { value: null, problems }
  const city = await readCitySource({ ...(call.city && { city: call.city }), ...(call.grid && { grid: call.grid }) })
  if (city.value === null) return { value: null, problems: city.problems }
  say(`${city.value.name}: demand by ${city.value.demand.source}${city.value.attribution && `; ${city.value.attribution}`}`)
  const layout = layOut(scenario.value.spec, city.value)
  const unknown = checkHubNames(scenario.value.spec, layout.places.name.slice(0, layout.places.hubs))
  if (unknown.length > 0) return { value: null, problems: unknown }
  const record = call.out === undefined ? null : openRecord(call.out)
  try {
    const level = LogLevel[(call.level ?? 'facts') as keyof typeof LogLevel]
    const run = startRun(layout, { level, ...(record && { writeLog: record.writeLog }) })
    drive(run, say)
    return { value: await report(run, scenario.value, city.value, record), problems: city.problems }
  } catch (error) {
    record?.discard()
    throw error
  }
}

/** A folder that holds anything but an earlier run is not written over. */
function checkFolder(out: string | undefined): Problem[] {
  if (out === undefined || !existsSync(out)) return []
  if (existsSync(join(out, 'manifest.json')) || readdirSync(out).length === 0) return []
  return [
    { code: 'folder-in-use', place: '--out', value: out.slice(0, 80), remedy: 'Name a new or empty folder, or one with an earlier run.' },
  ]
}

function drive(run: ScenarioRun, say: (line: string) => void): void {
  let last = performance.now()
  while (advanceRun(run, sliceEvents).kind === 'running') {
    if (performance.now() - last < progressMs) continue
    last = performance.now()
    say(`day ${today(run.world)} of ${run.days}, ${run.world.t.clock.events[0]} events`)
  }
}

async function report(run: ScenarioRun, scenario: LoadedScenario, city: City, record: RunRecord | null): Promise<RunReport> {
  const facts = factsOf(run)
  const kpis = await kpisOf(facts)
  const { user, system } = process.cpuUsage()
  const summary: RunReport = {
    scenario: scenario.spec.name,
    seed: scenario.spec.seed,
    hash: hashWorld(run.world),
    days: run.status.kind === 'done' ? run.days : today(run.world),
    events: run.world.t.clock.events[0],
    cpuSeconds: (user + system) / 1e6,
    peakMemoryMB: process.resourceUsage().maxRSS / 1024,
    city: { name: city.name, isGenerated: city.isGenerated, demandFrom: city.demand.source, attribution: city.attribution },
    kpis: Object.fromEntries(kpis.map(({ id, value, unit, n }) => [id, { value, unit, n }])),
    ...(run.status.kind === 'stopped' && { stopped: run.status.reason }),
  }
  record?.finish({ manifest: manifestOf(scenario, city, hashEngine()), facts, summary })
  return summary
}

async function kpisOf(facts: ReturnType<typeof factsOf>): Promise<readonly KpiResult[]> {
  const store = await openNodeStore()
  try {
    for (const table of facts) await store.load(table)
    return await computeKpis(async (sql) => (await store.query(sql)).rows)
  } finally {
    await store.close()
  }
}

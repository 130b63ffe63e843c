import type { Parsed } from '../../data/columns/index.ts'
import { advanceRun, eventsOf, factsOf, loadScenario, resolveLibrary, startRun } from '../../scenarios/index.ts'
import type { KpiResult, ScenarioRun } from '../../scenarios/index.ts'
import { generateCity, hashWorld, layOut, LogLevel } from '../../twin/index.ts'
import type { WorldSpec } from '../../twin/index.ts'
import { countWork } from '../count-work.ts'
import { kpisOfFacts } from '../facts-kpis.ts'
import { scaleFleet } from './fleet-scenario.ts'
import { measureCpu } from './measure.ts'

export interface FleetBenchOptions {
  /** Batteries at the start; default 100 000. */
  readonly batteries?: number
  /** Default 365. */
  readonly days?: number
  /** Name of a `LogLevel`; default exchanges. */
  readonly level?: string
  readonly seed?: number
}

/**
 * One line of `voltwin bench fleet`. `opsPerSecond` are battery-days (batteries at the start × days) per CPU second of the run: event
 * loop, log and KPIs. What comes before the first event (city, layout with its travel times, world) is reported, not counted.
 */
export interface FleetBenchResult {
  readonly bench: 'fleet'
  readonly n: number
  readonly days: number
  readonly level: string
  readonly opsPerSecond: number
  /** `loopCpuSeconds` + `kpiCpuSeconds`. */
  readonly cpuSeconds: number
  readonly loopCpuSeconds: number
  readonly kpiCpuSeconds: number
  readonly cityCpuSeconds: number
  readonly layoutCpuSeconds: number
  readonly worldCpuSeconds: number
  /** Largest resident set of the process, preparation included. */
  readonly peakMemoryMB: number
  /** Batteries handed over in swaps and replacements. */
  readonly exchanges: number
  readonly exchangesPerBatteryDay: number
  /** Realised shares of the exchanges. */
  readonly byMode: Readonly<Record<string, number>>
  readonly courierStops: number
  readonly events: number
  readonly logRows: number
  /** Hash of the world at the end. */
  readonly check: string
  readonly seed: number
  readonly kpis: Readonly<Record<string, number | null>>
}

const sliceEvents = 100_000

/** `voltwin bench fleet`: a large fleet in one thread, from the first event to the KPIs. */
export async function benchFleet(options: FleetBenchOptions): Promise<Parsed<FleetBenchResult>> {
  const { batteries = 100_000, days = 365, level = 'exchanges', seed = 1 } = options
  const overrides = scaleFleet(batteries, days, seed)
  const { value, problems } = loadScenario(resolveLibrary('baseline') ?? '', { resolve: resolveLibrary, overrides })
  if (value === null) return { value: null, problems }
  const { run, log, ...preparation } = await prepare(value.spec, LogLevel[level as keyof typeof LogLevel])
  const n = run.world.t.balance.atStart[0]
  const [, loopCpuSeconds] = await measureCpu(() => finish(run))
  if (run.status.kind === 'stopped') {
    const remedy = 'Report it: the bench sets its limits by the number of batteries.'
    return { value: null, problems: [{ code: 'run-stopped', place: '--batteries', value: run.status.reason, remedy }] }
  }
  const [kpis, kpiCpuSeconds] = await measureCpu(() => kpisOfFacts(factsOf(run)))
  const cpuSeconds = loopCpuSeconds + kpiCpuSeconds
  const speed = { opsPerSecond: (n * days) / cpuSeconds, cpuSeconds, loopCpuSeconds, kpiCpuSeconds, ...preparation }
  const { exchanges, byMode, courierStops } = countWork(factsOf(run)[0])
  const work = { exchanges, exchangesPerBatteryDay: exchanges / (n * days), byMode, courierStops }
  const figures = { ...speed, peakMemoryMB: process.resourceUsage().maxRSS / 1024, ...work, logRows: log.rows }
  return { value: { bench: 'fleet', n, days, level, ...figures, ...describeEnd(run, kpis), seed }, problems }
}

async function prepare(spec: WorldSpec, level: number) {
  const [city, cityCpuSeconds] = await measureCpu(() => generateCity())
  const [layout, layoutCpuSeconds] = await measureCpu(() => layOut(spec, city))
  // Chunks are counted and dropped: where they would go (file, page) is not the engine's time.
  const log = { rows: 0 }
  const [run, worldCpuSeconds] = await measureCpu(() => startRun(layout, { level, writeLog: (chunk) => (log.rows += chunk.rows) }))
  return { run, log, cityCpuSeconds, layoutCpuSeconds, worldCpuSeconds }
}

function finish(run: ScenarioRun): void {
  while (advanceRun(run, sliceEvents).kind === 'running');
}

function describeEnd(run: ScenarioRun, kpis: readonly KpiResult[]) {
  const { world } = run
  return { events: eventsOf(run), check: hashWorld(world), kpis: Object.fromEntries(kpis.map(({ id, value }) => [id, value])) }
}

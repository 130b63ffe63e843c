import type { Parsed, Problem } from '../../data/columns/index.ts'
import {
  advanceMeasured,
  advanceRun,
  decideBy,
  factsMeasured,
  fanOf,
  kpis,
  layOutScenario,
  startFuture,
  startRun,
} from '../../scenarios/index.ts'
import type { Fan, MeasuredRun } from '../../scenarios/index.ts'
import { createSurvey, hashWorld, LogLevel, snapshotWorld } from '../../twin/index.ts'
import type { Layout, Policies } from '../../twin/index.ts'
import { readCitySource } from '../city-source.ts'
import { kpisOfFacts } from '../facts-kpis.ts'
import { readScenario } from '../run/scenario-source.ts'

/** What `voltwin futures` was asked for. */
export interface FuturesCall {
  readonly scenario: string
  readonly city?: string
  readonly grid?: string
  readonly seed?: number
  /** Local day from which the futures part, from 1; its midnight is the moment. */
  readonly from?: number
  /** Local days that each future lives. */
  readonly ahead?: number
  readonly count?: number
}

export interface FuturesReport {
  readonly scenario: string
  readonly city: string
  readonly seed: number
  /** Local days since the start that were measured: `fromDay` is the first, `toDay` the first that is not. */
  readonly fromDay: number
  readonly toDay: number
  /** What really came in the run itself, which keeps its own luck. */
  readonly same: Future
  readonly futures: readonly Future[]
  readonly fans: Readonly<Record<string, Fan>>
}

export interface Future {
  /** Seed of the luck after the moment. */
  readonly luck: number
  readonly hash: string
  readonly figures: Readonly<Record<string, number | null>>
}

const usual = { from: 61, ahead: 30, count: 20 }
const sliceEvents = 1_000_000
/** The futures' seeds lie apart from those of runs, so that no future is a replication by chance. */
const luckOffset = 1_000_003

/** Runs a scenario up to a day and goes on from there several times, each time with other luck. Bad input gives problems, and nothing is run. */
export async function foresee(call: FuturesCall, say: (line: string) => void): Promise<Parsed<FuturesReport>> {
  const { from = usual.from, ahead = usual.ahead, count = usual.count } = call
  const scenario = readScenario(call.scenario, call.seed === undefined ? {} : { seed: call.seed })
  if (scenario.value === null) return { value: null, problems: scenario.problems }
  const { spec } = scenario.value
  if (from > spec.days) return { value: null, problems: [beyond(from, spec.days)] }
  const city = await readCitySource({ ...(call.city && { city: call.city }), ...(call.grid && { grid: call.grid }) })
  if (city.value === null) return { value: null, problems: city.problems }
  const layout = layOutScenario(spec, city.value, createSurvey(city.value))
  const policies = decideBy(spec, [])
  if (layout.value === null || policies.value === null) return { value: null, problems: [...layout.problems, ...policies.problems] }
  const start = reach(layout.value, policies.value, from - 1)
  if (typeof start === 'string') return { value: null, problems: [stopped(start)] }
  const live = (luck: number | null) =>
    finish(startFuture(layout.value!, start, ahead, luck, { level: LogLevel.facts, policies: policies.value! }), luck ?? spec.seed)
  const same = await live(null)
  const futures: Future[] = []
  for (let i = 1; i <= count; i++) {
    futures.push(await live(luckOffset * i + spec.seed))
    say(`${i} of ${count} futures`)
  }
  const fans = Object.fromEntries(kpis.map(({ id }) => [id, fanOf(futures.map(({ figures }) => figures[id] ?? null))]))
  const span = { fromDay: from - 1, toDay: Math.min(spec.days, from - 1 + ahead) }
  return { value: { scenario: spec.name, city: city.value.name, seed: spec.seed, ...span, same, futures, fans }, problems: city.problems }
}

/** State at a local day's midnight, or why the run stopped before. */
function reach(layout: Layout, policies: Policies, day: number): ArrayBuffer | string {
  const run = startRun(layout, { level: LogLevel.facts, policies })
  const untilMs = layout.days.startMs[day]
  let status = advanceRun(run, sliceEvents, untilMs)
  while (status.kind === 'running' && run.world.list.peekTime() <= untilMs) status = advanceRun(run, sliceEvents, untilMs)
  return status.kind === 'stopped' ? status.reason : snapshotWorld(run.world)
}

async function finish(future: MeasuredRun, luck: number): Promise<Future> {
  while (advanceMeasured(future, sliceEvents).kind === 'running');
  const figures = await kpisOfFacts(factsMeasured(future))
  return { luck, hash: hashWorld(future.run.world), figures: Object.fromEntries(figures.map(({ id, value }) => [id, value])) }
}

function beyond(from: number, days: number): Problem {
  return { code: 'day-beyond', place: '--from', value: String(from), remedy: `Write a day from 1 to ${days}, the scenario's last.` }
}

function stopped(reason: string): Problem {
  return { code: 'run-stopped', place: 'scenario', value: '', remedy: `The run ended before that day: ${reason}.` }
}

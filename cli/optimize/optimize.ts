import { setImmediate as pause } from 'node:timers/promises'
import type { Parsed, Problem } from '../../data/columns/index.ts'
import { assumptionFields, defaultAssumptions, editsOf, goalOf, readBasis, startPlanning } from '../../optimize/index.ts'
import type { Assumptions, Decisions, GoalCosts, PlanBasis, PlanCosts, Worth } from '../../optimize/index.ts'
import { advanceRun, factsOf, layOutScenario, startRun } from '../../scenarios/index.ts'
import type { JsonObject } from '../../scenarios/index.ts'
import { createSurvey, LogLevel, today } from '../../twin/index.ts'
import type { Survey } from '../../twin/index.ts'
import { readCitySource } from '../city-source.ts'
import { readScenario } from '../run/scenario-source.ts'
import { nodePlanner } from './node-planner.ts'

/** What `voltwin optimize` was asked for. */
export interface OptimizeCall {
  readonly scenario: string
  readonly city?: string
  readonly grid?: string
  readonly seed?: number
  readonly days?: number
  /** `key=value` pairs. */
  readonly assume?: readonly string[]
  readonly limit?: number
  readonly verify?: boolean
}

export interface OptimizeReport {
  readonly scenario: string
  readonly method: string
  readonly note: string
  readonly hubs: readonly string[]
  readonly months: readonly string[]
  readonly assumptions: Assumptions
  readonly decisions: Decisions
  readonly costs: PlanCosts
  readonly today: PlanCosts
  readonly atMostBetterEur: number | null
  readonly worth: readonly Worth[]
  readonly edits: JsonObject
  /** Both runs by the plan's own goal, with `--verify`. */
  readonly simulated?: { readonly today: GoalCosts; readonly plan: GoalCosts; readonly isWorse: boolean }
}

const defaultLimitSeconds = 30
const sliceEvents = 20_000

/** Runs a scenario, plans its couriers, spare batteries and boxes, and, when asked, runs the plan and judges both runs by the plan's goal. */
export async function optimizeScenario(call: OptimizeCall, say: (line: string) => void): Promise<Parsed<OptimizeReport>> {
  const over = { ...(call.seed === undefined ? {} : { seed: call.seed }), ...(call.days === undefined ? {} : { days: call.days }) }
  const given = readAssumptions(call.assume ?? [])
  if (given.value === null) return { value: null, problems: given.problems }
  const city = await readCitySource({ ...(call.city && { city: call.city }), ...(call.grid && { grid: call.grid }) })
  if (city.value === null) return { value: null, problems: city.problems }
  const survey = createSurvey(city.value)
  say('running the scenario')
  const basis = await liveBasis(call.scenario, over, survey, say)
  if (basis.value === null) return { value: null, problems: basis.problems }
  const assumptions = { ...defaultAssumptions(basis.value.creditEur), ...given.value }
  const request = { basis: basis.value, assumptions }
  const outcome = await startPlanning(nodePlanner, request, (call.limit ?? defaultLimitSeconds) * 1000, say).outcome
  if (outcome.kind === 'refused') return { value: null, problems: outcome.problems }
  if (outcome.kind !== 'planned')
    return { value: null, problems: [describeFailure(outcome.kind === 'failed' ? outcome.reason : outcome.kind)] }
  const { plan, note } = outcome
  const edits = nest(editsOf(basis.value, plan.decisions, { staffing: Object.keys(basis.staffing), purchases: {} }))
  const report: OptimizeReport = {
    scenario: call.scenario,
    method: plan.method,
    note,
    hubs: basis.value.hubs,
    months: basis.value.months.map(({ year, month }) => `${year}-${String(month).padStart(2, '0')}`),
    assumptions,
    decisions: plan.decisions,
    costs: plan.costs,
    today: plan.today,
    atMostBetterEur: plan.atMostBetterEur,
    worth: plan.worth,
    edits,
  }
  if (call.verify !== true) return { value: report, problems: city.problems }
  say('running the plan')
  const lived = await liveBasis(call.scenario, { ...over, ...edits }, survey, say)
  if (lived.value === null) return { value: null, problems: lived.problems }
  const [before, after] = [basis.value, lived.value].map((run) => goalOf(run, request.basis, request.assumptions))
  const simulated = { today: before, plan: after, isWorse: after.totalEur > before.totalEur }
  return { value: { ...report, simulated }, problems: city.problems }
}

interface Lived extends Parsed<PlanBasis> {
  /** The scenario's own staffing. */
  readonly staffing: JsonObject
}

async function liveBasis(source: string, over: JsonObject, survey: Survey, say: (line: string) => void): Promise<Lived> {
  const scenario = readScenario(source, over)
  const refuse = (problems: readonly Problem[]): Lived => ({ value: null, problems, staffing: {} })
  if (scenario.value === null) return refuse(scenario.problems)
  const layout = layOutScenario(scenario.value.spec, survey.city, survey)
  if (layout.value === null) return refuse(layout.problems)
  const run = startRun(layout.value, { level: LogLevel.facts })
  let told = 0
  while (advanceRun(run, sliceEvents).kind === 'running') {
    await pause()
    if (today(run.world) < told + 60) continue
    told = today(run.world)
    say(`day ${told} of ${run.days}`)
  }
  if (run.status.kind === 'stopped')
    return refuse([{ code: 'run-stopped', place: 'scenario', value: source.slice(-80), remedy: run.status.reason }])
  const { staffing } = scenario.value.file['couriers'] as { readonly staffing: JsonObject }
  return { value: readBasis(layout.value, factsOf(run)[0]), problems: [], staffing }
}

function readAssumptions(pairs: readonly string[]): Parsed<Partial<Assumptions>> {
  const keys = assumptionFields.map(({ key }) => key)
  const read = pairs.map((pair) => {
    const [key, text = ''] = pair.split('=')
    return { pair, key: keys.find((known) => known === key), value: text.trim() === '' ? NaN : Number(text) }
  })
  const problems = read
    .filter(({ key, value }) => key === undefined || Number.isNaN(value))
    .map(({ pair }) => ({
      code: 'bad-assumption',
      place: '--assume',
      value: pair.slice(0, 80),
      remedy: `Write key=number, with one of: ${keys.join(', ')}.`,
    }))
  const given = Object.fromEntries(read.flatMap(({ key, value }) => (key === undefined ? [] : [[key, value]])))
  return { value: problems.length > 0 ? null : given, problems }
}

/** A plan's edits as the part of a scenario file that they are. */
function nest(edits: ReturnType<typeof editsOf>): JsonObject {
  return {
    couriers: { staffing: edits['couriers.staffing'] },
    fleet: { purchases: edits['fleet.purchases'] },
    boxes: { count: edits['boxes.count'] },
  }
}

function describeFailure(reason: string): Problem {
  const remedy = 'Give it more time with --limit, or loosen the assumptions with --assume.'
  return { code: 'no-plan', place: 'optimize', value: reason.slice(0, 80), remedy }
}

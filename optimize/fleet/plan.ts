import type { Problem } from '../../data/columns/index.ts'
import { isProved, priceRows, relax, solve } from '../linear/index.ts'
import type { LinearModel, Prices } from '../linear/index.ts'
import { checkAssumptions } from './assumptions.ts'
import type { Assumptions } from './assumptions.ts'
import type { PlanBasis } from './basis.ts'
import { brokenLimits, costOf, decideNothing, staffChanges } from './decisions.ts'
import type { Decisions, PlanCosts, StaffChange } from './decisions.ts'
import { describeEffects } from './effects.ts'
import type { Effects } from './effects.ts'
import { buildFleetModel } from './model.ts'
import type { FleetModel } from './model.ts'
import { findOverload, findRemedies } from './remedies.ts'
import { sayPrices } from './worth.ts'
import type { Worth } from './worth.ts'

/** `whole` asks the solver for whole numbers; `rounded` takes the answer with fractions and rounds it up by our own code, which always ends. */
export type PlanMethod = 'whole' | 'rounded'

export interface PlanRequest {
  readonly basis: PlanBasis
  readonly assumptions: Assumptions
  readonly method: PlanMethod
}

export interface FleetPlan {
  readonly method: PlanMethod
  readonly decisions: Decisions
  readonly changes: readonly StaffChange[]
  readonly today: PlanCosts
  readonly costs: PlanCosts
  /** No plan under these limits can cost this much less, by the model; `null` when the proof failed. */
  readonly atMostBetterEur: number | null
  readonly worth: readonly Worth[]
}

export type PlanOutcome =
  | { readonly kind: 'planned'; readonly plan: FleetPlan }
  /** Input that cannot be used, or limits that no plan can keep. */
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] }
  /** The solver's answer did not stand our own check; `rounded` may do. */
  | { readonly kind: 'failed'; readonly reason: string }

type PlanStage = 'Reading the run' | 'Solving with fractions' | 'Pricing the limits' | 'Solving in whole numbers'

/** Plans couriers, spare batteries and boxes. Every answer of the solver is judged, and its cost is counted anew from the tables of effects. */
export function planFleet({ basis, assumptions, method }: PlanRequest, say: (stage: PlanStage) => void = () => undefined): PlanOutcome {
  say('Reading the run')
  const problems = [...checkBasis(basis), ...checkAssumptions(assumptions).problems]
  if (problems.length > 0) return { kind: 'refused', problems }
  const effects = describeEffects(basis, assumptions)
  const overload = findOverload(basis, effects)
  if (overload.length > 0) return { kind: 'refused', problems: overload }
  const fleet = buildFleetModel(basis, assumptions, effects)
  say('Solving with fractions')
  const relaxed = solve(relax(fleet.model))
  if (relaxed.kind !== 'solved')
    return relaxed.kind === 'refused'
      ? { kind: 'failed', reason: relaxed.reason }
      : { kind: 'refused', problems: findRemedies(basis, assumptions, effects) }
  say('Pricing the limits')
  const prices = proveRelaxed(fleet.model, relaxed.cost)
  const found = method === 'rounded' ? roundUp(fleet, relaxed.values) : solveWhole(fleet, say)
  if (found.kind === 'infeasible') return { kind: 'refused', problems: findRemedies(basis, assumptions, effects) }
  if (found.kind === 'failed') return found
  return conclude({ basis, assumptions, method }, effects, fleet, found, prices)
}

/** Prices whose bound meets the relaxed cost: both are proved. */
function proveRelaxed(model: LinearModel, cost: number): Prices | null {
  const prices = priceRows(relax(model))
  return prices !== null && isProved(cost, prices) ? prices : null
}

type Found =
  | { readonly kind: 'found'; readonly decisions: Decisions; readonly cost: number | null }
  | { readonly kind: 'infeasible' }
  | { readonly kind: 'failed'; readonly reason: string }

function solveWhole(fleet: FleetModel, say: (stage: PlanStage) => void): Found {
  say('Solving in whole numbers')
  const answer = solve(fleet.model)
  if (answer.kind === 'solved') return { kind: 'found', decisions: readDecisions(fleet, answer.values, Math.round), cost: answer.cost }
  if (answer.kind === 'infeasible') return { kind: 'infeasible' }
  return { kind: 'failed', reason: answer.kind === 'refused' ? answer.reason : 'the cost has no least value' }
}

/** Up, since too few of anything breaks promises; boxes to the nearest, since a box more takes batteries from the shelves. */
function roundUp(fleet: FleetModel, values: Float64Array): Found {
  const decisions = readDecisions(fleet, values, (value) => Math.ceil(value - 1e-6))
  return { kind: 'found', decisions: { ...decisions, boxes: Math.round(values[fleet.boxes]) }, cost: null }
}

function readDecisions({ couriers, bought, boxes }: FleetModel, values: Float64Array, round: (value: number) => number): Decisions {
  const at = (variable: number) => Math.max(0, round(values[variable]))
  return {
    couriers: couriers.map((byHub) => byHub.map(at)),
    bought: bought.map((byHub) => byHub.map((byPool) => byPool.map(at))),
    boxes: at(boxes),
  }
}

function conclude(
  { basis, assumptions, method }: PlanRequest,
  effects: Effects,
  fleet: FleetModel,
  { decisions, cost }: Extract<Found, { kind: 'found' }>,
  prices: Prices | null,
): PlanOutcome {
  const broken = brokenLimits(basis, assumptions, effects, decisions)
  if (broken.length > 0) return { kind: 'failed', reason: `the answer breaks a limit: ${broken.join(', ')}` }
  return {
    kind: 'planned',
    plan: {
      method,
      decisions,
      changes: staffChanges(basis, assumptions, decisions),
      today: costOf(basis, assumptions, effects, decideNothing(basis)),
      costs: costOf(basis, assumptions, effects, decisions),
      atMostBetterEur: prices === null || cost === null ? null : Math.max(0, cost - prices.bound),
      worth: prices === null ? [] : sayPrices(basis, fleet, prices),
    },
  }
}

const mostHubs = 3

function checkBasis({ hubs, months, due, work }: PlanBasis): Problem[] {
  const refuse = (code: string, place: string, value: string, remedy: string): Problem[] => [{ code, place, value, remedy }]
  if (hubs.length === 0) return refuse('no-hubs', 'hubs.count', '0', 'Give the scenario a hub: couriers start there.')
  if (hubs.length > mostHubs)
    return refuse(
      'too-many-hubs',
      'hubs.count',
      String(hubs.length),
      `A plan takes up to ${mostHubs} hubs: plan a part of the city as a scenario of its own.`,
    )
  if (months.length === 0) return refuse('no-days', 'days', '0', 'Run the scenario for a day at least: a plan is made from its facts.')
  const hasWork = due > 0 || work.some(({ busyH }) => busyH.some((hours) => hours > 0))
  return hasWork
    ? []
    : refuse(
        'no-demand',
        'fleet.demandFactor',
        String(due),
        'Nothing was asked for in this run: give the segments customers who use energy.',
      )
}

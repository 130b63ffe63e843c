import { batch, computed, effect, signal, type ReadonlySignal, type Signal } from '@preact/signals'
import type { Problem } from '../../data/columns/index.ts'
import { checkAssumptions, defaultAssumptions, editsOf, goalOf, startPlanning } from '../../optimize/index.ts'
import type {
  Assumptions,
  EditsBefore,
  FleetPlan,
  GoalCosts,
  PlanBasis,
  Planning,
  PlannerHands,
  PlannerOutcome,
} from '../../optimize/index.ts'
import type { RunSummary } from '../run-api.ts'
import { readItem, writeItem } from '../session-item.ts'
import { createHistory, type Draft, type History, type Workbench } from '../state/index.ts'

/** Where a plan stands. */
export type PlanState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'planning'; readonly stage: string }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'planned'; readonly proposal: Proposal }

/** A plan with what it was made from. */
export interface Proposal {
  readonly plan: FleetPlan
  readonly basis: PlanBasis
  readonly assumptions: Assumptions
  readonly today: RunSummary
  /** Says that the solver was stopped or not believed; empty when all went well. */
  readonly note: string
}

/** Both runs by the plan's goal, once the plan was run. */
export interface Confirmation {
  readonly today: GoalCosts
  readonly plan: GoalCosts
}

export interface PlanStore {
  readonly assumptions: History<Assumptions>
  readonly state: ReadonlySignal<PlanState>
  readonly confirmation: ReadonlySignal<Confirmation | null>
  /** Whether the scenario on the form has the proposal's edits. */
  readonly isApplied: ReadonlySignal<boolean>
  /** The run on screen, when it has ended whole: what a plan can be made from. */
  readonly source: ReadonlySignal<RunSummary | null>
  readonly propose: () => Promise<void>
  readonly cancel: () => void
  /** Puts the proposal into the scenario as one step that can be undone; the page then runs it. */
  readonly apply: () => void
}

/** Time for the solver, ms. */
const limitMs = 20_000

/** The page's scenario has a credit of its own; before a plan is made the common one stands. */
const usualCreditEur = 5
const keptKey = 'voltwin-assumptions'

/** Plans of one page, over its scenario and its runs. */
export function createPlanStore(bench: Workbench, hands: PlannerHands): PlanStore {
  const { api, runs, scenario } = bench
  const assumptions = createHistory<Assumptions>({ steps: [readKept() ?? defaultAssumptions(usualCreditEur)], at: 0 })
  const state = signal<PlanState>({ kind: 'idle' })
  const confirmation = signal<Confirmation | null>(null)
  const applied = signal('')
  let planning: Planning | null = null
  let turn = 0

  const source = computed(() => (runs.state.value.kind === 'done' ? runs.state.value.summary : null))
  const draftKey = computed(() => JSON.stringify(scenario.draft.value))
  const isApplied = computed(() => applied.value !== '' && applied.value === draftKey.value)

  const propose = async () => {
    const today = source.peek()
    if (today === null) return
    const own = ++turn
    const wanted = assumptions.value.peek()
    batch(() => {
      state.value = { kind: 'planning', stage: 'Reading the run' }
      confirmation.value = null
      applied.value = ''
    })
    try {
      const basis = await api.planBasis(today.run)
      if (own !== turn) return
      if (basis === null) {
        state.value = { kind: 'failed', message: 'The run is not there any more: run the scenario again.' }
        return
      }
      planning = startPlanning(hands, { basis, assumptions: wanted }, limitMs, (stage) => {
        if (own === turn) state.value = { kind: 'planning', stage }
      })
      const outcome = await planning.outcome
      if (own === turn) state.value = stateOf(outcome, { basis, assumptions: wanted, today })
    } catch (error) {
      if (own === turn) state.value = { kind: 'failed', message: error instanceof Error ? error.message : String(error) }
    }
  }

  const cancel = () => {
    if (state.peek().kind !== 'planning') return
    turn++
    planning?.cancel()
    state.value = { kind: 'cancelled' }
  }

  const apply = () => {
    const current = state.peek()
    if (current.kind !== 'planned') return
    const { basis, plan } = current.proposal
    const before = { staffing: Object.keys(scenario.baseAt('couriers.staffing') ?? {}), purchases: boughtAnyway(scenario.draft.peek()) }
    scenario.setAll({ ...editsOf(basis, plan.decisions, before) })
    applied.value = draftKey.peek()
  }

  followRun(bench, { state, source, isApplied, confirmation })
  effect(() => writeItem(keptKey, assumptions.value.value))

  return { assumptions, state, confirmation, isApplied, source, propose, cancel, apply }
}

interface Followed extends Pick<PlanStore, 'state' | 'source' | 'isApplied'> {
  readonly confirmation: Signal<Confirmation | null>
}

/** A run that ends with the proposal in the scenario, and is not the one it was made from, is the proposal's: both are judged by one goal. */
function followRun({ api, runs }: Workbench, { state, source, isApplied, confirmation }: Followed): void {
  const confirm = async (proposal: Proposal, ended: RunSummary) => {
    const basis = await api.planBasis(ended.run)
    const current = state.peek()
    if (basis === null || current.kind !== 'planned' || current.proposal !== proposal) return
    const judge = (run: PlanBasis) => goalOf(run, proposal.basis, proposal.assumptions)
    confirmation.value = { today: judge(proposal.basis), plan: judge(basis) }
  }
  effect(() => {
    const current = state.value
    const ended = source.value
    // The unchanged scenario may have to be lived first: that run is not the proposal's.
    if (current.kind !== 'planned' || ended === null || !isApplied.value || runs.role.value !== 'edited') return
    if (ended.run !== current.proposal.today.run) void confirm(current.proposal, ended)
  })
}

/** Batteries that an earlier plan put into the form; those of the scenario itself are laid under it anyway. */
function boughtAnyway({ overrides }: Draft): EditsBefore['purchases'] {
  return (overrides['fleet.purchases'] ?? {}) as unknown as EditsBefore['purchases']
}

function stateOf(outcome: PlannerOutcome, made: Omit<Proposal, 'plan' | 'note'>): PlanState {
  if (outcome.kind === 'planned') return { kind: 'planned', proposal: { ...made, plan: outcome.plan, note: outcome.note } }
  if (outcome.kind === 'refused') return { kind: 'refused', problems: outcome.problems }
  if (outcome.kind === 'cancelled') return { kind: 'cancelled' }
  const message =
    outcome.kind === 'late'
      ? `The solver did not end within ${outcome.limitMs / 1000} s and was stopped, twice. Loosen the assumptions, for example the budget.`
      : `The solver’s answer did not stand the check: ${outcome.reason}.`
  return { kind: 'failed', message }
}

/** Assumptions survive a reload of the page; what cannot be read, or is out of range, is as if it were not there. */
function readKept(): Assumptions | null {
  try {
    const kept = readItem(keptKey)
    return kept === null ? null : checkAssumptions(kept as Assumptions).value
  } catch {
    return null
  }
}

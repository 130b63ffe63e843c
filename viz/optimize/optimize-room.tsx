import { defaultAssumptions } from '../../optimize/index.ts'
import { formatCount, formatShare } from '../format.ts'
import { ProblemList } from '../problem-list.tsx'
import { isActive, type Workbench } from '../state/index.ts'
import { AssumptionForm } from './assumption-form.tsx'
import { createPlanStore, type PlanStore } from './plan-store.ts'
import { pagePlanner } from './planner-client.ts'
import { ProposalView } from './proposal-view.tsx'
import './optimize.css'

/** A plan outlives its room: one store for each page. */
const stores = new WeakMap<Workbench, PlanStore>()

function storeOf(bench: Workbench): PlanStore {
  const known = stores.get(bench)
  if (known !== undefined) return known
  const store = createPlanStore(bench, pagePlanner)
  stores.set(bench, store)
  return store
}

/** Optimize: a proposal for couriers, spare batteries and boxes, made from the run on screen and confirmed by a run of its own. */
export function OptimizeRoom({ bench }: { bench: Workbench }) {
  const store = storeOf(bench)
  const defaults = defaultAssumptions(bench.scenario.base.value.spec.sla.creditMicroEur / 1e6)
  return (
    <main class="room optimize" aria-busy={store.state.value.kind === 'planning'}>
      <div class="plan-result">
        <Head bench={bench} store={store} />
        <Answer bench={bench} store={store} />
      </div>
      <AssumptionForm store={store} defaults={defaults} />
    </main>
  )
}

function Head({ bench, store }: { bench: Workbench; store: PlanStore }) {
  const state = store.state.value
  const isPlanning = state.kind === 'planning'
  return (
    <header class="plan-head">
      <h2>Optimize</h2>
      <p>
        How many couriers, spare batteries and boxes would the next twelve months need? A proposal is made from the run on screen, month by
        month, and you can run it to see whether it holds.
      </p>
      <p class="hint">{describeSource(bench, store)}</p>
      <div class="edit-row">
        {isPlanning ? (
          <button type="button" onClick={store.cancel}>
            Cancel the proposal
          </button>
        ) : (
          <button type="button" class="go" disabled={store.source.value === null} onClick={() => void store.propose()}>
            {state.kind === 'planned' ? 'Propose again' : 'Propose'}
          </button>
        )}
      </div>
      <p class="plan-stage" role="status">
        {isPlanning && (
          <>
            {state.stage} …
            <progress aria-label="Making a proposal" />
          </>
        )}
        {state.kind === 'cancelled' && 'Cancelled. Nothing was changed.'}
      </p>
    </header>
  )
}

/** Which run a plan would be made from, or why there is none yet. */
function describeSource({ runs, scenario }: Workbench, { source }: PlanStore): string {
  const state = runs.state.value
  if (source.value !== null) {
    const { scenario: name, days, seed } = source.value
    const changes = runs.role.value === 'edited' ? ' with your changes' : ''
    return `Proposals are made from the run of “${name}”${changes}: ${formatCount(days)} days, seed ${seed}.${days < 365 ? ' Only months that were run are planned: run 365 days for twelve.' : ''}`
  }
  if (isActive(state)) return `The run is under way (${formatShare(state.progress?.shareFrac ?? 0)}). A proposal needs its end.`
  if (scenario.problems.value.length > 0) return 'The scenario has a problem: mend it in Plan, then it runs.'
  return 'There is no run that ended. Start one with Run, then come back.'
}

function Answer({ bench, store }: { bench: Workbench; store: PlanStore }) {
  const state = store.state.value
  switch (state.kind) {
    case 'planned':
      return <ProposalView bench={bench} store={store} proposal={state.proposal} />
    case 'refused':
      return (
        <section aria-label="Why there is no proposal">
          <h2>No proposal</h2>
          <p>No plan keeps these limits. Each line below says what to change; your assumptions stay as they are.</p>
          <ProblemList problems={state.problems} />
        </section>
      )
    case 'failed':
      return (
        <p class="message bad" role="alert">
          {state.message}
        </p>
      )
    default:
      return null
  }
}

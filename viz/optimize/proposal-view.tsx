import { formatCount, formatShare } from '../format.ts'
import { isActive, type Workbench } from '../state/index.ts'
import { ExpectedCosts, SimulatedCosts } from './cost-table.tsx'
import { CourierPlot } from './courier-plot.tsx'
import { MonthTable } from './month-table.tsx'
import type { Confirmation, PlanStore, Proposal } from './plan-store.ts'
import { sayEur, sayWorth } from './words.ts'

/** Sentences on what one unit more would save that are shown at once. */
const shownWorths = 6

/** A proposal: what it would save, its run beside today's, month by month, costs, and what binds. */
export function ProposalView({ bench, store, proposal }: { bench: Workbench; store: PlanStore; proposal: Proposal }) {
  const { plan, basis, note } = proposal
  const confirmation = store.confirmation.value
  const months = basis.months.length
  return (
    <>
      {plan.method === 'rounded' && (
        <p class="message warn" role="status">
          {note} This is the answer with fractions, rounded up: it keeps every limit, but may not be the cheapest.
        </p>
      )}
      <section class="verdicts" aria-label="What the proposal is worth">
        <Expected proposal={proposal} />
        <Lived bench={bench} store={store} confirmation={confirmation} />
      </section>
      <section aria-label="Couriers by month">
        <h2>Couriers by month</h2>
        <p class="hint plot-key">
          <span class="swatch planned" /> proposal <span class="swatch today" /> today
        </p>
        <div class="plots">
          {basis.hubs.map((hub, h) => (
            <CourierPlot key={hub} plan={plan} basis={basis} hub={h} />
          ))}
        </div>
        <p>{sayBoxes(proposal)}</p>
        <MonthTable plan={plan} basis={basis} />
      </section>
      <section aria-label="Costs">
        <h2>Costs of {months === 1 ? 'the month' : `${months} months`}</h2>
        <ExpectedCosts today={plan.today} plan={plan.costs} />
        {confirmation !== null && <SimulatedCosts {...confirmation} />}
      </section>
      <Limits proposal={proposal} />
    </>
  )
}

function Expected({ proposal: { plan, assumptions } }: { proposal: Proposal }) {
  const saved = Math.round(plan.today.totalEur - plan.costs.totalEur)
  const [best, today] = [sayEur(plan.costs.totalEur), sayEur(plan.today.totalEur)]
  const spent = `Spends ${sayEur(plan.costs.spentEur)} of a budget of ${sayEur(assumptions.budgetEur)}.`
  const bound = plan.atMostBetterEur === null ? '' : sayBound(plan.atMostBetterEur)
  return (
    <div class="card verdict">
      <h3>By the model</h3>
      <p class={`big ${saved > 0 ? 'good' : ''}`}>{sayHeadline(saved)}</p>
      <p class="hint">
        {saved < 0 ? `Its best plan would cost ${best}, today costs ${today}. ${spent}` : `${best} instead of ${today}. ${spent} ${bound}`}
      </p>
    </div>
  )
}

/** `saved`: whole euros by which the proposal is cheaper than today, by the model. */
function sayHeadline(saved: number): string {
  if (saved > 0) return `Saves ${sayEur(saved)}`
  return saved === 0 ? 'Today is as good as any plan' : 'The model finds nothing better than today'
}

/** How far the proposal can be from the best, by the proof of its prices. */
function sayBound(atMostBetterEur: number): string {
  if (atMostBetterEur < 1) return 'No plan under these limits is cheaper.'
  return `No plan under these limits can be more than ${sayEur(Math.ceil(atMostBetterEur))} cheaper.`
}

/** The proposal's run: how to start it, how far it is, or what it says. */
function Lived({ bench, store, confirmation }: { bench: Workbench; store: PlanStore; confirmation: Confirmation | null }) {
  const state = bench.runs.state.value
  const isRunning = store.isApplied.value && isActive(state)
  return (
    <div class="card verdict" role="status">
      <h3>In the simulator</h3>
      {confirmation !== null ? (
        <Judged {...confirmation} />
      ) : isRunning ? (
        <>
          <p>Running the proposal: {formatShare(state.progress?.shareFrac ?? 0)}</p>
          <progress aria-label="Run of the proposal" value={state.progress?.shareFrac ?? 0} />
        </>
      ) : (
        <p class="hint">{describeUnconfirmed(store, state.kind)}</p>
      )}
      <div class="edit-row">
        {isRunning ? (
          <button type="button" onClick={bench.runs.cancel} disabled={state.isCancelling}>
            Cancel the run
          </button>
        ) : (
          !store.isApplied.value && (
            <button type="button" class="go" onClick={store.apply}>
              Run it in the simulator
            </button>
          )
        )}
        {store.isApplied.value && (
          <button type="button" onClick={bench.scenario.undo}>
            Take it out of the scenario
          </button>
        )}
      </div>
    </div>
  )
}

function describeUnconfirmed({ isApplied }: PlanStore, kind: string): string {
  if (!isApplied.value)
    return 'A model leaves things out. Run the proposal: its couriers, batteries and boxes go into the scenario as one change that can be undone.'
  if (kind === 'done') return 'Comparing with today …'
  return 'The run of the proposal did not end, so there is nothing to compare. Start it with Run.'
}

function Judged({ today, plan }: Confirmation) {
  const saved = today.totalEur - plan.totalEur
  const isWorse = Math.round(saved) < 0
  return (
    <>
      <p class={`big ${isWorse ? 'bad' : 'good'}`}>
        {isWorse ? `Worse than today by ${sayEur(-saved)}` : Math.round(saved) === 0 ? 'As good as today' : `Saves ${sayEur(saved)}`}
      </p>
      <p class="hint">
        {sayEur(plan.totalEur)} instead of {sayEur(today.totalEur)}, by the same goal, one run each, same luck. Missed promises:{' '}
        {formatCount(plan.missed + plan.undone)} instead of {formatCount(today.missed)}
        {plan.undone > 0 && `, of which ${formatCount(plan.undone)} never came to fall due`}.
        {isWorse && ' Keep today’s plan, or change the assumptions and propose again.'}
      </p>
    </>
  )
}

function sayBoxes({ plan, basis }: Proposal): string {
  const { boxes } = plan.decisions
  const places = 'The simulator places boxes once, so this is one number for all months.'
  if (boxes === basis.boxes) return `Boxes: ${boxes}, as today. ${places}`
  return `Boxes: ${boxes} instead of ${basis.boxes}. ${places}`
}

/** What binds, and what loosening it would be worth. */
function Limits({ proposal: { plan, basis } }: { proposal: Proposal }) {
  return (
    <section aria-label="What one more is worth">
      <h2>What one more is worth</h2>
      {plan.worth.length === 0 ? (
        <p class="hint">No limit binds in a way that one unit more would save anything.</p>
      ) : (
        <>
          <p class="hint">These limits bind. Values are for one unit more, by the model with fractions (shadow prices).</p>
          <ul class="worths">
            {plan.worth.slice(0, shownWorths).map((worth) => (
              <li key={`${worth.kind} ${worth.month} ${worth.hub} ${worth.pool}`}>{sayWorth(worth, basis)}</li>
            ))}
          </ul>
          {plan.worth.length > shownWorths && (
            <details>
              <summary>{plan.worth.length - shownWorths} more</summary>
              <ul class="worths">
                {plan.worth.slice(shownWorths).map((worth) => (
                  <li key={`${worth.kind} ${worth.month} ${worth.hub} ${worth.pool}`}>{sayWorth(worth, basis)}</li>
                ))}
              </ul>
            </details>
          )}
        </>
      )}
    </section>
  )
}

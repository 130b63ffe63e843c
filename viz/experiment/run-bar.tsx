import { formatCount } from '../format.ts'
import type { Experiments, ExperimentState, Judgement } from '../state/index.ts'
import { kpiOf, sayTime } from './words.ts'

interface RunBarProps {
  readonly experiments: Experiments
  readonly judged: Judgement
  /** Why it cannot be begun; empty when it can. */
  readonly hindrance: string
}

/** What it will take, the button that begins, pauses and goes on, and how far it is. */
export function RunBar({ experiments, judged, hindrance }: RunBarProps) {
  const state = experiments.state.value
  const isSame = experiments.isSame.value
  const isRunning = isUnderWay(state)
  const isBegun = isSame && state !== null && state.phase === 'paused' && state.plan !== null
  return (
    <div class="run-bar">
      <div class="run-row">
        <p class="estimate" role="status">
          {hindrance === '' ? estimate(judged, experiments) : hindrance}
        </p>
        {state !== null && !isRunning && (
          <button type="button" class="quiet" onClick={experiments.discard}>
            Discard the results
          </button>
        )}
        {isRunning ? (
          <button type="button" onClick={experiments.pause}>
            Pause
          </button>
        ) : (
          <button type="button" class="go" disabled={hindrance !== ''} onClick={() => void experiments.start()}>
            {isBegun ? 'Go on' : isSame && state?.phase === 'done' ? 'Run again' : 'Run the experiment'}
          </button>
        )}
      </div>
      {state !== null && <Progress state={state} />}
    </div>
  )
}

export function isUnderWay(state: ExperimentState | null): boolean {
  return state !== null && state.phase !== 'paused' && state.phase !== 'done'
}

function estimate(judged: Judgement, { pace, workers }: Experiments): string {
  const { points, replications, days, customers } = judged
  if (points === null) return ''
  const { least, most } = replications
  const runs = [points * least, points * most]
  const each = least === most ? formatCount(least) : `${formatCount(least)} to ${formatCount(most)}`
  const count = least === most ? formatCount(runs[0]) : `${formatCount(runs[0])} to ${formatCount(runs[1])}`
  const head = `The base and ${formatCount(points - 1)} points, ${each} ${most === 1 ? 'replication' : 'replications'} of each: ${count} runs of ${formatCount(days)} days`
  const known = pace.value
  if (known === null) return `${head}. How long that takes is known once a run has been timed.`
  const [low, high] = runs.map((n) => sayTime((n * days * customers * known.perCustomerDayMs) / workers))
  const span = low === high ? low : `${low} to ${high}`
  return `${head}, about ${span} on ${workers === 1 ? 'one processor' : `${workers} processors`}.`
}

function Progress({ state }: { state: ExperimentState }) {
  const { phase, pilotFrac, made, expected } = state
  const [max, value] = phase === 'pilot' ? [1, pilotFrac] : [Math.max(1, expected), made]
  return (
    <label class="run-progress" data-experiment={phase}>
      <span role="status">{describe(state)}</span>
      {phase !== 'done' && <progress max={max} value={value} />}
    </label>
  )
}

function describe({ phase, made, expected, leftMs, report, plan }: ExperimentState): string {
  if (phase === 'placing') return 'Loading every point …'
  if (phase === 'pilot') return 'Pilot of the base, to find the warm-up …'
  if (phase === 'reading') return 'Looking up what was made before …'
  const isSure = phase === 'done' || plan?.replications.kind === 'fixed'
  const runs = `${formatCount(made)} of ${isSure ? '' : 'about '}${formatCount(expected)} runs`
  if (phase === 'running') return leftMs === null ? `${runs}, the first are under way` : `${runs}, about ${sayTime(leftMs)} left`
  if (phase === 'paused') return plan === null ? 'Not begun' : `${runs}, paused`
  const rule = plan?.replications
  if (rule?.kind !== 'sequential' || report === null) return `${runs}: all that were asked for`
  const aim = `${kpiOf(rule.kpi).label} to ± ${Number((rule.precision.shareOfMean * 100).toPrecision(4))} % of its mean`
  return report.made.stop === 'precise'
    ? `${runs}: ${aim} at every point`
    : `${runs}, the most that were allowed: ${aim} is not reached at every point`
}

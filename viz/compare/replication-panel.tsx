import { useSignal, type ReadonlySignal } from '@preact/signals'
import { compareFigure, type Comparison, type WarmUp } from '../../scenarios/index.ts'
import { formatCount, formatHalfWidth } from '../format.ts'
import { keyOfPair, type ReplicationState, type Workbench } from '../state/index.ts'
import type { KpiValue } from '../run-api.ts'
import { IntervalPlot } from './interval-plot.tsx'
import { describeCityAbsence } from './look.ts'
import type { RunPair } from './pair.ts'
import { WelchPlot } from './welch-plot.tsx'
import './replications.css'

const precisions = [0.002, 0.005, 0.01, 0.02, 0.05] as const

/** The replications of this pair; `null` where there are none. */
export function replicationsOf({ replications }: Workbench, pair: RunPair): ReplicationState | null {
  const state = replications.state.value
  return state?.key === keyOfPair(pair) ? state : null
}

/** Says how much of a difference is luck: both plans are run again, pair by pair with equal luck. */
export function ReplicationPanel({ bench, pair, kpi }: { bench: Workbench; pair: RunPair; kpi: ReadonlySignal<string> }) {
  const share = useSignal(0.01)
  const state = replicationsOf(bench, pair)
  const shown = pair.b.summary.kpis.find(({ id }) => id === kpi.value)
  if (shown === undefined) return null
  const absence = describeCityAbsence(bench, pair.a) || describeCityAbsence(bench, pair.b)
  const isKnown = state !== null && state.comparison.pairs.length > 0
  return (
    <section class="replications" aria-label="How much of the difference is luck">
      <h2>How much of it is luck?</h2>
      {state === null && (
        <p class="hint">
          One run each cannot say. Run both plans again with other luck, the same for both: each difference then comes with its interval.
        </p>
      )}
      <div class="replicate">
        <label>
          Until the difference in {shown.label} is known to ±{' '}
          <select value={String(share.value)} onChange={(event) => (share.value = Number(event.currentTarget.value))}>
            {precisions.map((value) => (
              <option key={value} value={String(value)}>
                {`${value * 100} %`}
              </option>
            ))}
          </select>{' '}
          of A
        </label>
        {state?.isRunning === true ? (
          <button type="button" onClick={bench.replications.cancel}>
            Stop
          </button>
        ) : (
          <button
            type="button"
            class="go"
            disabled={absence !== ''}
            onClick={() => void bench.replications.start(pair, kpi.value, share.value)}
          >
            {state === null ? 'Run both again' : 'Go on'}
          </button>
        )}
      </div>
      {absence !== '' && <p class="hint">{absence}</p>}
      {state !== null && <Progress state={state} kpis={pair.b.summary.kpis} />}
      {isKnown && <IntervalPlot kpi={shown} pairs={state.comparison.pairs} />}
      {isKnown && state.warmUp !== null && (
        <WelchPlot
          kpi={shown}
          pairs={state.comparison.pairs}
          days={Math.max(pair.a.summary.days, pair.b.summary.days)}
          warmUp={state.warmUp}
        />
      )}
      {state !== null && <Notes state={state} label={pair.b.summary.kpis.find(({ id }) => id === state.kpi)?.label ?? state.kpi} />}
    </section>
  )
}

/** Pairs so far and how near the aim is; the aim is of the figure that was asked for, whatever is shown now. */
function Progress({ state, kpis }: { state: ReplicationState; kpis: readonly KpiValue[] }) {
  const { comparison, precision, warmUp, isRunning } = state
  const asked = kpis.find(({ id }) => id === state.kpi)
  const text = warmUp === null ? 'Looking for the warm-up in the two runs …' : describe(comparison, state, asked)
  return (
    <div class="replication-state" role="status">
      <p>{text}</p>
      {isRunning && <progress aria-label="Pairs of runs" max={2 * precision.most} value={comparison.runs} />}
    </div>
  )
}

function describe({ pairs, stop }: Comparison, { kpi, precision }: ReplicationState, asked: KpiValue | undefined): string {
  if (pairs.length === 0 && stop === 'go-on') return 'The first pair of runs is under way …'
  const made = `${formatCount(pairs.length)} ${pairs.length === 1 ? 'pair' : 'pairs'} of runs`
  const { a, difference } = compareFigure(pairs, kpi)
  if (asked === undefined || difference.halfWidth === null)
    return stop === 'go-on' ? `${made}, of which the spread cannot be told yet` : made
  const say = (value: number) => {
    const { number, unit } = formatHalfWidth(value, asked.unit, a.mean)
    return `${number} ${unit}`.trim()
  }
  const aim = precision.shareOfMean * Math.abs(a.mean ?? 0)
  const reached = `${asked.label} ${say(difference.halfWidth)}`
  if (stop === 'precise') return `${made}: ${reached}, as fine as was asked (${say(aim)}).`
  if (stop === 'most')
    return `${made}, the most that are made: ${reached}; ${say(aim)} was asked. The rest is luck that more runs would average out.`
  if (stop === 'cancelled') return `${made}, then stopped: ${reached}; ${say(aim)} was asked.`
  return `${made}: ${reached}, until ${say(aim)}${sayNeeded(pairs.length, difference.halfWidth, aim, precision)}`
}

/** A half-width falls with the root of the number of pairs. */
function sayNeeded(made: number, halfWidth: number, aim: number, { least, most }: ReplicationState['precision']): string {
  if (made < least || aim === 0) return `; at least ${least} pairs`
  const needed = Math.ceil(made * (halfWidth / aim) * (halfWidth / aim))
  return needed >= most ? `; at most ${most} pairs` : `; about ${formatCount(Math.max(needed, made + 1))} pairs`
}

/** What the figures rest on: the same luck, what was left out, and runs that failed with their seeds. */
function Notes({ state: { comparison, warmUp }, label }: { state: ReplicationState; label: string }) {
  const { pairs, failed } = comparison
  return (
    <ul class="caveats replication-notes">
      {pairs.length > 0 && <li>Each pair has one seed: {describeSeeds(pairs.map(({ seed }) => seed))}.</li>}
      {warmUp !== null && (
        <li title="MSER-5 on SLA kept, stock-out, couriers busy and float factor of the two runs, in whole weeks (White 1997)">
          {describeWarmUp(warmUp)}
        </li>
      )}
      {failed.length > 0 && (
        <li class="warn">
          <b>Note: </b>
          {failed.length === 1 ? 'One run' : `${failed.length} runs`} failed and took no part with the pair:{' '}
          {failed
            .slice(0, 3)
            .map(({ side, seed, message }) => `${side.toUpperCase()} with seed ${seed} (${message})`)
            .join('; ')}
        </li>
      )}
      {pairs.length > 0 && <li>An interval holds the true mean in 95 of 100 such comparisons; the aim was set for {label} alone.</li>}
    </ul>
  )
}

function describeWarmUp({ days, unsteady, isTooShort }: WarmUp): string {
  if (isTooShort) return 'All days count: the runs are too short to tell when the operation has found its pace.'
  const cut =
    days === 0
      ? 'All days count: nothing had to be left out at the start.'
      : `The first ${days} days are left out, until the operation has found its pace.`
  return unsteady.length === 0 ? cut : `${cut} In parts it never does within the run: a mean then depends on how long is looked.`
}

function describeSeeds(seeds: readonly number[]): string {
  const [first, last] = [seeds[0], seeds.at(-1)!]
  return last - first === seeds.length - 1 && seeds.length > 2 ? `${first} to ${last}` : seeds.join(', ')
}

import type { Signal } from '@preact/signals'
import { withScheme, type ExperimentChoice, type ReplicationChoice, type SchemeChoice } from '../state/index.ts'
import { KpiSelect, NumberBox } from './inputs.tsx'
import { fieldAt } from './words.ts'

interface PlanFormProps {
  readonly choice: Signal<ExperimentChoice>
  /** Days of the scenario on screen. */
  readonly days: number
  readonly isRunning: boolean
}

/** Which points are run, how often, and which days of them count. */
export function PlanForm({ choice, days, isRunning }: PlanFormProps) {
  const now = choice.value
  const set = (part: Partial<ExperimentChoice>) => void (choice.value = { ...now, ...part })
  return (
    <fieldset class="experiment-plan" disabled={isRunning}>
      <legend>Points and runs</legend>
      <div class="plan-row">
        <Scheme choice={choice} set={set} />
      </div>
      <div class="plan-row">
        <Replications now={now} set={set} />
      </div>
      <div class="plan-row">
        <NumberBox label="Days of each run" value={now.days ?? days} onChange={(value) => set({ days: value })} />
        <WarmUp now={now} set={set} />
      </div>
    </fieldset>
  )
}

type Set = (part: Partial<ExperimentChoice>) => void

const schemes: Readonly<Record<SchemeChoice['kind'], string>> = {
  full: 'all combinations of the levels',
  fractional: 'a fraction of them, two levels each',
  latin: 'a Latin hypercube between the ends',
}

function Scheme({ choice, set }: { choice: Signal<ExperimentChoice>; set: Set }) {
  const { scheme } = choice.value
  const isNumber = (path: string) => fieldAt(path)?.kind === 'number'
  return (
    <>
      <label>
        Points{' '}
        <select
          value={scheme.kind}
          onChange={(event) => (choice.value = withScheme(choice.value, event.currentTarget.value as SchemeChoice['kind'], isNumber))}
        >
          {Object.entries(schemes).map(([kind, words]) => (
            <option key={kind} value={kind}>
              {words}
            </option>
          ))}
        </select>
      </label>
      {scheme.kind === 'fractional' && (
        <label>
          of resolution{' '}
          <select
            value={String(scheme.resolution ?? '')}
            title="Factors in the shortest product that is always the same: at 3 a main effect may be a pair of others."
            onChange={(event) => set({ scheme: { ...scheme, resolution: Number(event.currentTarget.value), generators: {} } })}
          >
            {scheme.resolution === null && <option value="">as its generators say</option>}
            {[3, 4, 5].map((value) => (
              <option key={value}>{value}</option>
            ))}
          </select>
        </label>
      )}
      {scheme.kind === 'latin' && (
        <>
          <NumberBox label="of" unit="points" value={scheme.points} onChange={(points) => set({ scheme: { ...scheme, points } })} />
          <NumberBox label="drawn by seed" value={scheme.seed} onChange={(seed) => set({ scheme: { ...scheme, seed } })} />
        </>
      )}
    </>
  )
}

const rules: Readonly<Record<ReplicationChoice['kind'], ReplicationChoice>> = {
  sequential: { kind: 'sequential', least: 5, most: 40, shareOfMean: 0.01 },
  fixed: { kind: 'fixed', n: 5 },
}

function Replications({ now: { replications, kpi }, set }: { now: ExperimentChoice; set: Set }) {
  return (
    <>
      <label>
        Replications{' '}
        <select
          value={replications.kind}
          onChange={(event) => set({ replications: rules[event.currentTarget.value as ReplicationChoice['kind']] })}
        >
          <option value="sequential">until one figure is known</option>
          <option value="fixed">a fixed number</option>
        </select>
      </label>
      {replications.kind === 'fixed' ? (
        <NumberBox label="of each point" value={replications.n} onChange={(n) => set({ replications: { ...replications, n } })} />
      ) : (
        <>
          <KpiSelect label="namely" value={kpi} onChoose={(id) => set({ kpi: id })} />
          <NumberBox
            label="to ±"
            unit="% of its mean,"
            factor={100}
            value={replications.shareOfMean}
            onChange={(shareOfMean) => set({ replications: { ...replications, shareOfMean } })}
          />
          <NumberBox label="at least" value={replications.least} onChange={(least) => set({ replications: { ...replications, least } })} />
          <NumberBox label="at most" value={replications.most} onChange={(most) => set({ replications: { ...replications, most } })} />
        </>
      )}
    </>
  )
}

function WarmUp({ now: { warmUp }, set }: { now: ExperimentChoice; set: Set }) {
  return (
    <>
      <label>
        Warm-up{' '}
        <select
          value={warmUp === 'auto' ? 'auto' : 'days'}
          title="Days at the start that are not yet typical and take no part in the figures."
          onChange={(event) => set({ warmUp: event.currentTarget.value === 'auto' ? 'auto' : 0 })}
        >
          <option value="auto">found in a pilot of the base</option>
          <option value="days">stated</option>
        </select>
      </label>
      {warmUp !== 'auto' && (
        <NumberBox label="leave out the first" unit="days" value={warmUp} onChange={(value) => set({ warmUp: value })} />
      )}
    </>
  )
}

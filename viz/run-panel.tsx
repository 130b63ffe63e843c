import type { ComponentChildren } from 'preact'
import { formatCount, formatShare } from './format.ts'
import { countOwn } from './own-words.ts'
import { ProblemList } from './problem-list.tsx'
import type { RunProgress, RunSummary } from './run-api.ts'
import { isActive, type RunState } from './state/index.ts'

const phaseTexts: Readonly<Record<RunProgress['phase'], string>> = {
  city: 'Building the city',
  world: 'Placing the fleet',
  run: 'Living the days',
  kpis: 'Counting the figures',
}

const demandTexts: Readonly<Record<RunSummary['city']['demandFrom'], string>> = {
  grid: 'population grid',
  buildings: 'buildings',
  'residential-roads': 'length of residential roads',
  'generated-density': 'generated density',
}

/** One word for the pill, and its tone. */
export function describeState(state: RunState): { readonly text: string; readonly tone: 'calm' | 'busy' | 'good' | 'warn' | 'bad' } {
  if (isActive(state)) {
    if (state.isCancelling) return { text: 'cancelling', tone: 'warn' }
    return { text: state.kind, tone: 'busy' }
  }
  if (state.kind === 'empty') return { text: 'not started', tone: 'calm' }
  if (state.kind === 'done') return { text: 'done', tone: 'good' }
  if (state.kind === 'cancelled' || state.kind === 'stopped') return { text: state.kind, tone: 'warn' }
  return { text: state.kind, tone: 'bad' }
}

/** What a screen reader hears: it changes at each tenth of the run, not with every report. */
export function announce(state: RunState): string {
  if (!isActive(state)) return state.kind === 'empty' ? '' : `Run ${describeState(state).text}`
  const { progress } = state
  if (progress === null) return 'Run starts'
  if (state.kind === 'loading') return phaseTexts[progress.phase]
  return `${phaseTexts[progress.phase]}, ${formatShare(Math.floor(progress.shareFrac * 10) / 10)}`
}

/** Said where there is no figure yet. */
export function describeAbsence(state: RunState): string {
  if (isActive(state)) return 'The key figures form here as the days are lived.'
  if (state.kind === 'empty') return 'No run yet. Press Run to let the fleet live its days.'
  return 'This run has no key figures.'
}

export function describeFigures(state: RunState): string {
  if (isActive(state) && state.progress !== null) return `Key figures so far, after ${state.progress.day} of ${state.progress.days} days`
  return state.kind === 'done' ? 'Key figures of the run' : 'Key figures of the days that were run'
}

function Row({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <div class="row">
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function ProgressRows({ progress }: { progress: RunProgress | null }) {
  const hasDays = progress !== null && (progress.phase === 'run' || progress.phase === 'kpis')
  return (
    <>
      <label class="progress">
        <span>{progress === null ? 'Starting' : phaseTexts[progress.phase]}</span>
        <progress max={1} {...(hasDays && { value: progress.shareFrac })} />
      </label>
      {hasDays && (
        <dl>
          <Row label="Day">
            {formatCount(progress.day)} of {formatCount(progress.days)}
          </Row>
          <Row label="Events">{formatCount(progress.events)}</Row>
        </dl>
      )}
    </>
  )
}

function SummaryRows({ summary }: { summary: RunSummary }) {
  const { city } = summary
  const own = countOwn(summary.own)
  return (
    <dl>
      <Row label="City">
        {city.name}
        {city.isGenerated && <span class="note"> generated, not a real place</span>}
      </Row>
      <Row label="Demand by">{demandTexts[city.demandFrom]}</Row>
      {own !== '' && <Row label="Own data">{own}</Row>}
      <Row label="Days">{formatCount(summary.days)}</Row>
      <Row label="Events">{formatCount(summary.events)}</Row>
      <Row label="Seed">{String(summary.seed)}</Row>
      <Row label="State hash">
        <code>{summary.hash}</code>
      </Row>
    </dl>
  )
}

function Trouble({ state }: { state: RunState }) {
  if (state.kind === 'stopped') return <p class="message warn">Stopped: {state.reason}</p>
  if (state.kind === 'cancelled') return <p class="message warn">Cancelled: the figures are those of the days that were run.</p>
  if (state.kind === 'failed') {
    return (
      <p class="message bad" role="alert">
        The run failed: {state.message}
      </p>
    )
  }
  return state.kind === 'refused' ? <ProblemList problems={state.problems} /> : null
}

/** Everything about the run but its figures: progress, where it happened, what went wrong. */
export function RunPanel({ scenario, role, state }: { scenario: string; role: 'base' | 'edited'; state: RunState }) {
  return (
    <section class="group run-panel" aria-label="Run">
      <h2>Run</h2>
      <dl>
        <Row label="Scenario">
          {'summary' in state ? state.summary.scenario : scenario}
          <span class="note">{role === 'base' ? 'unchanged' : 'with your changes'}</span>
        </Row>
      </dl>
      {isActive(state) && <ProgressRows progress={state.progress} />}
      {'summary' in state && <SummaryRows summary={state.summary} />}
      <Trouble state={state} />
    </section>
  )
}

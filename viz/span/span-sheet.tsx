import { useSignal } from '@preact/signals'
import type { Problem } from '../../data/columns/index.ts'
import { spanNames } from '../../scenarios/index.ts'
import { formatCount, formatQuantity } from '../format.ts'
import { ProblemList } from '../problem-list.tsx'
import { openRun } from '../runs/index.ts'
import { type SpanChoice, type SpanState, type Workbench } from '../state/index.ts'
import type { StoredRun } from '../vault/index.ts'
import { CityTable } from './city-table.tsx'
import { SpanForm } from './span-form.tsx'
import { WholeFigures } from './whole-figures.tsx'
import './span.css'

const firstChoice: SpanChoice = { source: { kind: 'library', name: spanNames[0] }, scale: 0.01, days: 30 }

/** A company in several cities, each a run of its own that is kept while it lives: run, pause, go on, and look back on any of them. */
export function SpanSheet({ bench, onClose }: { readonly bench: Workbench; readonly onClose: () => void }) {
  const { span } = bench
  const state = span.state.value
  const choice = useSignal<SpanChoice>(state?.choice ?? firstChoice)
  const problems = useSignal<readonly Problem[]>([])
  const start = async () => {
    problems.value = await span.start(choice.value)
  }
  const lookBack = async (run: StoredRun) => {
    problems.value = await openRun(bench, run)
    if (problems.value.length > 0) return
    bench.room.value = 'replay'
    onClose()
  }
  return (
    <div class="span">
      <p class="hint">
        Each city is a run of its own, on as many processors as there are to spare. While it lives its state goes to the browser’s file
        system once a month of the run: it goes on after a pause or a reload, and any day of it can be looked at afterwards.
      </p>
      <SpanForm
        choice={choice}
        state={state}
        onProblems={(found) => (problems.value = found)}
        onStart={() => void start()}
        onPause={span.pause}
      />
      {problems.value.length > 0 && <ProblemList problems={problems.value} />}
      {state !== null && state.problems.length > 0 && <ProblemList problems={state.problems} />}
      {state !== null && <Progress state={state} />}
      {state !== null && state.whole !== null && <WholeFigures whole={state.whole} state={state} />}
      {state !== null && <CityTable cities={state.cities} days={state.plan.days} onLookBack={(run) => void lookBack(run)} />}
    </div>
  )
}

function Progress({ state: { cities, plan, isRunning, leftMs, whole } }: { state: SpanState }) {
  const done = cities.filter(({ kind }) => kind === 'done').length
  const lived = cities.reduce((sum, { day }) => sum + day, 0)
  const left = leftMs === null ? null : formatQuantity(Math.ceil(leftMs / 1000) * 1000, 'ms')
  const stands = isRunning ? (left === null ? 'under way' : `about ${left.number} ${left.unit} left`) : whole === null ? 'paused' : 'done'
  return (
    <label class="span-progress" data-span={isRunning ? 'running' : whole === null ? 'paused' : 'done'}>
      <span role="status">
        {plan.name}: {formatCount(done)} of {formatCount(cities.length)} cities, {stands}
      </span>
      <progress max={cities.length * plan.days} value={lived} />
    </label>
  )
}

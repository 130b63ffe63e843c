import { useSignal } from '@preact/signals'
import { formatCount } from '../format.ts'
import { calendarOf, formatMoment } from '../replay/index.ts'
import { runOnScreen, type FuturesState, type Workbench } from '../state/index.ts'
import type { StoredRun } from '../vault/index.ts'
import { FanTable } from './fan-table.tsx'
import './futures.css'

const daysAhead = [7, 14, 30, 60, 90] as const
const counts = [10, 20, 50] as const

/** Where the key figures of the days after the clock's will lie: the run goes on from there many times, each time with other luck. */
export function FuturesSheet({ bench }: { bench: Workbench }) {
  const days = useSignal(30)
  const count = useSignal(20)
  const run = runOnScreen(bench)
  const scene = bench.runs.scene.value
  if (run === null || scene === null)
    return <p class="hint">Futures begin in a run that has ended: let the one on screen come to its end first.</p>
  const state = bench.futures.state.value?.run === run.id ? bench.futures.state.value : null
  const say = (timeMs: number) => formatMoment(calendarOf(scene), timeMs).replace(/ \d\d:\d\d$/, '')
  const lastDay = run.summary.days - 1
  const dayOf = (timeMs: number) => scene.dayStartMs.findLastIndex((startMs) => startMs <= timeMs)
  const day = Math.min(lastDay, Math.max(0, dayOf(bench.clock.timeMs.value)))
  return (
    <div class="futures">
      <p class="hint">
        Each future begins with the state of one morning and then meets luck of its own: other use, absences, faults and changes of
        contract. The city, the customers, the packs and the weather stay.
      </p>
      <div class="futures-form">
        <span>
          From the morning of <b>{say(scene.dayStartMs[day])}</b>, where the clock is,
        </span>
        <Choice label="the next" values={daysAhead} value={days.value} unit="days" onChoose={(value) => (days.value = value)} />
        <Choice label="in" values={counts} value={count.value} unit="futures" onChoose={(value) => (count.value = value)} />
        {state?.isRunning === true ? (
          <button type="button" onClick={bench.futures.cancel}>
            Stop
          </button>
        ) : (
          <button type="button" class="go" onClick={() => void bench.futures.start(run, scene.dayStartMs[day], days.value, count.value)}>
            Look ahead
          </button>
        )}
      </div>
      {state !== null && <Found state={state} run={run} say={(at) => say(scene.dayStartMs[at])} />}
    </div>
  )
}

interface ChoiceProps {
  readonly label: string
  readonly values: readonly number[]
  readonly value: number
  readonly unit: string
  readonly onChoose: (value: number) => void
}

function Choice({ label, values, value, unit, onChoose }: ChoiceProps) {
  return (
    <label>
      {label}{' '}
      <select value={String(value)} onChange={(event) => onChoose(Number(event.currentTarget.value))}>
        {values.map((one) => (
          <option key={one} value={String(one)}>
            {one}
          </option>
        ))}
      </select>{' '}
      {unit}
    </label>
  )
}

function Found({ state, run, say }: { state: FuturesState; run: StoredRun; say: (day: number) => string }) {
  const { fromDay, toDay, wanted, futures, same, failure, isRunning } = state
  return (
    <>
      <div role="status">
        <p>
          {isRunning && futures.length === 0
            ? 'The first futures are under way …'
            : `${formatCount(futures.length)} of ${formatCount(wanted)} futures from ${say(fromDay)} to the end of ${say(toDay - 1)}`}
        </p>
        {isRunning && <progress aria-label="Futures" max={wanted} value={futures.length} />}
      </div>
      {failure !== '' && <p class="message warn">{failure}</p>}
      {futures.length > 1 && <FanTable kpis={run.summary.kpis} futures={futures} same={same} />}
    </>
  )
}

import { useSignal } from '@preact/signals'
import type { Problem } from '../../data/columns/index.ts'
import { zones } from '../../scenarios/index.ts'
import { FileDoor } from '../file-door.tsx'
import { formatCount, formatShare } from '../format.ts'
import { ProblemList } from '../problem-list.tsx'
import type { Workbench } from '../state/index.ts'
import type { LiveStore } from './live-store.ts'

const dayMs = 86_400_000
const emittedEveryMs = 1_800_000

/** Where a file comes from, and how it is read. */
export function EmptyView({ store, bench }: { store: LiveStore; bench: Workbench }) {
  const { value: state } = store.state
  const emitProblems = useSignal<readonly Problem[]>([])
  const problems = [...(state.kind === 'empty' ? state.problems : []), ...emitProblems.value]
  return (
    <div class="live-empty">
      <h1>Live: what the real batteries say</h1>
      <p>
        A file of readings plays as if they arrived now. Beside each measured charge stands a predicted one; silence, temperature and
        divergence raise alarms; from any moment you can fork a what-if.
      </p>
      {state.kind === 'reading' ? (
        <Reading store={store} />
      ) : (
        <div class="live-doors">
          <TelemetryDoor store={store} />
          <RunDoor store={store} bench={bench} onProblems={(found) => (emitProblems.value = found)} />
        </div>
      )}
      {problems.length > 0 && <ProblemList problems={problems} />}
    </div>
  )
}

function TelemetryDoor({ store }: { store: LiveStore }) {
  return (
    <section aria-label="A file">
      <h2>A file of telemetry</h2>
      <p class="hint">
        CSV with a header line and one reading a line. It needs a column <code>battery</code> (or vehicle_id, serial, trip_id) and one{' '}
        <code>time</code>; of use are soc_pct or soc_frac, battery_temp_c, power_w, soh_pct, lat and lon. Comma, semicolon or tab; decimal
        point or comma.
      </p>
      <ReadingOptions store={store} />
      <FileDoor
        words="Choose a file"
        label="Telemetry file"
        accept=".csv,.txt,.tsv"
        isMain
        onFiles={([file]) => void store.open(file, file.name)}
      />
    </section>
  )
}

interface RunDoorProps {
  readonly store: LiveStore
  readonly bench: Workbench
  readonly onProblems: (problems: readonly Problem[]) => void
}

function RunDoor({ store, bench, onProblems }: RunDoorProps) {
  const isEmitting = useSignal(false)
  const hasDay = bench.runs.livedMs.value >= dayMs
  const emit = async () => {
    isEmitting.value = true
    onProblems([])
    const remedy = 'Load the page again and run the scenario once more.'
    const found = await emitDay(store, bench).catch((error: unknown) => [describe(String(error), remedy)])
    isEmitting.value = false
    onProblems(found)
  }
  return (
    <section aria-label="The run at hand">
      <h2>No file at hand?</h2>
      <p class="hint">
        The run in Plan can report as its batteries’ terminals would: one day, a reading every half hour, with noise of one point of charge,
        a hundredth of them late. On the command line: <code>npx voltwin run baseline --days 2 --emit-telemetry readings.csv</code>
      </p>
      <button type="button" disabled={isEmitting.value || !hasDay} onClick={() => void emit()}>
        {isEmitting.value ? 'The terminals report …' : 'Telemetry of the run at hand'}
      </button>
      {!hasDay && <p class="hint">The run has not lived its first day yet.</p>}
    </section>
  )
}

/** The day that the page's clock is in, or the last one that was lived. */
async function emitDay(store: LiveStore, bench: Workbench): Promise<readonly Problem[]> {
  const lastDay = Math.floor(bench.runs.livedMs.peek() / dayMs) - 1
  const day = Math.max(0, Math.min(lastDay, Math.floor(bench.clock.timeMs.peek() / dayMs)))
  const file = await bench.api.emitTelemetry(day * dayMs, (day + 1) * dayMs, emittedEveryMs)
  if (file === null) return [describe(`day ${day}`, 'This day has not been lived yet: wait until the run has come so far.')]
  store.options.value = { ...store.options.peek(), zone: zoneOf(bench), isAligned: false }
  await store.open(file, `${bench.scenario.base.peek().spec.name}-day-${day}.csv`)
  return []
}

function zoneOf(bench: Workbench): string {
  const zone = bench.scenario.base.peek().file['timeZone']
  return typeof zone === 'string' && zones.has(zone) ? zone : 'UTC'
}

function describe(value: string, remedy: string): Problem {
  return { code: 'no-telemetry', place: 'The run at hand', value, remedy }
}

function Reading({ store }: { store: LiveStore }) {
  const { value: state } = store.state
  if (state.kind !== 'reading') return null
  const share = state.progress?.shareFrac ?? 0
  return (
    <div class="live-reading" role="status">
      <p>
        Reading {state.name}: {formatShare(share)}, {formatCount(state.progress?.rows ?? 0)} readings
      </p>
      <progress max={1} value={share} aria-label="Share of the file that is read" />
      <button type="button" onClick={store.close}>
        Cancel
      </button>
    </div>
  )
}

function ReadingOptions({ store }: { store: LiveStore }) {
  const options = store.options.value
  return (
    <div class="live-options">
      <label>
        <span>Times without a zone are those of</span>
        <select value={options.zone} onChange={(event) => (store.options.value = { ...options, zone: event.currentTarget.value })}>
          {[...zones.keys()].toSorted().map((zone) => (
            <option key={zone}>{zone}</option>
          ))}
        </select>
      </label>
      <label>
        <input
          type="checkbox"
          checked={options.isAligned}
          onChange={(event) => (store.options.value = { ...options, isAligned: event.currentTarget.checked })}
        />
        All batteries begin together (for trips of many days, one battery each)
      </label>
    </div>
  )
}

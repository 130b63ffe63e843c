import { useSignal } from '@preact/signals'
import type { Problem } from '../../data/columns/index.ts'
import { formatCount } from '../format.ts'
import { ProblemList } from '../problem-list.tsx'
import type { Workbench } from '../state/index.ts'
import { batteriesOf } from '../fleet-shelf.ts'
import { planFork, type Fork } from './fork.ts'
import type { LiveStore } from './live-store.ts'
import type { LiveApi } from './live-types.ts'
import { saveFile } from '../save-file.ts'

interface ForkProps {
  readonly store: LiveStore
  readonly api: LiveApi
  readonly bench: Workbench
  readonly zone: string
}

/** What if from now: the measured fleet becomes the start of a scenario in Plan. */
export function ForkPanel(props: ForkProps) {
  const { store, bench } = props
  const { spec } = bench.scenario.base.value
  const like = useSignal(nearestSegment(spec, store.settings.value.ratedEnergyWh))
  const { isBusy, problems, note, fork, save } = useFork(props, () => like.peek())
  return (
    <section class="group" aria-label="What if from now">
      <h2>What if from now</h2>
      <p class="hint">
        The measured charge and health become the start of a scenario, at midnight of this day. It opens in Plan as it goes on; what you
        change there is compared with that.
      </p>
      <label class="live-like">
        <span>Unknown batteries are like</span>
        <select value={like.value} onChange={(event) => (like.value = event.currentTarget.value)}>
          {spec.segments.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <div class="edit-row">
        <button type="button" class="go" disabled={isBusy.value} onClick={() => void fork()}>
          What if from now
        </button>
        <button type="button" disabled={isBusy.value} onClick={() => void save()}>
          Save as a scenario
        </button>
      </div>
      {note.value !== '' && (
        <p class="hint" role="status">
          {note.value}
        </p>
      )}
      {problems.value.length > 0 && <ProblemList problems={problems.value} />}
    </section>
  )
}

/** The two ways out of the room with a fleet: into Plan, and into a file. */
function useFork(props: ForkProps, likeSegment: () => string) {
  const { bench } = props
  const problems = useSignal<readonly Problem[]>([])
  const note = useSignal('')
  const isBusy = useSignal(false)
  const act = async (use: (fork: Fork) => void | Promise<void>) => {
    isBusy.value = true
    problems.value = []
    try {
      const made = await forkNow(props, likeSegment())
      if (made === null) problems.value = [nothingKnown]
      else await use(made)
    } catch (error) {
      problems.value = [{ code: 'fork-failed', place: 'What if from now', value: String(error), remedy: 'Try it again at another moment.' }]
    } finally {
      isBusy.value = false
    }
  }
  const fork = () =>
    act(async (made) => {
      await bench.api.keepFleet(made.fleet)
      const found = bench.scenario.open({ kind: 'file', name: `${made.name}.json`, text: made.text, fleet: made.fleet.hash })
      if (found.length > 0) problems.value = found
      else bench.room.value = 'plan'
    })
  const save = () =>
    act((made) => {
      saveFile(new Blob([JSON.stringify(withBatteries(made), null, 1)], { type: 'application/json' }), `${made.name}.json`)
      note.value = `Saved with ${formatCount(made.fleet.names.length)} batteries; it runs on the command line too.`
    })
  return { isBusy, problems, note, fork, save }
}

const nothingKnown: Problem = {
  code: 'no-charge-known',
  place: 'What if from now',
  value: '',
  remedy: 'No battery’s charge has been measured yet: let the clock go on first, or choose a file that has it.',
}

/** The fleet at the moment on screen as a scenario; `null` where no charge is known. A forecast starts from what was heard. */
async function forkNow({ store, api, bench, zone }: ForkProps, likeSegment: string): Promise<Fork | null> {
  const state = await api.fleetAt(Math.min(store.atMs.peek(), store.headMs.peek()))
  if (state === null || state.names.length === 0) return null
  return planFork({
    state,
    hash: await api.hashAt(state.atMs),
    draft: bench.scenario.draft.peek(),
    base: bench.scenario.base.peek(),
    startDate: dateText(zone, state.atMs),
    likeSegment,
    ratedEnergyWh: store.settings.peek().ratedEnergyWh,
  })
}

function withBatteries({ text, fleet }: Fork): object {
  const file = JSON.parse(text) as Record<string, unknown>
  return { ...file, fleet: { ...(file['fleet'] as object), batteries: batteriesOf(fleet) } }
}

/** The segment whose batteries are nearest in size. */
function nearestSegment({ segments, products }: Workbench['scenario']['base']['value']['spec'], ratedEnergyWh: number): string {
  const sizeOf = (id: string) => products.find((product) => product.id === id)?.ratedEnergyWh ?? Infinity
  const far = (size: number) => Math.abs(Math.log(size / ratedEnergyWh))
  return segments.reduce((best, segment) => (far(sizeOf(segment.product)) < far(sizeOf(best.product)) ? segment : best)).id
}

/** `2023-10-12` by the wall clock of a zone. */
function dateText(zone: string, ms: number): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(ms)
}

import { useSignal } from '@preact/signals'
import { useEffect, useId } from 'preact/hooks'
import { judgeForFleet, parseModel } from '../../ml/index.ts'
import type { Coverage, SavedModel } from '../../ml/index.ts'
import { formatCount, formatQuantity, formatShare } from '../format.ts'
import type { Workbench } from '../state/index.ts'
import type { KeptModel } from '../vault/index.ts'
import type { LearnStore, ModelStory } from './learn-store.ts'
import { sayFeature, sayFound } from './words.ts'

const modelPath = 'rules.replacement.model'
const daysPath = 'rules.replacement.belowDays'

interface CardProps {
  readonly bench: Workbench
  readonly store: LearnStore
  readonly model: KeptModel
  readonly story: ModelStory | null
}

/** Puts a model into the scenario, or says why it cannot decide there. */
export function PolicyCard({ bench, store, model, story }: CardProps) {
  const saved = parseModel(model.text).value
  const reasons = saved === null ? [] : judgeForFleet(saved)
  return (
    <div class="card learn-verdict">
      <h3>As the replacement policy of a run</h3>
      {saved === null || reasons.length > 0 ? (
        <>
          <p class="big">It cannot decide in a run</p>
          {reasons.map(({ code, value, remedy }) => (
            <p key={code}>
              {code === 'unknown-features' ? sayUnmeasured(saved, value) : `It answers in “${value}”.`} {remedy}
            </p>
          ))}
          <button type="button" class="go" disabled>
            Use as replacement policy
          </button>
        </>
      ) : (
        <Usable bench={bench} store={store} model={model} story={story} saved={saved} />
      )}
    </div>
  )
}

/** One example is enough: the list of names would say less. */
function sayUnmeasured(saved: SavedModel | null, names: string): string {
  const feature = saved?.net.features.find(({ name }) => names.split(', ').includes(name))
  return feature === undefined ? '' : `It asks for “${sayFeature(feature)}”.`
}

function Usable({ bench: { scenario, room, runs }, store, model, story, saved }: CardProps & { saved: SavedModel }) {
  const id = useId()
  const typed = useSignal<string | null>(null)
  const days = typed.value === null ? Number(scenario.valueAt(daysPath) ?? 14) : Number(typed.value.replace(',', '.'))
  const isGood = days >= 0 && days <= 3650 && typed.value?.trim() !== ''
  const isUsed = scenario.valueAt(modelPath) === model.hash
  const use = () => {
    scenario.setAll({ [modelPath]: model.hash, [daysPath]: days })
    room.value = 'plan'
  }
  return (
    <>
      <p class={`big ${isUsed ? 'good' : ''}`}>{isUsed ? 'It decides in the scenario' : 'It can decide in runs'}</p>
      <p>
        A battery is replaced when the model says that fewer than{' '}
        <input
          id={id}
          type="text"
          inputMode="decimal"
          size={4}
          autocomplete="off"
          aria-label="Days left below which a battery is replaced"
          aria-invalid={!isGood}
          value={typed.value ?? String(days)}
          onInput={(event) => (typed.value = event.currentTarget.value)}
        />{' '}
        days are left, and at the latest at its limit. Faults and contracts are decided as before.
      </p>
      {!isGood && (
        <p class="field-problem" role="alert">
          Write a number of days from 0 to 3650.
        </p>
      )}
      {isGood && story !== null && <p class="hint">{sayFound(story.report.judgement, saved.net.target, days)}</p>}
      <Assumption saved={saved} />
      {story !== null && story.report.ranges.length > 0 && (
        <CoverageNote store={store} story={story} saved={saved} run={runs.state.value.kind === 'done' ? runs.state.value.summary.run : 0} />
      )}
      <div class="edit-row">
        <button type="button" class="go" disabled={!isGood || (isUsed && scenario.valueAt(daysPath) === days)} onClick={use}>
          Use as replacement policy
        </button>
        {isUsed && (
          <button type="button" onClick={() => scenario.set(modelPath, '')}>
            Take it out of the scenario
          </button>
        )}
      </div>
    </>
  )
}

/** Cycles of a laboratory become days of a fleet: by what, is said. */
function Assumption({ saved: { net } }: { saved: SavedModel }) {
  if (net.target.unit !== 'cycles') return null
  return (
    <p class="hint">
      It answers in equivalent full cycles. A battery’s cycles become days by its own use: its equivalent full cycles so far, by the days
      since its purchase. That assumes that it goes on as it was used, and that it wears per cycle as the cells did, although they stood
      still for less time.
    </p>
  )
}

/** What a feature means, as the model says. */
function sayName({ net }: SavedModel, wanted: string): string {
  const feature = net.features.find(({ name }) => name === wanted)
  return feature === undefined ? wanted : sayFeature(feature)
}

function CoverageNote({ store, story, saved, run }: { store: LearnStore; story: ModelStory; saved: SavedModel; run: number }) {
  const coverage = useSignal<Coverage | null>(null)
  useEffect(() => {
    let isWanted = true
    coverage.value = null
    if (run > 0) void store.cover(story).then((found) => isWanted && (coverage.value = found))
    return () => void (isWanted = false)
  }, [story, run])
  const found = coverage.value
  if (found === null || !(found.rows > 0))
    return <p class="hint">How far the fleet lies within what it has seen is said once a run has ended.</p>
  const beyond = found.byFeature
    .filter(({ insideFrac }) => insideFrac < 0.9)
    .map(({ name, insideFrac }) => `${sayName(saved, name)} ${formatShare(insideFrac)}`)
  const [low, middle, high] = found.cyclesPerDay.map((cycles) => formatQuantity(cycles, '').number)
  return (
    <p class={found.insideFrac < 0.5 ? 'message warn' : 'hint'}>
      In the run at hand {formatShare(found.insideFrac)} of {formatCount(found.rows)} battery weeks lie within what the model has seen
      {beyond.length > 0 && ` (inside: ${beyond.join(', ')})`}; beyond it the net guesses. The batteries do {middle} equivalent full cycles
      a day (a tenth fewer than {low}, a tenth more than {high}).
    </p>
  )
}

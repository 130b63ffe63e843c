import { formatCount } from '../format.ts'
import { ProblemList } from '../problem-list.tsx'
import type { LearnStore, TrainState } from './learn-store.ts'
import { LossPlot } from './loss-plot.tsx'
import { sayLeft } from './words.ts'

/** Train, pause, go on, stop; how far it is, and the losses as they fall. */
export function TrainingView({ store }: { store: LearnStore }) {
  const state = store.state.value
  const epochs = store.settings.value?.value.value.epochs ?? 0
  const isActive = state.kind === 'starting' || state.kind === 'training'
  const curve = store.curve.value
  const done = curve.training.length
  const canTrain = store.source.value !== null && store.reading.value === '' && store.settingProblems.value.length === 0
  return (
    <section aria-label="Training">
      <h2>Training</h2>
      <div class="edit-row learn-controls">
        {/* One button in all states, so that the focus stays where it was. */}
        <button
          type="button"
          class={isActive ? '' : 'go'}
          disabled={!isActive && !canTrain}
          aria-disabled={state.kind === 'starting'}
          onClick={() => (isActive ? store.togglePause() : void store.train())}
        >
          {nameButton(state, done)}
        </button>
        {isActive && (
          <button type="button" onClick={store.stop}>
            Stop
          </button>
        )}
        <span class="hint">{isActive && done > 0 && `Epoch ${formatCount(done)} of ${formatCount(epochs)}${sayRest(store)}`}</span>
      </div>
      {isActive && <progress aria-label="Epochs done" max={Math.max(1, epochs)} {...(state.kind === 'training' && { value: done })} />}
      <p role="status" class="learn-status">
        {describe(store)}
      </p>
      {state.kind === 'failed' && (
        <p class="message bad" role="alert">
          Training failed: {state.message}. Nothing else was lost: train again.
        </p>
      )}
      {state.kind === 'refused' && <ProblemList problems={state.problems} />}
      {done > 0 && <LossPlot curve={curve} epochs={isActive ? epochs : done} />}
    </section>
  )
}

function nameButton(state: TrainState, done: number): string {
  if (state.kind === 'training') return state.isPaused ? 'Go on' : 'Pause'
  if (state.kind === 'starting') return 'Pause'
  return done === 0 ? 'Train' : 'Train again'
}

function sayRest({ state }: LearnStore): string {
  const { value } = state
  if (value.kind !== 'training') return ''
  return value.isPaused ? ', paused' : `, ${sayLeft(value.leftMs)} left`
}

/** Changes only when the state does, so that a screen reader is not flooded. */
function describe({ state, source, settingProblems }: LearnStore): string {
  const { value } = state
  if (value.kind === 'starting') return 'Opening TensorFlow.js …'
  if (value.kind === 'training')
    return value.isPaused ? 'Paused. Go on, or stop and keep the best so far.' : 'Training. Space pauses; Stop keeps the best so far.'
  if (value.kind === 'done') return value.isWhole ? 'Trained.' : 'Stopped: the best so far is kept.'
  if (value.kind === 'stopped') return 'Stopped before the first epoch ended: there is no model.'
  if (source.value === null) return 'Choose data first: the run at hand, or files of cells.'
  return settingProblems.value.length > 0 ? 'A setting has a problem: mend it, then train.' : ''
}

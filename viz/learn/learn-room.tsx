import { useEffect, useLayoutEffect } from 'preact/hooks'
import type { Workbench } from '../state/index.ts'
import { openLearnClient } from './learn-client.ts'
import { createLearnStore, type LearnStore } from './learn-store.ts'
import { ModelTable } from './model-table.tsx'
import { ResultView } from './result-view.tsx'
import { SettingsForm } from './settings-form.tsx'
import { SourceView } from './source-view.tsx'
import { TrainingView } from './training-view.tsx'
import './learn.css'

/** What was read and learned outlives the room: one store for each page. */
const stores = new WeakMap<Workbench, LearnStore>()

function storeOf(bench: Workbench): LearnStore {
  const known = stores.get(bench)
  if (known !== undefined) return known
  const store = createLearnStore(bench, openLearnClient())
  stores.set(bench, store)
  return store
}

/** Learn: a small net predicts how long a battery has left, beside two simple baselines, and can become the policy of a run. */
export function LearnRoom({ bench }: { bench: Workbench }) {
  const store = storeOf(bench)
  useFiles(bench, store)
  usePauseKey(store)
  const isBusy = store.reading.value !== '' || ['starting', 'training'].includes(store.state.value.kind)
  return (
    <main class="room learn" aria-busy={isBusy}>
      <div class="learn-work">
        <Head />
        <SourceView bench={bench} store={store} />
        <TrainingView store={store} />
        <ResultView bench={bench} store={store} />
        <ModelTable bench={bench} store={store} />
      </div>
      <SettingsForm store={store} />
    </main>
  )
}

function Head() {
  return (
    <header class="learn-head">
      <h2>Learn</h2>
      <p>
        How long will a battery last until it has to be replaced? A small net learns it from what batteries have lived through, is judged
        beside two simple predictors, and can decide in a run when batteries are replaced.
      </p>
      <details>
        <summary>What is learned, from what, and how to judge it</summary>
        <ul class="learn-help">
          <li>
            <b>From the run at hand:</b> the days that each battery had left to its replacement limit, known for those that wore out in the
            run. Of all others only is known that they lasted at least to its end; the net is corrected by them only where it says less.
          </li>
          <li>
            <b>From real cells:</b> tables of a laboratory. Capacity by cycle gives points along each cell’s life with the same figures that
            a fleet measures; Severson’s tables give one row a cell from its first hundred cycles.
          </li>
          <li>
            <b>Fair judgement:</b> cells are split, never rows. The net and its scalers see training cells only, validation cells choose the
            epoch whose weights are kept, and the errors that count are those of the test cells.
          </li>
          <li>
            <b>Beside it:</b> a straight line extends each battery’s own loss; the one-feature line is a least-squares fit on the one figure
            that explains most. A net that does not beat them is not worth its trouble, and this page says so.
          </li>
          <li>
            <b>Same luck:</b> the same data, settings and seed give the same weights, bit by bit. A run asks the net by our own arithmetic,
            so it decides the same on every machine.
          </li>
        </ul>
      </details>
    </header>
  )
}

/** Files that are dropped while the room is open are tables and models. */
function useFiles({ fileTaker }: Workbench, store: LearnStore): void {
  useEffect(() => {
    fileTaker.value = {
      words: 'Drop tables of cells, or a model',
      command: 'Open tables of cells or a model file',
      accept: '.csv,.gz,.tsv,.txt,.json',
      take: (files) => void store.takeFiles(files),
    }
    return () => void (fileTaker.value = null)
  }, [store])
}

/** Space pauses the training and goes on; keys of fields and buttons stay theirs. */
function usePauseKey(store: LearnStore): void {
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : null
      const isTaken = event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey
      if (isTaken || event.key !== ' ' || store.state.peek().kind !== 'training') return
      if ((target?.closest('input, select, textarea, button, summary, dialog') ?? null) !== null) return
      event.preventDefault()
      store.togglePause()
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [store])
}

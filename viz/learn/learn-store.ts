import { effect, signal, type ReadonlySignal, type Signal } from '@preact/signals'
import type { Problem } from '../../data/columns/index.ts'
import type { Coverage, TableMapping } from '../../ml/index.ts'
import type { History, Workbench } from '../state/index.ts'
import { readKept, settingsFor, writeKept } from './kept-settings.ts'
import type { KeptModel } from '../vault/index.ts'
import type { LearnClient } from './learn-client.ts'
import type { LearnReport, LearnSource, TableColumns } from './learn-types.ts'
import type { LossCurve } from './loss-curve.ts'
import type { LearnSettings } from './settings.ts'
import { createSource } from './source-store.ts'
import { createTraining } from './training-store.ts'

/** Where a training stands. Whatever it left, the last finished model stays on screen. */
export type TrainState =
  | { readonly kind: 'idle' }
  /** TensorFlow.js is being loaded, no epoch has ended. */
  | { readonly kind: 'starting' }
  | { readonly kind: 'training'; readonly isPaused: boolean; readonly leftMs: number }
  | { readonly kind: 'done'; readonly isWhole: boolean }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] }
  | { readonly kind: 'failed'; readonly message: string }

/** What is kept beside a model in the list. */
export interface ModelStory {
  readonly report: LearnReport
  readonly curve: LossCurve
}

export interface LearnStore {
  /** Name of what is being read; empty when nothing is. */
  readonly reading: ReadonlySignal<string>
  readonly source: ReadonlySignal<LearnSource | null>
  readonly columns: ReadonlySignal<TableColumns | null>
  /** Of the last reading, and of files that could not be taken. */
  readonly problems: ReadonlySignal<readonly Problem[]>
  /** Whether the last reading gave nothing to learn from: what is at hand is of an earlier one. */
  readonly hasFailed: ReadonlySignal<boolean>
  readonly limitSohFrac: ReadonlySignal<number>
  /** With a past of its own; of another source another one. `null` while there is no source. */
  readonly settings: ReadonlySignal<History<LearnSettings> | null>
  readonly settingProblems: ReadonlySignal<readonly Problem[]>
  readonly state: ReadonlySignal<TrainState>
  readonly curve: ReadonlySignal<LossCurve>
  /** Hash of the model whose result is shown; empty for none. */
  readonly shown: Signal<string>
  readonly takeRun: () => Promise<void>
  /** Tables of cells, and model files (.json). */
  readonly takeFiles: (files: readonly File[]) => Promise<void>
  readonly map: (mapping: TableMapping) => Promise<void>
  readonly setLimit: (sohFrac: number) => Promise<void>
  readonly train: () => Promise<void>
  readonly togglePause: () => void
  readonly stop: () => void
  /** Judges a model that came as a file on the data at hand, and keeps what came out beside it. */
  readonly judge: (model: KeptModel) => Promise<void>
  /** How much of the run at hand lies inside what a model has seen; `null` where either is not there. */
  readonly cover: (story: ModelStory) => Promise<Coverage | null>
}

/** Learning of one page, over its run and its list of models. */
export function createLearnStore(bench: Workbench, client: LearnClient): LearnStore {
  const kept = signal(readKept())
  const shown = signal(kept.peek().shown)
  const source = createSource(
    bench,
    client,
    (found) => settingsFor(found, kept.peek()),
    (hash) => (shown.value = hash),
  )
  const training = createTraining(bench, client, source, shown)
  effect(() => {
    const found = source.source.value
    const settings = found && source.settings.value?.value.value
    kept.value = {
      settings: { ...kept.peek().settings, ...(found && settings && { [found.kind]: settings }) },
      shown: shown.value,
    }
    writeKept(kept.peek())
  })
  return { ...source, ...training, shown }
}

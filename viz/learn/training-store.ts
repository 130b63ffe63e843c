import { batch, signal, type Signal } from '@preact/signals'
import type { ModelList, Workbench } from '../state/index.ts'
import type { KeptModel } from '../vault/index.ts'
import type { LearnClient } from './learn-client.ts'
import type { LearnStore, ModelStory, TrainState } from './learn-store.ts'
import type { Trained } from './learn-types.ts'
import { addLosses, noLosses, thinCurve, type LossCurve } from './loss-curve.ts'
import type { SourcePart } from './source-store.ts'

export type TrainingPart = Pick<LearnStore, 'state' | 'curve' | 'train' | 'togglePause' | 'stop' | 'judge' | 'cover'>

/** Training of one page: what it left stays on screen until the next one. */
export function createTraining(
  { api: runApi, modelList }: Workbench,
  client: LearnClient,
  source: SourcePart,
  shown: Signal<string>,
): TrainingPart {
  const state = signal<TrainState>({ kind: 'idle' })
  const curve = signal<LossCurve>(noLosses)
  let turn = 0

  const isActive = () => ['starting', 'training'].includes(state.peek().kind)
  return {
    state,
    curve,
    train: async () => {
      const settings = source.settings.peek()?.value.peek()
      if (isActive() || settings === undefined) return
      const own = ++turn
      state.value = { kind: 'starting' }
      curve.value = noLosses
      const isThere = await source.ensure()
      if (!isThere) {
        state.value = { kind: 'failed', message: 'the data are not there any more: choose them again' }
        return
      }
      const outcome = await client.api.train(settings, (progress) => {
        const current = state.peek()
        // Reports come by a way of their own and may arrive after the outcome.
        if (own !== turn || !isActive()) return
        batch(() => {
          curve.value = addLosses(curve.peek(), progress)
          state.value = { kind: 'training', isPaused: current.kind === 'training' && current.isPaused, leftMs: progress.leftMs }
        })
      })
      if (own !== turn) return
      if (outcome.kind !== 'trained') {
        state.value = outcome
        return
      }
      await keepTrained(modelList, outcome.trained, curve.peek())
      batch(() => {
        shown.value = outcome.trained.hash
        state.value = { kind: 'done', isWhole: outcome.trained.isWhole }
      })
    },
    togglePause: () => {
      const current = state.peek()
      if (current.kind !== 'training') return
      if (current.isPaused) client.api.goOn()
      else client.api.pause()
      state.value = { ...current, isPaused: !current.isPaused }
    },
    stop: () => {
      if (isActive()) client.api.stop()
    },
    judge: (model) => judgeFile(modelList, client, source, model),
    cover: async ({ report }) => {
      const record = await runApi.fleetRecord()
      return record === null || record.rows === 0 ? null : client.api.cover(report.ranges, record)
    },
  }
}

/** The story of a model from elsewhere is how it did here. What it cannot be judged on is a problem of the data. */
async function judgeFile(list: ModelList, client: LearnClient, source: SourcePart, model: KeptModel): Promise<void> {
  const [found, settings] = [source.source.peek(), source.settings.peek()?.value.peek()]
  if (found === null || settings === undefined || !(await source.ensure())) return
  const { value, problems } = await client.api.judge(model.text, settings)
  source.problems.value = problems
  if (value === null) return
  const report = { source: found, settings, epochs: 0, bestEpoch: 0, judgement: value, ranges: [] }
  await list.keep({ ...model, report: { report, curve: noLosses } satisfies ModelStory })
}

function keepTrained(list: ModelList, { hash, name, text, report }: Trained, curve: LossCurve): Promise<void> {
  const story: ModelStory = { report, curve: thinCurve(curve) }
  return list.keep({ hash, name, text, report: story })
}

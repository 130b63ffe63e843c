import type { Target } from '../../ml/index.ts'
import type { Workbench } from '../state/index.ts'
import type { KeptModel } from '../vault/index.ts'
import { ErrorTable } from './error-table.tsx'
import type { LearnStore, ModelStory } from './learn-store.ts'
import { PolicyCard } from './policy-card.tsx'
import { ScatterPlot } from './scatter-plot.tsx'
import { nameCells, sayVerdict } from './words.ts'

/** The model that is shown: how it does beside the baselines, and what can be done with it. */
export function ResultView({ bench, store }: { bench: Workbench; store: LearnStore }) {
  const model = bench.modelList.models.value.find(({ hash }) => hash === store.shown.value)
  if (model === undefined) return null
  const story = storyOf(model)
  return (
    <section aria-label="Result">
      <h2>Result</h2>
      <p class="hint">
        Model <b>{model.name}</b> <code>{model.hash}</code>
        {story !== null && describeMaking(story)}
      </p>
      <div class="learn-verdicts">
        {story === null ? <Unjudged store={store} model={model} /> : <Judged story={story} />}
        <PolicyCard bench={bench} store={store} model={model} story={story} />
      </div>
      {story !== null && <Figures story={story} />}
    </section>
  )
}

/** What the room kept beside a model; `null` for one that came as a file. */
export function storyOf({ report }: KeptModel): ModelStory | null {
  return report as ModelStory | null
}

function describeMaking({ report: { source, epochs, bestEpoch, settings } }: ModelStory): string {
  if (epochs === 0)
    return `: came as a file, judged on ${source.name} with seed ${settings.seed}; which cells it has learned from is not known here`
  return `: weights of epoch ${bestEpoch} of ${epochs}, seed ${settings.seed}, hidden units ${settings.hidden.join(', ') || 'none'}`
}

function Judged({ story: { report } }: { story: ModelStory }) {
  const verdict = sayVerdict(report.judgement, report.source)
  return (
    <div class="card learn-verdict">
      <h3>Which predicts best</h3>
      <p class={`big ${verdict.best === 'net' ? 'good' : ''}`}>{verdict.headline}</p>
      <p>{verdict.text}</p>
    </div>
  )
}

function Unjudged({ store, model }: { store: LearnStore; model: KeptModel }) {
  const source = store.source.value
  return (
    <div class="card learn-verdict">
      <h3>Which predicts best</h3>
      <p class="big">Came as a file</p>
      <p>
        Its errors were measured where it was made and are not known here.{' '}
        {source === null ? 'With data at hand it can be judged on them.' : 'With the same data and seed the same cells are the test.'}
      </p>
      <button type="button" disabled={source === null} onClick={() => void store.judge(model)}>
        Judge it on the data at hand
      </button>
    </div>
  )
}

function Figures({ story: { report } }: { story: ModelStory }) {
  const target: Target = report.source.target
  const cells = nameCells(report.source.kind)
  return (
    <>
      <ErrorTable judgement={report.judgement} target={target} cells={cells} />
      <ScatterPlot judgement={report.judgement} target={target} cells={cells} />
    </>
  )
}

import { useLayoutEffect, useRef } from 'preact/hooks'
import { formatMoment } from '../format.ts'
import { ProblemList } from '../problem-list.tsx'
import { saveFile } from '../save-file.ts'
import type { Workbench } from '../state/index.ts'
import type { KeptModel } from '../vault/index.ts'
import type { LearnStore } from './learn-store.ts'
import { storyOf } from './result-view.tsx'
import { decidingSplits, pooledRmse, sayFigure } from './words.ts'

/** Every model of this browser: to show, save as a file, delete. */
export function ModelTable({ bench, store }: { bench: Workbench; store: LearnStore }) {
  const { models, problem, isLasting, isRead, deleted, putBack } = bench.modelList
  const list = models.value
  return (
    <section aria-label="Models">
      <h2>Models</h2>
      <p class="hint">
        {isLasting.value
          ? 'Every model that is trained or loaded stays in this browser, and runs that name one find it here after a reload.'
          : 'This browser keeps nothing: save a model as a file before you leave the page.'}{' '}
        Drop a model file (.json) to load one.
      </p>
      {problem.value !== null && <ProblemList problems={[problem.value]} />}
      {deleted.value !== null && <Deleted key={deleted.value.hash} name={deleted.value.name} onPutBack={() => void putBack()} />}
      {list.length === 0 ? (
        <p class="learn-status">{isRead.value ? 'None yet.' : 'Looking for kept models …'}</p>
      ) : (
        <div class="sideways learn-table learn-models" role="region" aria-label="Kept models" tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">Model</th>
                <th scope="col">Kept</th>
                <th scope="col" class="number">
                  RMSE
                </th>
                <th scope="col">
                  <span class="unseen">What to do</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {list.map((model) => (
                <Row key={model.hash} bench={bench} store={store} model={model} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

function Deleted({ name, onPutBack }: { name: string; onPutBack: () => void }) {
  const undo = useRef<HTMLButtonElement>(null)
  // Whoever deleted by keyboard stood in the row that is gone: the way back is next, before any further key.
  useLayoutEffect(() => undo.current?.focus(), [])
  return (
    <p class="message" role="status">
      {name} was deleted.{' '}
      <button ref={undo} type="button" onClick={onPutBack}>
        Put it back
      </button>
    </p>
  )
}

function Row({ bench: { scenario, modelList }, store, model }: { bench: Workbench; store: LearnStore; model: KeptModel }) {
  const { hash, name, text, keptMs } = model
  const isUsed = scenario.valueAt('rules.replacement.model') === hash
  const save = () => saveFile(`voltwin-model-${hash}.json`, new Blob([text], { type: 'application/json' }))
  return (
    <tr>
      <th scope="row">
        {name} <code>{hash}</code>
        {isUsed && <span class="pill good">in the scenario</span>}
      </th>
      <td class="count">{formatMoment(keptMs)}</td>
      <td class="number count">{sayError(model)}</td>
      <td class="learn-acts">
        <button
          type="button"
          aria-pressed={store.shown.value === hash}
          aria-label={`Show ${name} ${hash}`}
          onClick={() => (store.shown.value = hash)}
        >
          Show
        </button>
        <button type="button" aria-label={`Save ${name} ${hash}`} onClick={save}>
          Save
        </button>
        <button type="button" aria-label={`Delete ${name} ${hash}`} onClick={() => void modelList.remove(hash)}>
          Delete
        </button>
      </td>
    </tr>
  )
}

/** Of the cells that decide; a dash for a model whose errors are not known here. */
function sayError(model: KeptModel): string {
  const story = storyOf(model)
  if (story === null) return '–'
  const { judgement, source } = story.report
  return sayFigure(pooledRmse(decidingSplits(judgement), 'net'), source.target)
}

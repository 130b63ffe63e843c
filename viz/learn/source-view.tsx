import { FileDoor } from '../file-door.tsx'
import { formatShare } from '../format.ts'
import { ProblemList } from '../problem-list.tsx'
import { isActive, type Workbench } from '../state/index.ts'
import type { LearnStore } from './learn-store.ts'
import { MappingForm } from './mapping-form.tsx'
import { describeData } from './words.ts'

/** What is learned from: two doors, what stands at hand, and what could not be taken. */
export function SourceView({ bench, store }: { bench: Workbench; store: LearnStore }) {
  const source = store.source.value
  const reading = store.reading.value
  return (
    <section aria-label="Data">
      <h2>Data</h2>
      <div class="learn-doors">
        <RunDoor bench={bench} store={store} />
        <CellDoor store={store} />
      </div>
      <p role="status" class="learn-status">
        {reading !== '' ? `Reading ${reading} …` : source === null ? '' : 'At hand:'}
        {reading === '' && source !== null && (
          <>
            {' '}
            <b>{source.name}</b>. {describeData(source)}
          </>
        )}
      </p>
      {hasLimit(store) && <LimitField store={store} />}
      {store.problems.value.length > 0 && (
        <>
          <ProblemList problems={store.problems.value} />
          {source !== null && (
            <p class="hint">{store.hasFailed.value ? 'The data that were at hand before stay.' : 'What was read well is used.'}</p>
          )}
        </>
      )}
      {store.columns.value !== null && <MappingForm key={store.columns.value.place} store={store} columns={store.columns.value} />}
    </section>
  )
}

/** Where the end of a cell is asked for: capacity by cycle, also when no cell came to the end that is chosen. */
function hasLimit({ source, problems, hasFailed }: LearnStore): boolean {
  return hasFailed.value ? problems.value.some(({ code }) => code === 'no-end') : source.value?.kind === 'capacity'
}

function RunDoor({ bench, store }: { bench: Workbench; store: LearnStore }) {
  const absence = describeRun(bench)
  return (
    <div class="card learn-door">
      <h3>The run at hand</h3>
      <p class="hint">
        Every battery that a customer keeps, once a week: health, use, age, season; and how many days it had left. A model of it can decide
        in runs at once.
      </p>
      <button type="button" disabled={absence !== '' || store.reading.value !== ''} onClick={() => void store.takeRun()}>
        Learn from this run
      </button>
      {absence !== '' && <p class="hint">{absence}</p>}
    </div>
  )
}

/** Why there is no run to learn from yet; empty when there is one. */
function describeRun({ runs }: Workbench): string {
  const state = runs.state.value
  const redraw = runs.redrawFrac.value
  if (redraw !== null) return `The record of this run is being made again (${formatShare(redraw)}).`
  if (state.kind === 'done') return ''
  if (isActive(state)) return `The run is under way (${formatShare(state.progress?.shareFrac ?? 0)}). What it tells is known at its end.`
  return 'There is no run that ended whole. Start one with Run.'
}

function CellDoor({ store }: { store: LearnStore }) {
  return (
    <div class="card learn-door">
      <h3>Real cells</h3>
      <p class="hint">
        Drop CSV files here, packed with gzip or not: cell, cycle and capacity (for example <code>hust_capacity.csv.gz</code>), Severson’s{' '}
        <code>train_qd.csv</code> with <code>train_qv10_qv100.csv</code>, or any table with a life and its features.
      </p>
      <FileDoor
        words="Choose files"
        label="Tables of cells or a model"
        accept=".csv,.gz,.tsv,.txt,.json"
        hasMany
        isDisabled={store.reading.value !== ''}
        onFiles={(files) => void store.takeFiles(files)}
      />
    </div>
  )
}

const limitPercents = [70, 75, 80, 85, 90, 95]

function LimitField({ store }: { store: LearnStore }) {
  const percent = Math.round(store.limitSohFrac.value * 100)
  return (
    <p class="learn-limit">
      <label>
        A cell ends at{' '}
        <select value={String(percent)} onChange={(event) => void store.setLimit(Number(event.currentTarget.value) / 100)}>
          {limitPercents.map((one) => (
            <option key={one} value={String(one)}>
              {`${one} %`}
            </option>
          ))}
        </select>
      </label>{' '}
      <span class="hint">
        of the capacity of its own first cycles. Each cycle counts as many equivalent full cycles as the cell has health.
      </span>
    </p>
  )
}

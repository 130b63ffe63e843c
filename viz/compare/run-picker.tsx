import { useId } from 'preact/hooks'
import { sayOwn } from '../own-words.ts'
import type { Workbench } from '../state/index.ts'
import type { StoredRun } from '../vault/index.ts'
import type { RunPair } from './pair.ts'

/** Chooses both runs out of the list. */
export function RunPicker({ bench, pair: { a, b } }: { bench: Workbench; pair: RunPair }) {
  const choose = (next: { readonly a?: string; readonly b?: string }) => void (bench.compared.value = { a: a.id, b: b.id, ...next })
  return (
    <section class="run-picker" aria-label="Runs that are compared">
      <Choice side="A" run={a} runs={bench.runList.runs.value} onChoose={(id) => choose({ a: id })} />
      <button type="button" aria-label="Exchange A and B" title="Exchange A and B" onClick={() => choose({ a: b.id, b: a.id })}>
        ⇄
      </button>
      <Choice side="B" run={b} runs={bench.runList.runs.value} onChoose={(id) => choose({ b: id })} />
    </section>
  )
}

interface ChoiceProps {
  readonly side: 'A' | 'B'
  readonly run: StoredRun
  readonly runs: readonly StoredRun[]
  readonly onChoose: (id: string) => void
}

function Choice({ side, run, runs, onChoose }: ChoiceProps) {
  const id = useId()
  const { summary } = run
  return (
    <div class="choice">
      <label for={id}>
        Run <b class={`side side-${side}`}>{side}</b>
      </label>
      <select id={id} value={run.id} onChange={(event) => onChoose(event.currentTarget.value)}>
        {runs.map((one) => (
          <option key={one.id} value={one.id}>
            {describeRun(one, runs)}
          </option>
        ))}
      </select>
      <span class="hint">
        {[`seed ${summary.seed}`, `${summary.days} days`, summary.city.name, sayOwn(summary.own)].filter((text) => text !== '').join(' · ')}
      </span>
    </div>
  )
}

/** The name, and what tells runs of one name apart. */
function describeRun(run: StoredRun, runs: readonly StoredRun[]): string {
  const isAlone = runs.filter(({ name }) => name === run.name).length === 1
  const own = run.summary.own === undefined ? '' : `, ${sayOwn(run.summary.own)}`
  return isAlone ? run.name : `${run.name} (seed ${run.summary.seed}, ${run.summary.days} days, ${run.summary.city.name}${own})`
}

import { useSignal } from '@preact/signals'
import { useId } from 'preact/hooks'
import { assumptionFields, checkAssumptions, scaleOf } from '../../optimize/index.ts'
import type { AssumptionField, Assumptions } from '../../optimize/index.ts'
import { formatQuantity } from '../format.ts'
import { HistoryForm, HistoryRow } from '../history-form.tsx'
import type { PlanStore } from './plan-store.ts'

/** What a plan takes from outside the run, to be edited; with a past of its own. */
export function AssumptionForm({ store, defaults }: { store: PlanStore; defaults: Assumptions }) {
  const { assumptions } = store
  const values = assumptions.value.value
  const edits = assumptionFields.filter(({ key }) => values[key] !== defaults[key]).length
  return (
    <HistoryForm history={assumptions} class="assumptions" label="Assumptions">
      <p class="hint">What the run cannot know. Change what is different with you, then propose again.</p>
      <HistoryRow history={assumptions} step="assumption" usual={defaults} isUsual={edits === 0}>
        <span class="hint">{edits === 0 ? 'All as proposed' : edits === 1 ? '1 changed' : `${edits} changed`}</span>
      </HistoryRow>
      {assumptionFields.map((field) => (
        <AssumptionInput key={field.key} field={field} store={store} usual={defaults[field.key]} />
      ))}
    </HistoryForm>
  )
}

function AssumptionInput({ field, store, usual }: { field: AssumptionField; store: PlanStore; usual: number }) {
  const id = useId()
  const typed = useSignal<string | null>(null)
  const { key, label, unit, range, meaning, why } = field
  const scale = scaleOf(unit)
  const values = store.assumptions.value.value
  const shown = show(values[key] * scale)
  const problems = checkAssumptions(values).problems.filter(({ place }) => place === `assumptions.${key}`)
  const isEdited = values[key] !== usual
  const take = (text: string) => {
    typed.value = text
    const value = text.trim() === '' ? NaN : Number(text.replace(',', '.')) / scale
    store.assumptions.change({ ...store.assumptions.value.peek(), [key]: Number.isNaN(value) ? value : Number(value.toPrecision(12)) }, key)
  }
  return (
    <div class={`field ${isEdited ? 'edited' : ''}`} data-assumption={key}>
      <div class="field-row">
        <label for={id}>{label}</label>
        {isEdited && <span class="was">was {sayNumber(usual * scale)}</span>}
        <input
          id={id}
          type="text"
          class="value-number"
          inputMode="decimal"
          autocomplete="off"
          size={Math.max(4, (typed.value ?? shown).length + 1)}
          aria-describedby={`${id}-hint`}
          aria-invalid={problems.length > 0}
          value={typed.value ?? shown}
          onInput={(event) => take(event.currentTarget.value)}
          onBlur={() => {
            if (problems.length === 0) typed.value = null
            store.assumptions.seal()
          }}
        />
        {unit !== '' && <span class="field-unit">{unit}</span>}
      </div>
      <p class="hint" id={`${id}-hint`}>
        {meaning}: {sayNumber(range[0] * scale)} to {sayNumber(range[1] * scale)}. Default: {why}.
      </p>
      {problems.map(({ remedy }) => (
        <p class="field-problem" role="alert" key={remedy}>
          {remedy}
        </p>
      ))}
    </div>
  )
}

/** As people read it, thousands apart. */
function sayNumber(value: number): string {
  return formatQuantity(value, '').number
}

/** As a person would type it; what is no number stands as nothing. */
function show(value: number): string {
  return Number.isNaN(value) ? '' : String(Number(value.toPrecision(10)))
}

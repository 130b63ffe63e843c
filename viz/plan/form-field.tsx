import { useSignal } from '@preact/signals'
import { useId } from 'preact/hooks'
import type { Field, Json } from '../../scenarios/index.ts'
import type { ScenarioStore } from '../state/index.ts'
import { isSame } from '../state/index.ts'
import { readValue, sayValue, wordsOf, writeValue, type FieldWords } from './field-words.ts'

export interface FormFieldProps {
  readonly path: string
  readonly label: string
  readonly field: Field
  readonly slider?: readonly [number, number, number] | undefined
  readonly scenario: ScenarioStore
}

/** One setting: value with unit, slider where there is a span, “was …” with reset where it was edited, and what is wrong with it. */
export function FormField({ path, label, field, slider, scenario }: FormFieldProps) {
  const id = useId()
  const words = wordsOf(path, field)
  const value = scenario.valueAt(path)
  const base = scenario.baseAt(path)
  const isEdited = !isSame(value, base)
  const problems = scenario.problems.value.filter(({ place }) => place === path)
  const describedBy = [`${id}-hint`, ...problems.map((_, i) => `${id}-problem-${i}`)].join(' ')
  const set = (next: Json) => scenario.set(path, next)
  return (
    <div class={`field ${isEdited ? 'edited' : ''}`} data-path={path} title={field.meaning}>
      <div class="field-row">
        <label for={id}>{label}</label>
        {isEdited && (
          <span class="was">
            was {sayValue(base, words)}
            <button type="button" class="reset" aria-label={`Reset ${label}`} onClick={() => scenario.reset(path)}>
              ↺
            </button>
          </span>
        )}
        <ValueInput {...{ id, field, words, value, describedBy, set }} isWrong={problems.length > 0} onDone={scenario.seal} />
        {words.unit !== '' && <span class="field-unit">{words.unit}</span>}
      </div>
      {slider && field.kind === 'number' && (
        <Slider label={label} slider={slider} value={value} words={words} set={set} onDone={scenario.seal} />
      )}
      <span id={`${id}-hint`} hidden>
        {field.meaning}
      </span>
      {problems.map(({ value: wrong, remedy }, i) => (
        <p class="field-problem" role="alert" id={`${id}-problem-${i}`} key={remedy}>
          {wrong && <code>{wrong}</code>} {remedy}
        </p>
      ))}
    </div>
  )
}

interface SliderProps {
  readonly label: string
  readonly slider: readonly [number, number, number]
  readonly value: Json | undefined
  readonly words: FieldWords
  readonly set: (value: Json) => void
  readonly onDone: () => void
}

function Slider({ label, slider: [from, to, step], value, words, set, onDone }: SliderProps) {
  const number = typeof value === 'number' ? value : from
  // A value beyond the usual span stretches the slider.
  const [low, high] = [Math.min(from, number), Math.max(to, number)]
  const fill = high > low ? ((number - low) / (high - low)) * 100 : 0
  return (
    <input
      type="range"
      aria-label={`${label}, slider`}
      aria-valuetext={sayValue(value, words)}
      min={low}
      max={high}
      step={step}
      value={number}
      style={{ '--fill': `${fill}%` }}
      onInput={(event) => set(Number(Number(event.currentTarget.value).toPrecision(10)))}
      onChange={onDone}
    />
  )
}

interface ValueInputProps {
  readonly id: string
  readonly field: Field
  readonly words: FieldWords
  readonly value: Json | undefined
  readonly describedBy: string
  readonly isWrong: boolean
  readonly set: (value: Json) => void
  readonly onDone: () => void
}

function ValueInput({ id, field, words, value, describedBy, isWrong, set, onDone }: ValueInputProps) {
  // What is being typed stands as typed (“1.” on the way to “1.5”).
  const typed = useSignal<string | null>(null)
  const shown = writeValue(value, words)
  if (field.kind === 'text' && field.choices.length > 0) {
    return (
      <select id={id} value={shown} aria-describedby={describedBy} onChange={(event) => (set(event.currentTarget.value), onDone())}>
        {field.choices.map((choice) => (
          <option key={choice}>{choice}</option>
        ))}
      </select>
    )
  }
  const isNumber = field.kind === 'number'
  return (
    <input
      id={id}
      type="text"
      class={isNumber ? 'value-number' : 'value-text'}
      inputMode={isNumber ? 'decimal' : 'text'}
      autocomplete="off"
      spellcheck={false}
      aria-describedby={describedBy}
      aria-invalid={isWrong}
      size={isNumber ? Math.max(4, shown.length + 1) : 14}
      value={typed.value ?? shown}
      onInput={(event) => {
        typed.value = event.currentTarget.value
        set(readValue(event.currentTarget.value, field, words))
      }}
      onKeyDown={(event) => {
        if (isNumber && stepBy(event, field.isWhole, value, set)) typed.value = null
      }}
      onBlur={() => {
        typed.value = null
        onDone()
      }}
    />
  )
}

/** Arrow up and down change a number by one, or by a hundredth of a power of ten where it need not be whole. */
function stepBy(event: KeyboardEvent, isWhole: boolean, value: Json | undefined, set: (value: Json) => void): boolean {
  const direction = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0
  if (direction === 0 || typeof value !== 'number') return false
  event.preventDefault()
  const step = isWhole ? 1 : Math.abs(value) >= 10 ? 0.5 : 0.01
  set(Number((value + direction * step).toPrecision(10)))
  return true
}

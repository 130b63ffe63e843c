import { useSignal } from '@preact/signals'
import type { Json } from '../../scenarios/index.ts'
import { readValue, wordsOf, writeValue } from '../plan/index.ts'
import { fieldAt, shownKpis } from './words.ts'

interface NumberBoxProps {
  readonly label: string
  /** NaN, or `null` out of storage, where no number was typed. */
  readonly value: number | null
  readonly onChange: (value: number) => void
  readonly unit?: string
  /** Value in the box / value outside. */
  readonly factor?: number
}

/** A number with its label before and its unit after. */
export function NumberBox({ label, value, onChange, unit = '', factor = 1 }: NumberBoxProps) {
  // What is being typed stands as typed.
  const typed = useSignal<string | null>(null)
  const shown = value === null || !Number.isFinite(value) ? '' : String(Number((value * factor).toPrecision(10)))
  return (
    <label>
      {label}{' '}
      <input
        type="text"
        inputMode="decimal"
        autocomplete="off"
        size={4}
        value={typed.value ?? shown}
        onInput={(event) => {
          const { value: text } = event.currentTarget
          typed.value = text
          const number = text.trim() === '' ? NaN : Number(text.replace(',', '.'))
          onChange(Number((number / factor).toPrecision(10)))
        }}
        onBlur={() => (typed.value = null)}
      />
      {unit !== '' && ` ${unit}`}
    </label>
  )
}

interface LevelInputProps {
  readonly path: string
  readonly label: string
  readonly level: Json
  readonly isWrong: boolean
  readonly describedBy: string
  readonly onChange: (level: Json) => void
}

/** One level of a factor, written as the form writes that setting. */
export function LevelInput({ path, label, level, isWrong, describedBy, onChange }: LevelInputProps) {
  const typed = useSignal<string | null>(null)
  const field = fieldAt(path)
  if (field === null) return <code>{JSON.stringify(level)}</code>
  const words = wordsOf(path, field)
  const shown = writeValue(level, words)
  if (field.kind === 'text' && field.choices.length > 0) {
    return (
      <select aria-label={label} value={shown} aria-describedby={describedBy} onChange={(event) => onChange(event.currentTarget.value)}>
        {field.choices.map((choice) => (
          <option key={choice}>{choice}</option>
        ))}
      </select>
    )
  }
  return (
    <input
      type="text"
      inputMode={field.kind === 'number' ? 'decimal' : 'text'}
      autocomplete="off"
      spellcheck={false}
      aria-label={label}
      aria-invalid={isWrong}
      aria-describedby={describedBy}
      size={Math.max(5, shown.length + 1)}
      value={typed.value ?? shown}
      onInput={(event) => {
        typed.value = event.currentTarget.value
        onChange(readValue(event.currentTarget.value, field, words))
      }}
      onBlur={() => (typed.value = null)}
    />
  )
}

export function KpiSelect({ label, value, onChoose }: { label: string; value: string; onChoose: (id: string) => void }) {
  return (
    <label class="kpi-select">
      {label}{' '}
      <select value={value} onChange={(event) => onChoose(event.currentTarget.value)}>
        {shownKpis.map(({ id, label: name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}

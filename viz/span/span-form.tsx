import type { Signal } from '@preact/signals'
import { useComputed } from '@preact/signals'
import type { Problem } from '../../data/columns/index.ts'
import { spanNames } from '../../scenarios/index.ts'
import { FileDoor } from '../file-door.tsx'
import { formatCount } from '../format.ts'
import { planSpan, type SpanChoice, type SpanSource, type SpanState } from '../state/index.ts'

const scales = [0.01, 0.1, 1] as const
const lengths = [30, 90, 365] as const

interface FormProps {
  readonly choice: Signal<SpanChoice>
  readonly state: SpanState | null
  readonly onProblems: (problems: readonly Problem[]) => void
  readonly onStart: () => void
  readonly onPause: () => void
}

/** Which span, how much of it and how long; the button says what it does next. */
export function SpanForm({ choice, state, onProblems, onStart, onPause }: FormProps) {
  const { source, scale, days } = choice.value
  const customers = useComputed(() => countCustomers(choice.value.source))
  const isRunning = state?.isRunning === true
  const set = (part: Partial<SpanChoice>) => void (choice.value = { ...choice.value, ...part })
  const read = async (file: File) => {
    const next: SpanSource = { kind: 'file', name: file.name, text: await file.text() }
    const { problems } = planSpan({ source: next, scale: 1, days })
    onProblems(problems)
    if (problems.length === 0) set({ source: next })
  }
  return (
    <div class="span-form">
      <fieldset disabled={isRunning}>
        <label>
          Span{' '}
          <select value={source.name} onChange={(event) => set({ source: { kind: 'library', name: event.currentTarget.value } })}>
            {spanNames.map((name) => (
              <option key={name}>{name}</option>
            ))}
            {source.kind === 'file' && <option>{source.name}</option>}
          </select>
        </label>
        <label>
          Size{' '}
          <select value={String(scale)} onChange={(event) => set({ scale: Number(event.currentTarget.value) })}>
            {scales.map((one) => (
              <option key={one} value={String(one)}>
                {formatCount(Math.round(customers.value * one))} customers
              </option>
            ))}
          </select>
        </label>
        <label>
          Days{' '}
          <select value={String(days)} onChange={(event) => set({ days: Number(event.currentTarget.value) })}>
            {lengths.map((one) => (
              <option key={one} value={String(one)}>
                {one}
              </option>
            ))}
          </select>
        </label>
        <FileDoor words="Open a span’s file" label="A span’s file" accept=".json" onFiles={([file]) => void read(file)} />
      </fieldset>
      <StartButton state={state} isSame={isSameChoice(state, choice.value)} onStart={onStart} onPause={onPause} />
    </div>
  )
}

interface StartProps {
  readonly state: SpanState | null
  readonly isSame: boolean
  readonly onStart: () => void
  readonly onPause: () => void
}

function StartButton({ state, isSame, onStart, onPause }: StartProps) {
  if (state?.isRunning === true) {
    return (
      <button type="button" onClick={onPause}>
        Pause
      </button>
    )
  }
  const isBegun = isSame && state !== null && state.cities.some(({ kind }) => kind === 'done')
  const isDone = isSame && state !== null && state.whole !== null
  return (
    <button type="button" class="go" onClick={onStart}>
      {isDone ? 'Run again' : isBegun ? 'Go on' : 'Run'}
    </button>
  )
}

function isSameChoice(state: SpanState | null, choice: SpanChoice): boolean {
  return state !== null && JSON.stringify(state.choice) === JSON.stringify(choice)
}

/** At its whole size. */
function countCustomers(source: SpanSource): number {
  const { value } = planSpan({ source, scale: 1, days: 1 })
  return value === null ? 0 : value.cities.reduce((sum, { customers }) => sum + customers, 0)
}

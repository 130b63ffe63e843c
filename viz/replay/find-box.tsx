import { useSignal } from '@preact/signals'
import { useId, useMemo, useRef } from 'preact/hooks'
import type { Pick, RunScene } from '../run-api.ts'
import { findByText, findKinds, type FindKind } from './names.ts'
import { usePageKeys } from './replay-keys.ts'

/** Finds a battery, a place, a courier or a customer by kind and number: the way to look into something without a mouse. Key F leads here. */
export function FindBox({ scene, onFind }: { scene: RunScene; onFind: (pick: Pick) => void }) {
  const { kinds, kind, text, remedy, changeKind, changeText, find } = useFind(scene, onFind)
  const first = useRef<HTMLSelectElement>(null)
  const remedyId = useId()
  usePageKeys(({ key }) => key.toLowerCase() === 'f' && focus(first.current))
  const onSubmit = (event: Event) => {
    event.preventDefault()
    find()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !(event.target instanceof HTMLElement)) return
    event.preventDefault()
    event.target.blur()
  }
  return (
    <form class="find" role="search" aria-label="Find in the run" onSubmit={onSubmit} onKeyDown={onKeyDown}>
      <select
        ref={first}
        aria-label="Kind"
        title="Find by kind and number (F)"
        value={kind.key}
        onChange={(event) => changeKind(event.currentTarget.value)}
      >
        {kinds.map(({ key, label }) => (
          <option key={key} value={key}>
            {label}
          </option>
        ))}
      </select>
      <WhichField kind={kind} text={text} remedyId={remedy && remedyId} onText={changeText} />
      <button type="submit">Find</button>
      {remedy !== '' && (
        <p class="find-remedy" id={remedyId} role="alert">
          {remedy}
        </p>
      )}
    </form>
  )
}

/** What is being looked for; what was wrong with it stands until it changes. */
function useFind(scene: RunScene, onFind: (pick: Pick) => void) {
  const kinds = useMemo(() => findKinds(scene), [scene])
  const wish = useSignal({ key: '', text: '', remedy: '' })
  const { key, text, remedy } = wish.value
  const kind = kinds.find((one) => one.key === key) ?? kinds[0]
  return {
    kinds,
    kind,
    text,
    remedy,
    changeKind: (wanted: string) => {
      wish.value = { key: wanted, text: kinds.find((one) => one.key === wanted)?.names[0] ?? '', remedy: '' }
    },
    changeText: (typed: string) => (wish.value = { key, text: typed, remedy: '' }),
    find: () => {
      const found = findByText(kind, text)
      wish.value = { key, text, remedy: 'remedy' in found ? found.remedy : '' }
      if ('pick' in found) onFind(found.pick)
    },
  }
}

interface WhichFieldProps {
  readonly kind: FindKind
  readonly text: string
  /** Empty while nothing is wrong. */
  readonly remedyId: string
  readonly onText: (text: string) => void
}

/** A number, or a choice where the kind has names. */
function WhichField({ kind: { names, count }, text, remedyId, onText }: WhichFieldProps) {
  if (names.length > 0) {
    return (
      <select aria-label="Name" value={text} onChange={(event) => onText(event.currentTarget.value)}>
        {names.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    )
  }
  return (
    <input
      aria-label="Number"
      inputMode="numeric"
      autocomplete="off"
      placeholder={count === null ? 'number' : `1 to ${count}`}
      aria-invalid={remedyId !== ''}
      {...(remedyId !== '' && { 'aria-describedby': remedyId })}
      value={text}
      onInput={(event) => onText(event.currentTarget.value)}
    />
  )
}

function focus(element: HTMLElement | null): boolean {
  element?.focus()
  return element !== null
}

import { useSignal } from '@preact/signals'
import { useId, useMemo, useRef } from 'preact/hooks'
import type { Pick, RunScene } from '../run-api.ts'
import { findByText, findKinds, type FindKind } from './names.ts'
import { usePageKeys } from './replay-keys.ts'

/** Finds a battery, a place, a courier or a customer by kind and number: the way to look into something without a mouse. Key F leads here. */
export function FindBox({ scene, onFind }: { scene: RunScene; onFind: (pick: Pick) => void }) {
  const kinds = useMemo(() => findKinds(scene), [scene])
  const key = useSignal('')
  const text = useSignal('')
  const remedy = useSignal('')
  const first = useRef<HTMLSelectElement>(null)
  const id = useId()
  const kind = kinds.find((one) => one.key === key.value) ?? kinds[0]!
  usePageKeys(
    useMemo(
      () =>
        ({ key: pressed }) =>
          pressed.toLowerCase() === 'f' && focus(first.current),
      [],
    ),
  )
  const change = (act: () => void) => {
    remedy.value = ''
    act()
  }
  const find = (event: Event) => {
    event.preventDefault()
    const found = findByText(kind, text.value)
    remedy.value = 'remedy' in found ? found.remedy : ''
    if ('pick' in found) onFind(found.pick)
  }
  return (
    <form class="find" role="search" aria-label="Find in the run" onSubmit={find}>
      <select
        ref={first}
        aria-label="Kind"
        title="Find by kind and number (F)"
        value={kind.key}
        onChange={({ currentTarget }) => change(() => (key.value = currentTarget.value))}
      >
        {kinds.map(({ key: value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      <WhichField
        kind={kind}
        text={text.value}
        remedyId={remedy.value && `${id}remedy`}
        onText={(typed) => change(() => (text.value = typed))}
      />
      <button type="submit">Find</button>
      {remedy.value !== '' && (
        <p class="find-remedy" id={`${id}remedy`} role="alert">
          {remedy.value}
        </p>
      )}
    </form>
  )
}

interface WhichFieldProps {
  readonly kind: FindKind
  readonly text: string
  /** Empty while nothing is wrong. */
  readonly remedyId: string
  readonly onText: (text: string) => void
}

/** A number, or a name where the kind has names: those are offered. */
function WhichField({ kind: { names, count }, text, remedyId, onText }: WhichFieldProps) {
  const id = useId()
  const isNamed = names.length > 0
  return (
    <>
      <input
        aria-label={isNamed ? 'Name' : 'Number'}
        inputMode={isNamed ? 'text' : 'numeric'}
        autocomplete="off"
        placeholder={names[0] ?? (count === null ? 'number' : `1 to ${count}`)}
        aria-invalid={remedyId !== ''}
        {...(isNamed && { list: id })}
        {...(remedyId !== '' && { 'aria-describedby': remedyId })}
        value={text}
        onInput={(event) => onText(event.currentTarget.value)}
      />
      {isNamed && (
        <datalist id={id}>
          {names.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      )}
    </>
  )
}

function focus(element: HTMLElement | null): boolean {
  element?.focus()
  return element !== null
}

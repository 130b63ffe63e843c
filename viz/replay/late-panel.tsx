import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks'
import { formatCount, formatShare } from '../format.ts'
import type { LateCustomer, LateList, Pick as Picked, RunScene } from '../run-api.ts'
import { feedLate } from './late-feed.ts'
import { calendarOf, formatMoment } from './local-time.ts'
import type { InspectorInputs } from './replay-inputs.ts'

type Props = Pick<InspectorInputs, 'clock' | 'late'> & {
  readonly scene: RunScene
  readonly onPick: (pick: Picked) => void
  /** Called once the list is on the page. */
  readonly onShown: () => void
}

/** Who waits beyond the promise at the clock's moment, and which promises were missed before it: each leads to its customer's story. */
export function LatePanel({ clock, late, scene, onPick, onShown }: Props) {
  const door = useRef(late)
  door.current = late
  const feed = useMemo(
    () => feedLate({ clock, scene: { value: scene } as InspectorInputs['scene'], late: (timeMs) => door.current(timeMs) }),
    [clock, scene],
  )
  useEffect(() => feed.stop, [feed])
  const calendar = useMemo(() => calendarOf(scene), [scene])
  const list = feed.list.value
  useLayoutEffect(() => {
    if (list !== null) onShown()
  }, [list === null])
  if (list === null) return null
  const when = (timeMs: number) => formatMoment(calendar, timeMs).replace(/^\w+ | \d{4}(?= )/g, '')
  const since = list.sinceMs > 0 ? `since ${when(list.sinceMs)}` : 'so far'
  const rows = (items: readonly LateCustomer[]) => <Rows items={items} when={when} onPick={onPick} />
  return (
    <section class="late" aria-label="Late customers" tabIndex={-1}>
      <h2>Late now</h2>
      {list.waiting.length === 0 ? <p class="inspector-note">Nobody waits beyond a promise at this moment.</p> : rows(list.waiting)}
      <h2>Missed promises</h2>
      <p
        class="inspector-note"
        title="Missed promises divided by promises judged, from the start of the run to this moment. Source: the record of this run."
      >
        {describeMissed(list, since)}
      </p>
      {rows(list.missed)}
    </section>
  )
}

function describeMissed({ missedCount, judgedCount, missed }: LateList, since: string): string {
  if (judgedCount === 0) return 'No promise was due up to this moment.'
  const share = `${formatCount(missedCount)} of ${formatCount(judgedCount)} promises ${since} (${formatShare(missedCount / judgedCount)})`
  return missed.length < missedCount
    ? `${share}; the last ${missed.length}, newest first:`
    : missedCount === 0
      ? share
      : `${share}, newest first:`
}

function Rows({ items, when, onPick }: { items: readonly LateCustomer[]; when: (timeMs: number) => string; onPick: Props['onPick'] }) {
  return (
    <ol class="card late-list" onKeyDown={moveFocus}>
      {items.map(({ customer, name, timeMs, why }, row) => (
        <li key={row}>
          <button type="button" onClick={() => onPick({ kind: 'customer', id: customer })}>
            <span class="late-name">{name}</span>
            <span class="late-when">{when(timeMs)}</span>
            <span class="late-why">{why}</span>
          </button>
        </li>
      ))}
    </ol>
  )
}

/** Up and down go through the list, so that Tab need not. */
function moveFocus(event: KeyboardEvent): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (step === 0) return
  const buttons = [...(event.currentTarget as HTMLElement).querySelectorAll('button')]
  const next = buttons[buttons.indexOf(document.activeElement as HTMLButtonElement) + step]
  event.preventDefault()
  next?.focus()
}

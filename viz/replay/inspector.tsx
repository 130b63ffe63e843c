import type { ReadonlySignal } from '@preact/signals'
import { useEffect, useMemo, useRef } from 'preact/hooks'
import type { CalendarSpec } from '../../twin/index.ts'
import { formatQuantity } from '../format.ts'
import type { Inspection, Pick, RunScene } from '../run-api.ts'
import { Curve } from './curve.tsx'
import { FindBox } from './find-box.tsx'
import { feedInspection, type InspectionState } from './inspection-feed.ts'
import { Journey } from './journey.tsx'
import { LatePanel } from './late-panel.tsx'
import { calendarOf, formatMoment } from './local-time.ts'
import { findKinds, linkNames } from './names.ts'
import type { InspectorInputs } from './replay-inputs.ts'
import { usePageKeys } from './replay-keys.ts'

/** What is selected: its state at the clock's moment, its curves, and what happened to it. */
export function Inspector(inputs: InspectorInputs) {
  const { clock, scene, selection, inspect } = inputs
  const body = useRef<HTMLDivElement>(null)
  // A door that is handed over anew with each render is still the same door.
  const door = useRef(inspect)
  door.current = inspect
  const feed = useMemo(
    () => feedInspection({ clock, scene, selection, inspect: (pick, timeMs) => door.current(pick, timeMs) }),
    [clock, scene, selection],
  )
  useEffect(() => feed.stop, [feed])
  const onLateShown = useInspectorKeys(selection, body, inputs.onOpen)
  const shown = scene.value
  const state = feed.state.value
  const onFind = (pick: Pick) => {
    selection.value = pick
    // The keys go on with what was found: Tab into its story, Escape to close it, Space to play.
    body.current?.focus()
  }
  return (
    <div class="inspector">
      {shown !== null && <FindBox key={shown.run} scene={shown} onFind={onFind} />}
      {state.kind !== 'none' && <Head pick={state.pick} onOpen={inputs.onOpen} onClose={() => (selection.value = null)} />}
      <div class="inspector-body" ref={body} tabIndex={-1} aria-busy={state.kind === 'loading'}>
        {shown === null ? (
          <p class="inspector-note">Once a run has placed the fleet, its parts can be looked into here.</p>
        ) : (
          <>
            <Body {...inputs} state={state} scene={shown} />
            {state.kind === 'none' && <LatePanel {...inputs} scene={shown} onPick={onFind} onShown={onLateShown} />}
          </>
        )}
      </div>
    </div>
  )
}

/** M leads to the late customers, I into a place, Escape away from what is selected; what is returned is called when the late customers are on the page. */
function useInspectorKeys(
  selection: InspectorInputs['selection'],
  body: { readonly current: HTMLElement | null },
  onOpen: InspectorInputs['onOpen'],
): () => void {
  // Where the keyboard was when the list was asked for: who has gone elsewhere since stays there.
  const askedFrom = useRef<Element | null>(null)
  usePageKeys(({ key }) => {
    const pick = selection.peek()
    if (key === 'm' || key === 'M') {
      selection.value = null
      askedFrom.current = focusLate(body.current) ? null : document.activeElement
    } else if (key.toLowerCase() === 'i' && pick?.kind === 'place' && onOpen !== undefined) onOpen(pick.id)
    else if (key === 'Escape' && pick !== null) selection.value = null
    else return false
    return true
  })
  return () => {
    if (askedFrom.current !== null && [askedFrom.current, document.body].includes(document.activeElement!)) focusLate(body.current)
    askedFrom.current = null
  }
}

/** Focuses the first late customer, or the list where there is none; says whether there is a list yet. */
function focusLate(body: HTMLElement | null): boolean {
  const list = body?.querySelector<HTMLElement>('.late') ?? null
  const first = list?.querySelector('button') ?? list
  first?.focus()
  return first !== null
}

interface HeadProps {
  readonly pick: Pick
  readonly onOpen: ((place: number) => void) | undefined
  readonly onClose: () => void
}

function Head({ pick, onOpen, onClose }: HeadProps) {
  return (
    <header class="inspector-head">
      <h2>{kindWords[pick.kind]}</h2>
      {pick.kind === 'place' && onOpen && (
        <button type="button" class="inspector-open" title="Look inside (I), or double-click it on the map" onClick={() => onOpen(pick.id)}>
          Look inside
        </button>
      )}
      <button type="button" class="inspector-close" aria-label="Close" title="Close (Escape)" onClick={onClose}>
        ×
      </button>
    </header>
  )
}

const kindWords: Readonly<Record<Pick['kind'], string>> = { battery: 'Battery', place: 'Place', courier: 'Courier', customer: 'Customer' }

const storyWords: Readonly<Record<Pick['kind'], string>> = {
  battery: 'Journey',
  place: 'What happened here',
  courier: 'Tour of the day',
  customer: 'Story',
}

function Body({ state, scene, ...inputs }: Omit<InspectorInputs, 'scene' | 'late'> & { state: InspectionState; scene: RunScene }) {
  if (state.kind === 'ready') return <Story {...inputs} inspection={state.inspection} scene={scene} />
  if (state.kind === 'failed') {
    return (
      <p class="message bad" role="alert">
        It could not be looked into: {state.message}
      </p>
    )
  }
  if (state.kind === 'none') {
    return (
      <p class="inspector-note">
        Click a battery, a box, a courier or a customer on the map; or press <kbd>F</kbd> to find one by its number.
      </p>
    )
  }
  return (
    <p class="inspector-note" role="status">
      {state.kind === 'loading' ? 'Looking back …' : describeAbsence(state)}
    </p>
  )
}

function describeAbsence({ pick, isLived }: Extract<InspectionState, { kind: 'absent' }>): string {
  if (!isLived) return 'This moment has not been lived yet.'
  return `There is no such ${kindWords[pick.kind].toLowerCase()} at this moment: it came later, or its number is too high.`
}

function Story({
  inspection,
  scene,
  clock,
  selection,
}: Omit<InspectorInputs, 'scene' | 'inspect' | 'late'> & { inspection: Inspection; scene: RunScene }) {
  const calendar = useMemo(() => calendarOf(scene), [scene])
  const link = useMemo(() => linkNames(findKinds(scene)), [scene])
  const { title, rows, series, events } = inspection
  return (
    <>
      <div class="card inspector-card">
        <h3>{title}</h3>
        <p class="inspector-when">{formatMoment(calendar, inspection.timeMs)}</p>
        <dl>
          {rows.map((row, i) => (
            <div class="row" key={i}>
              <dt>{row.label}</dt>
              <Value row={row} calendar={calendar} />
            </div>
          ))}
        </dl>
        <Curves series={series} calendar={calendar} endMs={scene.dayStartMs[scene.days] ?? 1} timeMs={clock.timeMs} />
      </div>
      <Journey
        title={storyWords[inspection.pick.kind]}
        events={events}
        timeMs={inspection.timeMs}
        calendar={calendar}
        link={link}
        onSeek={clock.seek}
        onPick={(pick) => (selection.value = pick)}
      />
    </>
  )
}

function Value({ row: { value, unit }, calendar }: { row: Inspection['rows'][number]; calendar: CalendarSpec }) {
  if (value === null) return <dd class="unknown">unknown</dd>
  if (typeof value === 'string') return <dd>{value}</dd>
  if (unit === 'msSinceStart') return <dd>{formatMoment(calendar, value)}</dd>
  const shown = formatQuantity(value, unit)
  return <dd>{`${shown.number}\u202f${shown.unit}`.trim()}</dd>
}

interface CurvesProps {
  readonly series: Inspection['series']
  readonly calendar: CalendarSpec
  readonly endMs: number
  readonly timeMs: ReadonlySignal<number>
}

function Curves({ series, ...rest }: CurvesProps) {
  return (
    <>
      {series.map((one) => (
        <Curve key={one.label} series={one} {...rest} />
      ))}
    </>
  )
}

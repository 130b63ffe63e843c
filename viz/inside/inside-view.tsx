import { useSignal, type ReadonlySignal, type Signal } from '@preact/signals'
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks'
import { calendarOf } from '../replay/index.ts'
import type { Pick, RunScene } from '../run-api.ts'
import { feedInside, type InsideState, type Workbench } from '../state/index.ts'
import type { Theme } from '../theme.ts'
import { Facts, Legend } from './inside-legend.tsx'
import { Side } from './inside-side.tsx'
import { StageView } from './stage-view.tsx'
import './inside.css'

export interface InsideViewProps {
  readonly place: number
  readonly clock: Workbench['clock']
  readonly scene: ReadonlySignal<RunScene | null>
  readonly selection: Signal<Pick | null>
  readonly lookInside: Workbench['api']['lookInside']
  readonly theme: ReadonlySignal<Theme>
  readonly onClose: () => void
}

/** A hub, shop or box from inside, on the page's one clock: what the run's world holds of it at the moment, drawn and as a list. */
export function InsideView({ place, clock, scene, selection, lookInside, theme, onClose }: InsideViewProps) {
  const feed = useMemo(() => feedInside({ place, clock, scene, lookInside }), [place, clock, scene, lookInside])
  useEffect(() => feed.stop, [feed])
  useReturnOfFocus()
  useEscape(onClose)
  const [isListOpen, canDraw, hovered] = [useSignal(false), useSignal(true), useSignal<number | null>(null)]
  const calendar = useMemo(() => (scene.value === null ? null : calendarOf(scene.value)), [scene.value])
  const marked = hovered.value ?? (selection.value?.kind === 'battery' ? selection.value.id : null)
  const onPick = (pick: Pick) => void (selection.value = pick)
  const state = feed.state.value
  const view = state.kind === 'ready' ? state.view : null
  const hasList = !canDraw.value || isListOpen.value
  const classes = ['inside', ...(hasList ? ['with-list'] : []), ...(canDraw.value ? [] : ['list-only'])]
  return (
    <section class={classes.join(' ')} aria-label={view?.name ?? 'A place from inside'}>
      <Head place={place} state={state} isListOpen={isListOpen} canDraw={canDraw.value} onClose={onClose} />
      <Absence state={state} />
      {view !== null && canDraw.value && (
        <>
          <StageView
            view={view}
            theme={theme.value}
            marked={marked}
            onPick={(battery) => onPick({ kind: 'battery', id: battery })}
            onUnable={() => (canDraw.value = false)}
          />
          <Legend view={view} theme={theme.value} scene={scene.value} />
        </>
      )}
      {view !== null && hasList && calendar !== null && (
        <Side
          view={view}
          calendar={calendar}
          scene={scene.value}
          canDraw={canDraw.value}
          marked={marked}
          onMark={(battery) => (hovered.value = battery)}
          onPick={onPick}
        />
      )}
    </section>
  )
}

interface HeadProps {
  readonly place: number
  readonly state: InsideState
  readonly isListOpen: Signal<boolean>
  readonly canDraw: boolean
  readonly onClose: () => void
}

function Head({ place, state, isListOpen, canDraw, onClose }: HeadProps) {
  const head = useRef<HTMLHeadingElement>(null)
  // The keys go on in here: Tab to the drawing and the list, Escape back.
  useEffect(() => head.current?.focus(), [place])
  const view = state.kind === 'ready' ? state.view : null
  return (
    <header class="inside-head">
      <button type="button" title="Back to the map (Escape)" onClick={onClose}>
        ‹ Map
      </button>
      <h2 ref={head} tabIndex={-1}>
        {view === null ? 'Looking inside …' : capitalise(view.name)}
      </h2>
      {view !== null && <Facts view={view} />}
      {canDraw && view !== null && (
        <button type="button" aria-pressed={isListOpen.value} onClick={() => (isListOpen.value = !isListOpen.value)}>
          List
        </button>
      )}
    </header>
  )
}

function Absence({ state }: { state: InsideState }) {
  if (state.kind === 'failed') {
    return (
      <p class="inside-note" role="alert">
        It could not be looked into: {state.message}
      </p>
    )
  }
  if (state.kind !== 'absent') return null
  return (
    <p class="inside-note" role="status">
      {state.isLived ? 'There is no such place in this run.' : 'This moment has not been lived yet.'}
    </p>
  )
}

/** Escape leads back before anything below answers it. */
function useEscape(onClose: () => void): void {
  const close = useRef(onClose)
  close.current = onClose
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const isField = event.target instanceof Element && event.target.closest('input, textarea, dialog') !== null
      if (event.key !== 'Escape' || event.defaultPrevented || isField) return
      event.preventDefault()
      close.current()
    }
    document.addEventListener('keydown', listen, true)
    return () => document.removeEventListener('keydown', listen, true)
  }, [])
}

/** The focus goes back to where it was. */
function useReturnOfFocus(): void {
  useEffect(() => {
    const before = document.activeElement
    return () => {
      const isThere = before instanceof HTMLElement && before !== document.body && before.isConnected
      // The map below is seen again only after this view has gone.
      setTimeout(() => (isThere ? before : document.querySelector<HTMLElement>('.map-stage'))?.focus(), 0)
    }
  }, [])
}

const capitalise = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

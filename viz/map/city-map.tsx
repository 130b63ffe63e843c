import { useComputed, useSignal, type ReadonlySignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import type { Pick } from '../../scenarios/index.ts'
import type { Hover, MapInputs } from './map-inputs.ts'
import { Legend } from './legend.tsx'
import { mountMap, type MountedMap } from './mount-map.ts'
import { Tooltip } from './tooltip.tsx'
import './map.css'

/** `starting` until the first whole picture stands. */
type MapState = 'starting' | 'drawn' | 'lost' | 'unable'

export interface CityMapProps extends Omit<MapInputs, 'flowsFromSpeed' | 'margins'> {
  readonly flowsFromSpeed?: number
  readonly margins?: MapInputs['margins']
  readonly onPick: (pick: Pick | null) => void
  readonly onHover?: (hover: Hover | null) => void
}

const noMargins = { top: 24, right: 24, bottom: 24, left: 24 }
/** Wait before a lost context is asked for again, ms; doubled at each loss up to the limit, for a GPU that was reset needs its time. */
const lossWait = { first: 300, most: 10_000 } as const

/**
 * The map of a city with what a run does in it: a pure function of its signals. Fills its parent, which must have a height.
 * Keyboard, when it has the focus: arrows move, + and − zoom, 0 shows the whole city, Enter picks what is in the middle.
 * Without WebGL it says so; a lost context comes back by itself. Nothing is animated but by the clock, so reduced motion needs no rule.
 */
export function CityMap({ flowsFromSpeed = 600, margins = noMargins, onPick, onHover, ...signals }: CityMapProps) {
  const inputs: MapInputs = { ...signals, flowsFromSpeed, margins }
  const state = useSignal<MapState>('starting')
  const losses = useSignal(0)
  const hover = useSignal<Hover | null>(null)
  const map = useRef<MountedMap | null>(null)
  const stage = useRef<HTMLDivElement>(null)
  const events = useRef({ onPick, onHover })
  events.current = { onPick, onHover }

  useEffect(() => {
    if (!canDraw()) return void (state.value = 'unable')
    let timer: ReturnType<typeof setTimeout> | undefined
    const canvas = document.createElement('canvas')
    stage.current!.append(canvas)
    const mounted = mountMap(stage.current!, canvas, inputs, {
      onPick: (pick) => events.current.onPick(pick),
      onHover: (next) => events.current.onHover?.((hover.value = next)) ?? (hover.value = next),
      onDrawn: () => (state.value = 'drawn'),
      onUnable: () => (state.value = 'unable'),
      onLost: () => {
        state.value = 'lost'
        timer = setTimeout(() => losses.value++, Math.min(lossWait.most, lossWait.first * 2 ** losses.value))
      },
    })
    map.current = mounted
    state.value = 'starting'
    return () => {
      clearTimeout(timer)
      map.current = null
      mounted.destroy()
      canvas.remove()
    }
    // A lost context is mounted anew; the inputs are signals, whose objects stay.
  }, [losses.value])

  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (map.current?.press(event.key)) event.preventDefault()
  }
  const city = signals.drawing.value
  return (
    <div class="map">
      <div
        ref={stage}
        class="map-stage"
        role="application"
        aria-busy={city !== null && (state.value === 'starting' || state.value === 'lost')}
        tabIndex={0}
        aria-label={city === null ? 'Map' : `Map of ${city.name}`}
        aria-description="Arrows move, plus and minus zoom, 0 shows the whole city, Enter picks what is in the middle"
        onKeyDown={press}
      />
      <Note state={state.value} hasCity={city !== null} />
      {city !== null && state.value !== 'unable' && (
        <>
          <Overlays inputs={inputs} map={map} />
          <HoverTip hover={hover} inputs={inputs} stage={stage} />
        </>
      )}
    </div>
  )
}

function Overlays({ inputs, map }: { inputs: MapInputs; map: { readonly current: MountedMap | null } }) {
  const { drawing, scene, theme, clock, flowsFromSpeed } = inputs
  const isFlowing = useComputed(() => clock.isPlaying.value && clock.speed.value > flowsFromSpeed)
  const city = drawing.value!
  return (
    <>
      <Legend theme={theme.value} scene={scene.value} isFlowing={isFlowing.value} />
      <div class="map-card map-zoom" role="group" aria-label="Zoom">
        <button type="button" aria-label="Closer" onClick={() => map.current?.zoomBy(1)}>
          +
        </button>
        <button type="button" aria-label="Further away" onClick={() => map.current?.zoomBy(-1)}>
          −
        </button>
        <button type="button" aria-label="Show the whole city" onClick={() => map.current?.fit()}>
          <svg viewBox="0 0 16 16" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.5">
            <path d="M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4" />
          </svg>
        </button>
      </div>
      <p class="map-source">
        {[city.isGenerated ? `${city.name}: a city that exists nowhere` : city.name, city.attribution]
          .filter((part) => part !== '')
          .join(' · ')}
      </p>
    </>
  )
}

function HoverTip({
  hover,
  inputs,
  stage,
}: {
  hover: ReadonlySignal<Hover | null>
  inputs: MapInputs
  stage: { readonly current: HTMLElement | null }
}) {
  if (hover.value === null) return null
  const window = inputs.window.value
  const timeS = window === null ? 0 : (inputs.clock.timeMs.peek() - window.fromMs) / 1000
  return <Tooltip hover={hover.value} scene={inputs.scene.value} window={window} timeS={timeS} width={stage.current?.clientWidth ?? 0} />
}

function Note({ state, hasCity }: { state: MapState; hasCity: boolean }) {
  const text =
    state === 'unable'
      ? 'This browser draws no WebGL, so there is no map. Figures, curves and lists work without it. To see the map, switch hardware acceleration on or use another browser.'
      : state === 'lost'
        ? 'The graphics card took the map away. It comes back by itself.'
        : !hasCity
          ? 'The map appears here when a city is there.'
          : state === 'starting'
            ? 'Drawing the city …'
            : ''
  return text === '' ? null : (
    <div class="map-note">
      <p role="status">{text}</p>
    </div>
  )
}

/** Whether this browser can draw with WebGL 2; the context that was asked for is given back at once. */
function canDraw(): boolean {
  const context = document.createElement('canvas').getContext('webgl2')
  context?.getExtension('WEBGL_lose_context')?.loseContext()
  return context !== null
}

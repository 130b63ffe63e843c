import { signal, useComputed, type ReadonlySignal } from '@preact/signals'
import { useMemo, useRef } from 'preact/hooks'
import type { Hover, MapEvents, MapInputs } from './map-inputs.ts'
import { Legend } from './legend.tsx'
import { matchCity } from './match-city.ts'
import { followLight } from './light.ts'
import type { MountedMap } from './mount-map.ts'
import { nameLight } from './sun.ts'
import { useMountedMap, type MapState } from './use-mounted-map.ts'
import { Tooltip } from './tooltip.tsx'
import './map.css'

export interface CityMapProps extends Omit<MapInputs, 'flowsFromSpeed' | 'margins' | 'hand' | 'canDrag'> {
  readonly hand?: MapInputs['hand']
  readonly canDrag?: MapInputs['canDrag']
  readonly flowsFromSpeed?: number
  readonly margins?: MapInputs['margins']
  readonly onPick: MapEvents['onPick']
  readonly onDrag?: MapEvents['onDrag']
  readonly onHover?: (hover: Hover | null) => void
  readonly onUnfollow?: () => void
  readonly onOpen?: (place: number) => void
  /** Hears which map stands, for whoever takes a picture of it; `null` when it goes. */
  readonly onMap?: (map: MountedMap | null) => void
}

const nothing = signal(null)
const never = signal(false)
const noMargins = () => ({ top: 24, right: 24, bottom: 24, left: 24 })
/**
 * The map of a city with what a run does in it: a pure function of its signals. Fills its parent, which must have a height.
 * Keyboard, when it has the focus: arrows move, + and − zoom, 0 shows the whole city, Enter picks what is in the middle.
 * Without WebGL it says so; a lost context comes back by itself. Nothing is animated but by the clock, so reduced motion needs no rule.
 */
export function CityMap({
  flowsFromSpeed = 600,
  margins = noMargins,
  hand = nothing,
  canDrag = never,
  onPick,
  onDrag,
  onHover,
  onUnfollow,
  onOpen,
  onMap,
  ...signals
}: CityMapProps) {
  // The signals stay the same objects for as long as the map stands.
  const matched = useMemo(() => matchCity(signals), [])
  const inputs: MapInputs = { ...signals, ...matched, hand, canDrag, flowsFromSpeed, margins }
  const stage = useRef<HTMLDivElement>(null)
  const { map, state, hover } = useMountedMap(stage, inputs, { onPick, onDrag, onHover, onUnfollow, onOpen, onMap })
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (!map.current?.press(event.key)) return
    event.preventDefault()
    // What the map has answered is not the page's to answer again.
    event.stopPropagation()
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
  const followed = useMemo(() => followLight(inputs), [])
  const isFlowing = useComputed(() => clock.isPlaying.value && clock.speed.value > flowsFromSpeed)
  const city = drawing.value!
  // A word, so that a tick of the clock renders nothing.
  const light = useComputed(() => (scene.value === null ? '' : nameLight(followed.value)))
  return (
    <>
      <Legend theme={theme.value} scene={scene.value} isFlowing={isFlowing.value} />
      <div class="map-card map-zoom" data-covers-map role="group" aria-label="Zoom">
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
      <p class="map-source" data-covers-map>
        {[light.value, city.isGenerated ? `${city.name}: a city that exists nowhere` : city.name, city.attribution]
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

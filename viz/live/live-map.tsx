import { useComputed, useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { cssRamp } from '../map/index.ts'
import type { Workbench } from '../state/index.ts'
import { currentTheme, type Theme } from '../theme.ts'
import type { LiveStore } from './live-store.ts'
import { isInside, mountLiveMap, type LiveMap } from './mount-live-map.ts'

/** The batteries at their last measured positions, coloured by charge. */
export function LiveMapView({ store, bench }: { store: LiveStore; bench: Workbench }) {
  const stage = useRef<HTMLDivElement>(null)
  const { map, isUnable, hasPositions, isHere, theme } = useLiveMap(stage, store, bench)
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !map.value?.press(event.key)) return
    event.preventDefault()
    event.stopPropagation()
  }
  const absence = isUnable.value
    ? 'This browser draws no WebGL, so there is no map. The list and the curve work without it.'
    : hasPositions.value
      ? ''
      : 'These readings have no positions. The list and the curve work without.'
  const note =
    hasPositions.value && !isHere.value
      ? `Outside of ${bench.drawing.value?.name ?? 'the city'}: no roads to draw. Drop an extract of this place.`
      : ''
  return (
    <div class="map live-map">
      <div
        ref={stage}
        class="map-stage"
        role="application"
        tabIndex={0}
        aria-label="Map of the batteries"
        aria-description="Arrows move, plus and minus zoom, 0 shows all positions"
        onKeyDown={press}
      />
      {absence !== '' && <p class="live-none">{absence}</p>}
      {note !== '' && <p class="live-outside">{note}</p>}
      <div class="map-card map-zoom" role="group" aria-label="Zoom">
        <button type="button" aria-label="Closer" onClick={() => map.value?.zoomBy(1)}>
          +
        </button>
        <button type="button" aria-label="Further away" onClick={() => map.value?.zoomBy(-1)}>
          −
        </button>
        <button type="button" aria-label="Show all positions" onClick={() => map.value?.fit()}>
          <svg viewBox="0 0 16 16" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.5">
            <path d="M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4" />
          </svg>
        </button>
      </div>
      <Legend theme={theme.value} metresPer100={map.value?.metresPer100.value ?? 0} />
    </div>
  )
}

/** Mounts the map on an element for as long as the component stands. */
function useLiveMap(stage: { readonly current: HTMLDivElement | null }, store: LiveStore, bench: Workbench) {
  const map = useSignal<LiveMap | null>(null)
  const isUnable = useSignal(false)
  const theme = useComputed(currentTheme)
  const bounds = useComputed(() => (store.state.value.kind === 'open' ? store.state.value.summary.boundsLonLat : null))
  const points = useComputed(() => store.look.value?.points ?? null)
  const hasPositions = useComputed(() => bounds.value !== null)
  const isHere = useComputed(() => bench.drawing.value === null || isInside(bench.drawing.value, bounds.value))
  useEffect(() => {
    const canvas = document.createElement('canvas')
    stage.current!.append(canvas)
    const mounted = mountLiveMap(stage.current!, canvas, {
      points,
      bounds,
      drawing: bench.drawing,
      theme,
      onPick: (dot) => store.selectDot(dot),
      onUnable: () => (isUnable.value = true),
    })
    map.value = mounted
    return () => {
      map.value = null
      mounted.destroy()
      canvas.remove()
    }
  }, [])
  return { map, isUnable, hasPositions, isHere, theme }
}

function Legend({ theme, metresPer100 }: { theme: Theme; metresPer100: number }) {
  return (
    <section class="map-card map-legend live-legend" aria-label="Legend of the map">
      <h2>Batteries by predicted charge</h2>
      <div class="map-ramp" style={{ background: cssRamp(theme) }} />
      <div class="map-ramp-ends">
        <span>0 %</span>
        <span>50 %</span>
        <span>100 %</span>
      </div>
      <p>
        <span class="ring-new" aria-hidden="true" /> alarm not acknowledged
        <Scale metresPer100={metresPer100} />
      </p>
    </section>
  )
}

/** A bar of a round length. */
function Scale({ metresPer100 }: { metresPer100: number }) {
  if (!(metresPer100 > 0)) return null
  const power = 10 ** Math.floor(Math.log10(metresPer100))
  const length = [1, 2, 5].map((step) => step * power).findLast((metres) => metres <= metresPer100) ?? power
  return (
    <span class="live-scale">
      <i style={{ width: `${(length / metresPer100) * 100}px` }} />
      {length >= 1000 ? `${length / 1000} km` : `${length} m`}
    </span>
  )
}

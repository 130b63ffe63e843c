import { useSignal, type ReadonlySignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import type { Hover, MapEvents, MapInputs } from './map-inputs.ts'
import { mountMap, type MountedMap } from './mount-map.ts'

/** `starting` until the first whole picture stands. */
export type MapState = 'starting' | 'drawn' | 'lost' | 'unable'

export interface Listeners {
  readonly onPick: MapEvents['onPick']
  readonly onDrag: MapEvents['onDrag'] | undefined
  readonly onHover: ((hover: Hover | null) => void) | undefined
  readonly onUnfollow?: (() => void) | undefined
  readonly onOpen?: ((place: number) => void) | undefined
  readonly onMap: ((map: MountedMap | null) => void) | undefined
}

interface Mounted {
  /** `null` while nothing is mounted. */
  readonly map: { readonly current: MountedMap | null }
  readonly state: ReadonlySignal<MapState>
  readonly hover: ReadonlySignal<Hover | null>
}

/** Wait before a lost context is asked for again, ms; doubled at each loss up to the limit, for a GPU that was reset needs its time. */
const lossWait = { first: 300, most: 10_000 } as const

/** Mounts the map on an element as long as the component stands, and anew when the GPU took its context. Inputs are read once. */
export function useMountedMap(stage: { readonly current: HTMLElement | null }, inputs: MapInputs, listeners: Listeners): Mounted {
  const state = useSignal<MapState>('starting')
  const losses = useSignal(0)
  const hover = useSignal<Hover | null>(null)
  const map = useRef<MountedMap | null>(null)
  const latest = useRef(listeners)
  latest.current = listeners
  useEffect(() => {
    if (!canDraw()) return void (state.value = 'unable')
    let timer: ReturnType<typeof setTimeout> | undefined
    const canvases = { ground: document.createElement('canvas'), above: document.createElement('canvas') }
    stage.current!.append(canvases.ground, canvases.above)
    state.value = 'starting'
    const mounted = mountMap(stage.current!, canvases, inputs, {
      onPick: (pick, at) => latest.current.onPick(pick, at),
      onDrag: (place, at) => latest.current.onDrag?.(place, at),
      onHover: (next) => {
        hover.value = next
        latest.current.onHover?.(next)
      },
      onOpen: (place) => latest.current.onOpen?.(place),
      onUnfollow: () => latest.current.onUnfollow?.(),
      onDrawn: () => (state.value = 'drawn'),
      onUnable: () => (state.value = 'unable'),
      onLost: () => {
        state.value = 'lost'
        timer = setTimeout(() => losses.value++, Math.min(lossWait.most, lossWait.first * 2 ** losses.value))
      },
    })
    map.current = mounted
    latest.current.onMap?.(mounted)
    return () => {
      clearTimeout(timer)
      map.current = null
      latest.current.onMap?.(null)
      mounted.destroy()
      canvases.ground.remove()
      canvases.above.remove()
    }
  }, [losses.value])
  return { map, state, hover }
}

let hasDrawn = false

/** Whether this browser can draw with WebGL 2; the context that was asked for is given back at once. What once could is not asked again. */
function canDraw(): boolean {
  if (hasDrawn) return true
  const context = document.createElement('canvas').getContext('webgl2')
  context?.getExtension('WEBGL_lose_context')?.loseContext()
  return (hasDrawn = context !== null)
}

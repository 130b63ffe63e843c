import { Deck, MapView, type Layer, type MapViewState, type ViewStateChangeParameters } from '@deck.gl/core'
import { effect, signal, type ReadonlySignal } from '@preact/signals'
import type { Device } from './layers/index.ts'
import { zoomLimits, type Camera } from './camera.ts'
import { mapDevice } from './device.ts'
import type { MapEvents } from './map-inputs.ts'

/** The map's two canvases, the ground below. */
export interface Canvases {
  readonly ground: HTMLCanvasElement
  readonly above: HTMLCanvasElement
}

/** A deck for each canvas: the ground is drawn anew when camera or light change, and not with each tick of the clock. */
export interface Decks {
  readonly ground: Deck<MapView>
  readonly above: Deck<MapView>
}

export interface DeckEvents {
  /** The person moved the camera. */
  readonly onCamera: (camera: Camera) => void
  /** The device of what moves is there. */
  readonly onDevice: (device: Device) => void
}

/** Makes both; whoever makes must finalize both. */
export function createDecks({ ground, above }: Canvases, events: MapEvents, { onCamera, onDevice }: DeckEvents): Decks {
  const common = {
    views: new MapView({ id: 'map', repeat: false }),
    viewState: { longitude: 0, latitude: 0, zoom: zoomLimits.min },
    _pickable: false,
    deviceProps: mapDevice,
    // Later is above: all lies on one plane, where depths are equal but for their rounding.
    parameters: { depthCompare: 'always', depthWriteEnabled: false } as const,
    onError: (error: Error, layer?: Layer) => {
      // Without a layer it is the device that could not be made.
      if (layer === undefined) events.onUnable()
      else console.error(`layer ${layer.id}:`, error)
    },
  }
  return {
    ground: new Deck({ ...common, canvas: ground, controller: false }),
    above: new Deck({
      ...common,
      canvas: above,
      // Keys are the map's own, and north stays up.
      controller: {
        dragRotate: false,
        touchRotate: false,
        keyboard: false,
        doubleClickZoom: false,
        scrollZoom: { speed: 0.008, smooth: false },
      },
      onViewStateChange: (change) => {
        const camera = movedCamera(change)
        if (camera !== null) onCamera(camera)
      },
      onDeviceInitialized: onDevice,
      getCursor: () => 'inherit',
    }),
  }
}

/** Where a person moved the camera to; `null` where nobody did: a canvas of another size changes the view too. */
export function movedCamera({ viewState, interactionState }: ViewStateChangeParameters): Camera | null {
  const { isDragging, isPanning, isZooming } = interactionState
  if (!isDragging && !isPanning && !isZooming) return null
  const { longitude, latitude, zoom } = viewState as MapViewState
  return { longitude, latitude, zoom: Math.min(zoomLimits.max, Math.max(zoomLimits.min, zoom)) }
}

/** Layers of each canvas, lowest first. */
interface LayersOf {
  readonly ground: ReadonlySignal<readonly Layer[]>
  readonly above: ReadonlySignal<readonly Layer[]>
}

/** Lets both draw their layers as the camera sees them. Answers how to end both. */
export function drawLayers(decks: Decks, layers: LayersOf, camera: ReadonlySignal<Camera>): () => void {
  const stops: (() => void)[] = [decks.ground, decks.above].map((deck) => effect(() => deck.setProps({ viewState: { ...camera.value } })))
  const names = ['ground', 'above'] as const
  stops.push(...names.map((name) => reveal(decks[name], layers[name])))
  return () => {
    for (const stop of stops) stop()
    for (const name of names) decks[name].finalize()
  }
}

/**
 * Gives a deck its layers, a new one a frame: the first draw of each kind waits for its shaders, and all of them at once would hold the page
 * for as long as all take.
 */
function reveal(deck: Deck<MapView>, layers: ReadonlySignal<readonly Layer[]>): () => void {
  const shown = new Set<string>()
  const frames = signal(0)
  return effect(() => {
    void frames.value
    const all = layers.value
    // What is shown stays: deck.gl takes a layer that has left no more.
    const next = all.find(({ id }) => !shown.has(id))
    if (next !== undefined) shown.add(next.id)
    deck.setProps({ layers: all.filter(({ id }) => shown.has(id)) })
    if (all.every(({ id }) => shown.has(id))) return undefined
    const frame = requestAnimationFrame(() => void frames.value++)
    return () => cancelAnimationFrame(frame)
  })
}

/** Speaks once, when all layers that there are have been drawn, what moves with the window that is wanted. */
export function sayWhenDrawn({ ground, above }: Decks, layers: LayersOf, isWhole: () => boolean, onDrawn: () => void): void {
  const both = [whenDrawn(ground, layers.ground, () => true), whenDrawn(above, layers.above, isWhole)]
  void Promise.all(both).then(onDrawn)
}

function whenDrawn(deck: Deck<MapView>, layers: ReadonlySignal<readonly Layer[]>, isWhole: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const onAfterRender = () => {
      const drawn = layers.peek()
      if (drawn.length === 0 || !isWhole() || !drawn.every(({ isLoaded }) => isLoaded)) return
      deck.setProps({ onAfterRender: () => undefined })
      resolve()
    }
    deck.setProps({ onAfterRender })
  })
}

/** Both drawn anew and copied in one task: a canvas of WebGL is empty once the page has been composed. */
export function copyPicture(decks: Decks, canvases: Canvases): HTMLCanvasElement {
  const copy = document.createElement('canvas')
  copy.width = canvases.above.width
  copy.height = canvases.above.height
  const pen = copy.getContext('2d')!
  for (const name of ['ground', 'above'] as const) {
    decks[name].redraw('picture')
    pen.drawImage(canvases[name], 0, 0)
  }
  return copy
}

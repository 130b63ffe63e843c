import { COORDINATE_SYSTEM, Deck, MapView, type Layer } from '@deck.gl/core'
import { ScatterplotLayer } from '@deck.gl/layers'
import { computed, effect, signal, type ReadonlySignal } from '@preact/signals'
import {
  answerKey,
  colourOfShare,
  createGroundLayers,
  fitBounds,
  mapDevice,
  movedCamera,
  pixelOf,
  readMapColours,
  RowTextures,
  zoomCamera,
  zoomLimits,
  type Camera,
  type MapColours,
} from '../map/index.ts'
import type { CityDrawing } from '../run-api.ts'
import type { Theme } from '../theme.ts'
import type { LivePoints } from './live-types.ts'

export interface LiveMapInputs {
  readonly points: ReadonlySignal<LivePoints | null>
  /** Where any battery ever was: what is shown whole. */
  readonly bounds: ReadonlySignal<readonly [number, number, number, number] | null>
  readonly drawing: ReadonlySignal<CityDrawing | null>
  readonly theme: ReadonlySignal<Theme>
  /** Row of a dot that was clicked. */
  readonly onPick: (dot: number) => void
  readonly onUnable: () => void
}

export interface LiveMap {
  readonly press: (key: string) => boolean
  readonly zoomBy: (steps: number) => void
  readonly fit: () => void
  readonly destroy: () => void
  /** Metres across the width of 100 pixels. */
  readonly metresPer100: ReadonlySignal<number>
}

const margins = { top: 40, right: 40, bottom: 56, left: 40 }
const pickPixels = 12
const unknownColour = [140, 150, 160] as const

/** Dots of batteries over the city, where the positions lie in it; else over plain ground. */
export function mountLiveMap(stage: HTMLElement, canvas: HTMLCanvasElement, inputs: LiveMapInputs): LiveMap {
  const size = signal({ width: stage.clientWidth, height: stage.clientHeight })
  const camera = signal<Camera>({ longitude: 0, latitude: 0, zoom: zoomLimits.min })
  let isHeld = false
  const fit = () => {
    isHeld = false
    const bounds = inputs.bounds.peek()
    if (bounds !== null && size.peek().width > 0) camera.value = fitBounds(widen(bounds), size.peek(), margins)
  }
  const move = (next: Camera) => {
    isHeld = true
    camera.value = next
  }
  const colours = computed(() => (inputs.theme.value, readMapColours(stage)))
  const ground = createGround(inputs, colours)
  const dots = computed(() =>
    inputs.points.value === null ? [] : createDots(inputs.points.value, inputs.theme.value, colours.value.accent),
  )
  const deck = createDeck(canvas, inputs, move)
  const observer = new ResizeObserver(() => {
    size.value = { width: stage.clientWidth, height: stage.clientHeight }
    if (!isHeld) fit()
  })
  observer.observe(stage)
  const click = (event: MouseEvent) => {
    const box = stage.getBoundingClientRect()
    const dot = dotAt(inputs.points.peek(), camera.peek(), size.peek(), event.clientX - box.left, event.clientY - box.top)
    if (dot >= 0) inputs.onPick(dot)
  }
  stage.addEventListener('click', click)
  const disposers = [
    effect(() => {
      void inputs.bounds.value
      fit()
    }),
    effect(() => deck.setProps({ viewState: { ...camera.value } })),
    effect(() => deck.setProps({ layers: [...ground.value, ...dots.value] })),
  ]
  return {
    fit,
    zoomBy: (steps) => move(zoomCamera(camera.peek(), steps / 2)),
    press(key) {
      const answer = answerKey(key, camera.peek())
      if (answer === 'fit') fit()
      else if (answer !== null) move(answer)
      return answer !== null
    },
    metresPer100: computed(() => (100 * 40_075_017 * Math.cos((camera.value.latitude * Math.PI) / 180)) / (512 * 2 ** camera.value.zoom)),
    destroy() {
      for (const dispose of disposers) dispose()
      observer.disconnect()
      stage.removeEventListener('click', click)
      deck.finalize()
    },
  }
}

function createDeck(canvas: HTMLCanvasElement, inputs: LiveMapInputs, move: (camera: Camera) => void): Deck<MapView> {
  return new Deck({
    canvas,
    views: new MapView({ id: 'map', repeat: false }),
    viewState: { longitude: 0, latitude: 0, zoom: zoomLimits.min },
    controller: { dragRotate: false, touchRotate: false, keyboard: false, scrollZoom: { speed: 0.008, smooth: false } },
    onViewStateChange: (change) => {
      const camera = movedCamera(change)
      if (camera !== null) move(camera)
    },
    _pickable: false,
    deviceProps: mapDevice,
    getCursor: () => 'inherit',
    onError: (error, layer) => {
      if (layer === undefined) inputs.onUnable()
      else console.error(`layer ${layer.id}:`, error)
    },
  })
}

/** The city's ground and roads, where the positions lie in it. */
function createGround({ drawing, bounds }: LiveMapInputs, colours: ReadonlySignal<MapColours>): ReadonlySignal<Layer[]> {
  const textures = new RowTextures()
  return computed(() => {
    const city = drawing.value
    return city !== null && isInside(city, bounds.value) ? createGroundLayers(city, textures, colours.value) : []
  })
}

/** A single spot is shown with a street or two around it. */
function widen([west, south, east, north]: readonly [number, number, number, number]): readonly [number, number, number, number] {
  const least = 0.002
  const [x, y] = [Math.max(0, least - (east - west)) / 2, Math.max(0, least - (north - south)) / 2]
  return [west - x, south - y, east + x, north + y]
}

/** Whether most of the positions' frame lies in the city's. */
export function isInside({ boundsLonLat: [west, south, east, north] }: CityDrawing, bounds: LiveMapInputs['bounds']['value']): boolean {
  if (bounds === null) return true
  const [lon, lat] = [(bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2]
  return lon >= west && lon <= east && lat >= south && lat <= north
}

function createDots(points: LivePoints, theme: Theme, accent: readonly [number, number, number]): Layer[] {
  const { count, originLonLat, lonLat, socFrac, alarms, selected } = points
  const fill = new Uint8ClampedArray(4 * count)
  const line = new Uint8ClampedArray(4 * count)
  for (let dot = 0; dot < count; dot++) {
    const colour = socFrac[dot] === socFrac[dot] ? colourOfShare(theme, socFrac[dot]) : unknownColour
    fill.set([...colour, 255], 4 * dot)
    const isNew = (alarms[dot] & 15) !== 0
    line.set(isNew ? [242, 99, 126, 255] : [0, 0, 0, theme === 'dark' ? 160 : 60], 4 * dot)
  }
  const anchor = {
    coordinateSystem: COORDINATE_SYSTEM.LNGLAT_OFFSETS,
    coordinateOrigin: [...originLonLat, 0] as [number, number, number],
    pickable: false,
  }
  const layers: Layer[] = [
    new ScatterplotLayer({
      id: 'live-batteries',
      ...anchor,
      data: {
        length: count,
        attributes: {
          getPosition: { value: lonLat, size: 2 },
          getFillColor: { value: fill, size: 4, type: 'unorm8' },
          getLineColor: { value: line, size: 4, type: 'unorm8' },
        },
      },
      stroked: true,
      lineWidthUnits: 'pixels',
      getLineWidth: 2,
      radiusUnits: 'pixels',
      getRadius: count > 2000 ? 3 : 6,
    }),
  ]
  if (selected < 0) return layers
  return [
    ...layers,
    new ScatterplotLayer({
      id: 'live-selected',
      ...anchor,
      data: { length: 1, attributes: { getPosition: { value: lonLat.slice(2 * selected, 2 * selected + 2), size: 2 } } },
      filled: false,
      stroked: true,
      lineWidthUnits: 'pixels',
      getLineWidth: 2.5,
      radiusUnits: 'pixels',
      getRadius: 12,
      getLineColor: [...accent],
    }),
  ]
}

/** The dot nearest to a pixel, if any is near. */
function dotAt(
  points: LivePoints | null,
  camera: Camera,
  size: { readonly width: number; readonly height: number },
  x: number,
  y: number,
): number {
  let [best, least] = [-1, pickPixels]
  if (points === null) return best
  for (let dot = 0; dot < points.count; dot++) {
    const [px, py] = pixelOf(
      camera,
      size,
      points.originLonLat[0] + points.lonLat[2 * dot],
      points.originLonLat[1] + points.lonLat[2 * dot + 1],
    )
    const distance = Math.hypot(px - x, py - y)
    if (distance < least) [best, least] = [dot, distance]
  }
  return best
}

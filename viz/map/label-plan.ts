import { PlaceKind } from '../../twin/index.ts'
import type { CityDrawing, RunScene } from '../../scenarios/index.ts'
import { pixelOf } from './camera.ts'
import { placeLabels, type LabelWish } from './place-labels.ts'

export type LabelLook = 'hub' | 'district' | 'place'

/** A text on the map. `lonLat` relative to the city's origin; `belowPixels` below its point. */
export interface Label {
  readonly text: string
  readonly look: LabelLook
  readonly lonLat: readonly [number, number]
  readonly belowPixels: number
}

/** Pixels of the letters. */
export const labelPixels: Readonly<Record<LabelLook, number>> = { hub: 12, district: 11, place: 11 }
/** Shops and boxes are named from this zoom on, districts up to the other. */
const placesFromZoom = 14.5
const districtsToZoom = 15.5

/**
 * The texts that stand at a zoom, without touching each other or a hub's symbol: hubs first, then districts in their order, then shops and
 * boxes. `widthOf` measures a text as it will be drawn, pixels.
 */
export function planLabels(
  drawing: CityDrawing,
  scene: RunScene | null,
  zoom: number,
  widthOf: (text: string, look: LabelLook) => number,
): Label[] {
  const labels = listLabels(drawing, scene, zoom)
  const symbols = scene === null ? [] : listSymbols(drawing, scene, zoom)
  const wishes = labels.map((label) => toWish(drawing, label, zoom, widthOf(label.text, label.look)))
  const standing = placeLabels([...symbols, ...wishes], 10)
  return standing.filter((index) => index >= symbols.length).map((index) => labels[index - symbols.length])
}

function listLabels(drawing: CityDrawing, scene: RunScene | null, zoom: number): Label[] {
  const [lon, lat] = drawing.originLonLat
  const hubs = scene === null ? [] : listPlaces(scene, (kind) => kind === PlaceKind.hub, 'hub')
  const named = new Set(hubs.map(({ text }) => text.toLowerCase()))
  const districts = drawing.districts
    .filter(({ name }) => zoom < districtsToZoom && !named.has(name.toLowerCase()))
    .map((district): Label => {
      const at: [number, number] = [district.lonLat[0] - lon, district.lonLat[1] - lat]
      return { text: spaceOut(district.name), look: 'district', lonLat: at, belowPixels: 0 }
    })
  const others = scene === null || zoom < placesFromZoom ? [] : listPlaces(scene, (kind) => kind !== PlaceKind.hub, 'place')
  return [...hubs, ...districts, ...others]
}

function listPlaces({ places }: RunScene, isWanted: (kind: number) => boolean, look: LabelLook): Label[] {
  return places.name.flatMap((text, row) =>
    isWanted(places.kind[row])
      ? [{ text, look, lonLat: [places.lonLat[2 * row], places.lonLat[2 * row + 1]] as const, belowPixels: look === 'hub' ? 20 : 15 }]
      : [],
  )
}

/** Hubs' symbols keep their place: they are wishes that come first, smaller by the gap so that a hub's own name fits below. */
function listSymbols(drawing: CityDrawing, { places }: RunScene, zoom: number): LabelWish[] {
  return [...places.name.keys()]
    .filter((row) => places.kind[row] === PlaceKind.hub)
    .map((row) => {
      const lonLat: [number, number] = [places.lonLat[2 * row], places.lonLat[2 * row + 1]]
      return { ...toWish(drawing, { text: '', look: 'hub', lonLat, belowPixels: 0 }, zoom, 14), height: 6 }
    })
}

/** In pixels around the origin: at one zoom all distances on the map are the same wherever the camera looks. */
function toWish({ originLonLat }: CityDrawing, { text, look, lonLat, belowPixels }: Label, zoom: number, width: number): LabelWish {
  const camera = { longitude: originLonLat[0], latitude: originLonLat[1], zoom }
  const [x, y] = pixelOf(camera, { width: 0, height: 0 }, originLonLat[0] + lonLat[0], originLonLat[1] + lonLat[1])
  return { text, x, y: y + belowPixels, width, height: labelPixels[look] }
}

/** Districts are set in spaced capitals, as maps do; the renderer knows no letter spacing, so hair spaces stand between. */
function spaceOut(name: string): string {
  return Array.from(name.toUpperCase()).join('\u200a')
}

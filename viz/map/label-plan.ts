import { PlaceKind } from '../../twin/index.ts'
import type { CityDrawing, RunScene } from '../../scenarios/index.ts'
import { pixelOf, pixelsPerLon, type Camera, type Size } from './camera.ts'
import { placeLabels, type LabelWish } from './place-labels.ts'

export type LabelLook = 'hub' | 'district' | 'place' | 'street' | 'water' | 'green'

/** A text on the map. `lonLat` relative to the city's origin; `belowPixels` below its point; `angleDeg` anticlockwise. */
export interface Label {
  readonly text: string
  readonly look: LabelLook
  readonly lonLat: readonly [number, number]
  readonly belowPixels: number
  readonly angleDeg: number
}

/** A rectangle on the screen, pixels from the map's top left corner. */
export interface Cover {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** What labels are planned for. */
export interface LabelView {
  readonly camera: Camera
  readonly size: Size
  /** What lies over the map: no text goes under it. */
  readonly covers: readonly Cover[]
}

/** Pixels of the letters. */
export const labelPixels: Readonly<Record<LabelLook, number>> = { hub: 12, district: 11, place: 11, street: 10.5, water: 11, green: 10.5 }

/** Shops and boxes are named from this zoom on, districts up to the other. */
const placesFromZoom = 14.5
const districtsToZoom = 15.5
/** Classes of roads up to a row are named from a zoom on: motorways to primary, secondary, tertiary, small, service. */
const streetSteps = [
  { upTo: 5, fromZoom: 11 },
  { upTo: 7, fromZoom: 12 },
  { upTo: 9, fromZoom: 13.2 },
  { upTo: 12, fromZoom: 14.4 },
  { upTo: 13, fromZoom: 16 },
] as const
const waterClass = 255
/** Names of streets at once: a map is not a list. */
const mostStreets = 70
/** Labels stand this far beyond the edge too, so that a small move shows no bare border. */
const beyondPixels = 160
const gapPixels = 9

type WidthOf = (text: string, look: LabelLook) => number
interface Wished {
  /** `null` for what only keeps its place free. */
  readonly label: Label | null
  readonly wish: LabelWish
}

/**
 * The texts that stand in a view, without touching each other, a symbol or what lies over the map: hubs first, then districts in their order,
 * waters and parks, big streets, shops and boxes, small streets. `widthOf` measures a text as it will be drawn, pixels.
 */
export function planLabels(drawing: CityDrawing, scene: RunScene | null, view: LabelView, widthOf: WidthOf): Label[] {
  const plan = createPlan(drawing, view, widthOf)
  const wished = [
    ...view.covers.map(toObstacle),
    // A hub's name may touch the symbol of a small place: without it the hub would be nameless.
    ...(scene === null ? [] : listSymbols(plan, scene, true)),
    ...(scene === null ? [] : listPlaces(plan, scene, (kind) => kind === PlaceKind.hub, 'hub')),
    ...(scene === null ? [] : listSymbols(plan, scene, false)),
    ...listDistricts(plan, scene),
    ...listAreas(plan),
    ...(scene === null || view.camera.zoom < placesFromZoom ? [] : listPlaces(plan, scene, (kind) => kind !== PlaceKind.hub, 'place')),
    ...listStreets(plan),
  ]
  const standing = placeLabels(
    wished.map(({ wish }) => wish),
    gapPixels,
  )
  return standing.flatMap((index) => wished[index].label ?? [])
}

interface Plan {
  readonly drawing: CityDrawing
  readonly view: LabelView
  readonly widthOf: WidthOf
  /** Pixel on the screen of a point relative to the origin. */
  readonly at: (lon: number, lat: number) => [number, number]
  readonly isNear: (x: number, y: number) => boolean
  readonly pixelsPerM: number
}

function createPlan(drawing: CityDrawing, view: LabelView, widthOf: WidthOf): Plan {
  const { camera, size } = view
  const [lon, lat] = drawing.originLonLat
  return {
    drawing,
    view,
    widthOf,
    at: (east, north) => pixelOf(camera, size, lon + east, lat + north),
    isNear: (x, y) => x > -beyondPixels && y > -beyondPixels && x < size.width + beyondPixels && y < size.height + beyondPixels,
    pixelsPerM: pixelsPerLon(camera.zoom) / (111_195 * Math.cos((camera.latitude * Math.PI) / 180)),
  }
}

function toObstacle({ left, top, width, height }: Cover): Wished {
  return { label: null, wish: { text: '', x: left + width / 2, y: top + height / 2, width, height, isFixed: true } }
}

/** A text at a point, with the places it may take, best first, pixels below the point. */
function toWishes(
  { at, isNear, widthOf }: Plan,
  label: Omit<Label, 'belowPixels' | 'angleDeg'>,
  belows: readonly number[],
  choice: number,
): Wished[] {
  const [x, y] = at(...label.lonLat)
  if (!isNear(x, y)) return []
  const [width, height] = [widthOf(label.text, label.look), labelPixels[label.look]]
  return belows.map((belowPixels) => ({
    label: { ...label, belowPixels, angleDeg: 0 },
    wish: { text: label.text, x, y: y + belowPixels, width, height, choice },
  }))
}

function listDistricts(plan: Plan, scene: RunScene | null): Wished[] {
  const { drawing, view } = plan
  if (view.camera.zoom >= districtsToZoom) return []
  const [lon, lat] = drawing.originLonLat
  const hubs = new Set(scene === null ? [] : scene.places.name.filter((_, row) => scene.places.kind[row] === PlaceKind.hub))
  const named = new Set([...hubs].map((name) => name.toLowerCase()))
  return drawing.districts
    .filter(({ name }) => !named.has(name.toLowerCase()))
    .flatMap(({ name, lonLat }, i) =>
      toWishes(plan, { text: spaceOut(name), look: 'district', lonLat: [lonLat[0] - lon, lonLat[1] - lat] }, [0, -14, 14], 1000 + i),
    )
}

/** Lakes and parks where their name fits into them, nearly. */
function listAreas(plan: Plan): Wished[] {
  return plan.drawing.areaNames
    .filter(({ name, kind, widthM }) => widthM * plan.pixelsPerM * 1.3 > plan.widthOf(name, kind))
    .flatMap(({ name, kind, lonLat }, i) => toWishes(plan, { text: name, look: kind, lonLat }, [0], 100_000 + i))
}

function listPlaces(plan: Plan, { places }: RunScene, isWanted: (kind: number) => boolean, look: LabelLook): Wished[] {
  return places.name.flatMap((text, row) => {
    if (!isWanted(places.kind[row])) return []
    const lonLat = [places.lonLat[2 * row], places.lonLat[2 * row + 1]] as const
    return toWishes(plan, { text, look, lonLat }, look === 'hub' ? [20, -20] : [17, -17], 200_000 + row)
  })
}

/** Symbols keep their place, a little less than all of it, so that a hub's own name fits below. */
function listSymbols({ at, isNear }: Plan, { places }: RunScene, ofHubs: boolean): Wished[] {
  return places.name.flatMap((_, row) => {
    if ((places.kind[row] === PlaceKind.hub) !== ofHubs) return []
    const [x, y] = at(places.lonLat[2 * row], places.lonLat[2 * row + 1])
    const isHub = places.kind[row] === PlaceKind.hub
    const [width, height] = isHub ? [18, 10] : [8, 4]
    return isNear(x, y) ? [{ label: null, wish: { text: '', x, y, width, height, isFixed: true } }] : []
  })
}

/** Stretches of streets and rivers that are as long as their name, along them. */
function listStreets({ drawing, view, at, isNear, widthOf, pixelsPerM }: Plan): Wished[] {
  const { lineNames } = drawing
  const last = streetSteps.findLast(({ fromZoom }) => view.camera.zoom >= fromZoom)?.upTo ?? -1
  const wished: Wished[] = []
  for (let row = 0; row < lineNames.count && wished.length < 12 * mostStreets; row++) {
    const isWater = lineNames.roadClass[row] === waterClass
    if (!isWater && lineNames.roadClass[row] > last) break
    const lengthPixels = lineNames.lengthM[row] * pixelsPerM
    if (lengthPixels < 30) continue
    const lonLat = [lineNames.lonLat[2 * row], lineNames.lonLat[2 * row + 1]] as const
    const [x, y] = at(...lonLat)
    if (!isNear(x, y)) continue
    const [text, look] = [lineNames.names[lineNames.name[row]], isWater ? ('water' as const) : ('street' as const)]
    const width = widthOf(text, look)
    if (width > lengthPixels * (isWater ? 1.6 : 1.05)) continue
    const [dx, dy] = [lineNames.direction[2 * row], lineNames.direction[2 * row + 1]]
    wished.push({
      label: { text, look, lonLat, belowPixels: 0, angleDeg: (Math.atan2(dy, dx) * 180) / Math.PI },
      wish: { text, x, y, width, height: labelPixels[look], along: [dx, -dy], apart: isWater ? 500 : 320 },
    })
  }
  return wished
}

/** Districts are set in spaced capitals, as maps do; the renderer knows no letter spacing, so hair spaces stand between. */
function spaceOut(name: string): string {
  return Array.from(name.toUpperCase()).join('\u200a')
}

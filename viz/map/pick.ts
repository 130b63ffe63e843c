import type { CityDrawing, Pick, RunScene } from '../../scenarios/index.ts'
import {
  isStaying,
  isUnderway,
  LegFloat,
  legsBetween,
  reachOfStock,
  rowFloats,
  shareOfLeg,
  StayFloat,
  type MapWindow,
} from '../moments/index.ts'
import { pixelsPerLon, pointAt, type Camera, type Size } from './camera.ts'
import { spreadPixels } from './sizes.ts'

/** What lies on the map now, to be picked from. */
export interface Pickable {
  readonly drawing: CityDrawing | null
  readonly scene: RunScene | null
  readonly window: MapWindow | null
  /** Seconds since the start of the window. */
  readonly timeS: number
  /** Couriers as points: not while they are flows. */
  readonly hasCouriers: boolean
}

/** Reach in pixels around each kind, in the order of who wins. */
const reach = { courier: 10, place: 8, battery: 6, customer: 6 } as const

/** Degrees relative to the origin under the pointer, and pixels per degree there: north is up and a city is small, so both are enough. */
interface Aim {
  readonly lon: number
  readonly lat: number
  readonly perLon: number
  readonly perLat: number
  readonly spread: number
}

interface Best {
  id: number
  square: number
}

/**
 * The thing under a pixel, by the same rules as the shaders draw it: a courier before a place before a battery before a customer, of one
 * kind the nearest. It looks at the sites near the pixel and at the legs of the moment only, on the processor: reading back from the GPU
 * would stall the page.
 */
export function pickAt(pickable: Pickable, camera: Camera, size: Size, x: number, y: number): Pick | null {
  const { drawing, scene } = pickable
  if (drawing === null) return null
  const aim = aimAt(drawing, camera, size, x, y)
  return (
    pickCourier(pickable, aim) ??
    (scene && pickFixed('place', scene.places, aim)) ??
    pickBattery(pickable, aim) ??
    (scene && pickFixed('customer', scene.customers, aim))
  )
}

function aimAt(drawing: CityDrawing, camera: Camera, size: Size, x: number, y: number): Aim {
  const [lon, lat] = pointAt(camera, size, x, y)
  const perLon = pixelsPerLon(camera.zoom)
  return {
    lon: lon - drawing.originLonLat[0],
    lat: lat - drawing.originLonLat[1],
    perLon,
    perLat: perLon / Math.cos((lat * Math.PI) / 180),
    spread: spreadPixels(camera.zoom),
  }
}

/** Batteries of a site lie within its stock's reach, so most sites are passed over by one comparison. */
function pickBattery({ window, timeS }: Pickable, aim: Aim): Pick | null {
  if (window === null) return null
  const { texels, firstOfSite } = window.stays
  const best: Best = { id: -1, square: reach.battery ** 2 }
  for (let site = 0; site + 1 < firstOfSite.length; site++) {
    const [first, end] = [firstOfSite[site], firstOfSite[site + 1]]
    if (first === end) continue
    const away = Math.abs(texels[rowFloats * first + StayFloat.lon] - aim.lon) * aim.perLon
    if (away <= reach.battery + aim.spread * reachOfStock(end - first)) nearestOfSite(window, first, end, timeS, aim, best)
  }
  return best.id < 0 ? null : { kind: 'battery', id: best.id }
}

function nearestOfSite({ stays }: MapWindow, first: number, end: number, timeS: number, aim: Aim, best: Best): void {
  const { texels } = stays
  for (let row = first; row < end; row++) {
    if (!isStaying(stays, row, timeS)) continue
    const at = rowFloats * row
    const dx = (texels[at + StayFloat.lon] - aim.lon) * aim.perLon + texels[at + StayFloat.spreadX] * aim.spread
    const dy = (texels[at + StayFloat.lat] - aim.lat) * aim.perLat + texels[at + StayFloat.spreadY] * aim.spread
    consider(best, texels[at + StayFloat.battery], dx * dx + dy * dy)
  }
}

function consider(best: Best, id: number, square: number): void {
  if (square >= best.square) return
  best.id = id
  best.square = square
}

function pickCourier({ window, timeS, hasCouriers }: Pickable, aim: Aim): Pick | null {
  if (window === null || !hasCouriers) return null
  const { legs } = window
  const { texels } = legs
  const best: Best = { id: -1, square: reach.courier ** 2 }
  const [first, end] = legsBetween(legs, timeS, timeS)
  for (let row = first; row < end; row++) {
    if (!isUnderway(legs, row, timeS)) continue
    const at = rowFloats * row
    const share = shareOfLeg(legs, row, timeS)
    const lon = texels[at + LegFloat.fromLon] + (texels[at + LegFloat.toLon] - texels[at + LegFloat.fromLon]) * share
    const lat = texels[at + LegFloat.fromLat] + (texels[at + LegFloat.toLat] - texels[at + LegFloat.fromLat]) * share
    consider(best, texels[at + LegFloat.courier], ((lon - aim.lon) * aim.perLon) ** 2 + ((lat - aim.lat) * aim.perLat) ** 2)
  }
  return best.id < 0 ? null : { kind: 'courier', id: best.id }
}

function pickFixed(kind: 'place' | 'customer', { count, lonLat }: { count: number; lonLat: Float32Array }, aim: Aim): Pick | null {
  const best: Best = { id: -1, square: reach[kind] ** 2 }
  for (let row = 0; row < count; row++)
    consider(best, row, ((lonLat[2 * row] - aim.lon) * aim.perLon) ** 2 + ((lonLat[2 * row + 1] - aim.lat) * aim.perLat) ** 2)
  return best.id < 0 ? null : { kind, id: best.id }
}

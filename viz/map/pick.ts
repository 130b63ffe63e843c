import { pixelsPerLon, pointAt, type Camera, type Size } from './camera.ts'
import { isSeen, shareOfLeg, spreadPixels, type LegColumns, type StayColumns } from './moments.ts'
import type { CityDrawing, DrawWindow, Pick, RunScene } from '../../scenarios/index.ts'

/** What lies on the map now, to be picked from. */
export interface Pickable {
  readonly drawing: CityDrawing | null
  readonly scene: RunScene | null
  readonly window: DrawWindow | null
  readonly stays: StayColumns | null
  readonly legs: LegColumns | null
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

/**
 * The thing under a pixel, by the same rules as the shaders draw it: a courier before a place before a battery before a customer, of one
 * kind the nearest. One pass over the columns on the processor (half a millisecond for 100 000 rows): no reading back from the GPU, which
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

function pickBattery({ window, stays, timeS }: Pickable, aim: Aim): Pick | null {
  if (window === null || stays === null) return null
  const { lonLat, battery } = window.stays
  let [best, bestSquare] = [-1, reach.battery ** 2]
  for (let row = 0; row < stays.count; row++) {
    if (!isSeen(stays.span, row, timeS)) continue
    const dx = (lonLat[2 * row] - aim.lon) * aim.perLon + stays.spread[2 * row] * aim.spread
    const dy = (lonLat[2 * row + 1] - aim.lat) * aim.perLat + stays.spread[2 * row + 1] * aim.spread
    const square = dx * dx + dy * dy
    if (square < bestSquare) [best, bestSquare] = [row, square]
  }
  return best < 0 ? null : { kind: 'battery', id: battery[best] }
}

function pickCourier({ window, legs, timeS, hasCouriers }: Pickable, aim: Aim): Pick | null {
  if (window === null || legs === null || !hasCouriers) return null
  const { lonLat, courier } = window.legs
  let [best, bestSquare] = [-1, reach.courier ** 2]
  for (let row = 0; row < legs.count; row++) {
    if (!isSeen(legs.span, row, timeS)) continue
    const share = shareOfLeg(legs.span, row, timeS)
    const lon = lonLat[4 * row] + (lonLat[4 * row + 2] - lonLat[4 * row]) * share
    const lat = lonLat[4 * row + 1] + (lonLat[4 * row + 3] - lonLat[4 * row + 1]) * share
    const square = ((lon - aim.lon) * aim.perLon) ** 2 + ((lat - aim.lat) * aim.perLat) ** 2
    if (square < bestSquare) [best, bestSquare] = [row, square]
  }
  return best < 0 ? null : { kind: 'courier', id: courier[best] }
}

function pickFixed(kind: 'place' | 'customer', { count, lonLat }: { count: number; lonLat: Float32Array }, aim: Aim): Pick | null {
  let [best, bestSquare] = [-1, reach[kind] ** 2]
  for (let row = 0; row < count; row++) {
    const square = ((lonLat[2 * row] - aim.lon) * aim.perLon) ** 2 + ((lonLat[2 * row + 1] - aim.lat) * aim.perLat) ** 2
    if (square < bestSquare) [best, bestSquare] = [row, square]
  }
  return best < 0 ? null : { kind, id: best }
}

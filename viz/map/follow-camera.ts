import { PlaceKind } from '../../twin/index.ts'
import type { BatteryTrack, CityDrawing, Pick, RunScene } from '../../scenarios/index.ts'
import { isUnderway, LegFloat, legsBetween, rowFloats, shareOfLeg, type MapWindow } from '../moments/index.ts'
import { panCamera, pixelOf, type Camera, type Size } from './camera.ts'

/** What the map keeps in view; `track` says who holds a battery. */
export interface FollowTarget {
  readonly pick: Pick
  readonly track: BatteryTrack | null
}

/** What says where things are. */
export interface FollowInputs {
  readonly drawing: CityDrawing | null
  readonly scene: RunScene | null
  readonly window: MapWindow | null
  readonly timeMs: number
}

/** Share of the map's sides that stays free around what is followed. */
const edgeFrac = 0.3
/** Whoever follows sees streets. */
const leastZoom = 13.5

/** Where the target is, degrees; `null` where that is not known (a courier off duty, a battery that left the fleet). */
export function whereIs(target: FollowTarget, inputs: FollowInputs): readonly [lonDeg: number, latDeg: number] | null {
  const { drawing } = inputs
  const offset = target.pick.kind === 'courier' ? whereIsCourier(target.pick.id, inputs) : whereIsBattery(target.track, inputs)
  return drawing === null || offset === null ? null : [drawing.originLonLat[0] + offset[0], drawing.originLonLat[1] + offset[1]]
}

function whereIsBattery(track: BatteryTrack | null, inputs: FollowInputs): readonly [number, number] | null {
  const { scene, timeMs } = inputs
  if (track === null || scene === null || track.run !== scene.run) return null
  const row = track.timeMs.findLastIndex((fromMs) => fromMs <= timeMs)
  const [kind, at] = [track.kind[row], track.at[row]]
  if (kind === undefined || kind > PlaceKind.partner) return null
  if (kind === PlaceKind.courier) return whereIsCourier(at, inputs)
  const { lonLat } = kind === PlaceKind.customer ? scene.customers : scene.places
  return [lonLat[2 * at], lonLat[2 * at + 1]]
}

function whereIsCourier(courier: number, { window, timeMs }: FollowInputs): readonly [number, number] | null {
  if (window === null) return null
  const { legs } = window
  const { texels } = legs
  const timeS = (timeMs - window.fromMs) / 1000
  const [first, end] = legsBetween(legs, timeS, timeS)
  for (let row = first; row < end; row++) {
    const at = rowFloats * row
    if (texels[at + LegFloat.courier] !== courier || !isUnderway(legs, row, timeS)) continue
    const share = shareOfLeg(legs, row, timeS)
    const mix = (from: number, to: number): number => texels[at + from] + (texels[at + to] - texels[at + from]) * share
    return [mix(LegFloat.fromLon, LegFloat.toLon), mix(LegFloat.fromLat, LegFloat.toLat)]
  }
  return null
}

/** The camera that begins to follow: near enough, the point in the middle. */
export function centreOn(camera: Camera, [longitude, latitude]: readonly [number, number]): Camera {
  return { longitude, latitude, zoom: Math.max(leastZoom, camera.zoom) }
}

/** The camera moved only as far as a point needs to stay off the edges. */
export function keepInView(camera: Camera, size: Size, [lonDeg, latDeg]: readonly [number, number]): Camera {
  const [x, y] = pixelOf(camera, size, lonDeg, latDeg)
  const over = (at: number, length: number): number => Math.min(0, at - edgeFrac * length) + Math.max(0, at - (1 - edgeFrac) * length)
  const [right, down] = [over(x, size.width), over(y, size.height)]
  return right === 0 && down === 0 ? camera : panCamera(camera, right, down)
}

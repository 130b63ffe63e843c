import { beforeAll, describe, expect, test } from 'vitest'
import { stage, type Staged } from './map-fixture.ts'
import { fitBounds, pixelOf, type Camera } from './camera.ts'
import { isStaying, LegFloat, rowFloats, StayFloat } from '../moments/index.ts'
import { pickAt, type Pickable } from './pick.ts'
import { spreadPixels } from './sizes.ts'

const size = { width: 1600, height: 1000 }
const noon = 12.25 * 3600
let staged: Staged
let pickable: Pickable
let near: Camera

beforeAll(() => {
  staged = stage(800, 4)
  const { drawing, scene, window } = staged
  pickable = { drawing, scene, window, timeS: noon, hasCouriers: true }
  near = { ...fitBounds(drawing.boundsLonLat, size, { top: 0, right: 0, bottom: 0, left: 0 }), zoom: 17 }
})

/** A camera that looks at a point given relative to the origin. */
function lookAt(lon: number, lat: number): Camera {
  const [lon0, lat0] = staged.drawing.originLonLat
  return { ...near, longitude: lon0 + lon, latitude: lat0 + lat }
}

const middle = [size.width / 2, size.height / 2] as const

describe('what lies under a pixel', () => {
  const readStay = (row: number, float: number) => staged.window.stays.texels[rowFloats * row + float]

  test('each of a hundred batteries is found where it is drawn', () => {
    const { stays } = staged.window
    const ofPlaces = stays.firstOfSite[staged.scene.places.count]
    let tried = 0
    for (let row = 0; row < ofPlaces && tried < 100; row += 2) {
      if (!isStaying(stays, row, noon)) continue
      tried++
      const camera = lookAt(readStay(row, StayFloat.lon), readStay(row, StayFloat.lat))
      const spread = spreadPixels(camera.zoom)
      const [x, y] = [middle[0] + readStay(row, StayFloat.spreadX) * spread, middle[1] - readStay(row, StayFloat.spreadY) * spread]
      const alone = { ...pickable, scene: null, hasCouriers: false }
      expect(pickAt(alone, camera, size, x, y)).toEqual({ kind: 'battery', id: readStay(row, StayFloat.battery) })
    }
    expect(tried).toBeGreaterThan(10)
  })

  test('the same as a look at every row, wherever the pointer is', () => {
    const camera = { ...lookAt(0, 0), zoom: 13.5 }
    const alone = { ...pickable, scene: null, hasCouriers: false }
    const spread = spreadPixels(camera.zoom)
    let found = 0
    for (let x = 5; x < size.width; x += 53)
      for (let y = 5; y < size.height; y += 53) {
        const picked = pickAt(alone, camera, size, x, y)
        const away = (row: number) => {
          const [lon, lat] = [readStay(row, StayFloat.lon), readStay(row, StayFloat.lat)]
          const [px, py] = pixelOf(camera, size, camera.longitude + lon, camera.latitude + lat)
          return Math.hypot(px + readStay(row, StayFloat.spreadX) * spread - x, py - readStay(row, StayFloat.spreadY) * spread - y)
        }
        const nearest = Math.min(
          ...Array.from({ length: staged.window.stays.count }, (_, row) =>
            isStaying(staged.window.stays, row, noon) ? away(row) : Infinity,
          ),
        )
        if (nearest < 5.9) expect(picked).not.toBeNull()
        if (nearest > 6.1) expect(picked).toBeNull()
        found += picked === null ? 0 : 1
      }
    expect(found).toBeGreaterThan(3)
  })

  test('a battery that is elsewhere at that time is not found', () => {
    const { stays } = staged.window
    const row = Array.from({ length: stays.count }, (_, i) => i).find((i) => readStay(i, StayFloat.toS) === 43_200)!
    const spread = spreadPixels(near.zoom)
    const battery = readStay(row, StayFloat.battery)
    const [x, y] = [middle[0] + readStay(row, StayFloat.spreadX) * spread, middle[1] - readStay(row, StayFloat.spreadY) * spread]
    const camera = lookAt(readStay(row, StayFloat.lon), readStay(row, StayFloat.lat))
    const at = (timeS: number) => pickAt({ ...pickable, scene: null, hasCouriers: false, timeS }, camera, size, x, y)
    expect(at(43_199)).toEqual({ kind: 'battery', id: battery })
    expect(at(86_400)).toBeNull()
  })

  test('a courier goes before what it passes, and is not found while couriers are flows', () => {
    const { legs } = staged.day
    const row = Array.from({ length: legs.count }, (_, i) => i).find((i) => legs.fromS[i] <= noon && noon < legs.toS[i])!
    const share = (noon - legs.fromS[row]) / (legs.toS[row] - legs.fromS[row])
    const at = (axis: 0 | 1) => legs.lonLat[4 * row + axis] + (legs.lonLat[4 * row + 2 + axis] - legs.lonLat[4 * row + axis]) * share
    const camera = lookAt(at(0), at(1))
    const { texels, count } = staged.window.legs
    expect(Array.from({ length: count }, (_, i) => texels[rowFloats * i + LegFloat.courier])).toContain(legs.courier[row])
    expect(pickAt(pickable, camera, size, ...middle)).toEqual({ kind: 'courier', id: legs.courier[row] })
    expect(pickAt({ ...pickable, hasCouriers: false }, camera, size, ...middle)?.kind).not.toBe('courier')
  })

  test('hubs and customers are found at their place; nothing is found in the open', () => {
    const { places, customers } = staged.scene
    expect(pickAt({ ...pickable, hasCouriers: false }, lookAt(places.lonLat[0], places.lonLat[1]), size, ...middle)).toEqual({
      kind: 'place',
      id: 0,
    })
    const bare = { ...pickable, window: null }
    const found = pickAt(bare, lookAt(customers.lonLat[0], customers.lonLat[1]), size, ...middle)
    expect(found === null || found.kind === 'customer' || found.kind === 'place').toBe(true)
    const [west, south] = staged.drawing.boundsLonLat
    const [x, y] = pixelOf(near, size, near.longitude, near.latitude)
    expect(pickAt(pickable, { ...near, longitude: west - 1, latitude: south - 1 }, size, x, y)).toBeNull()
    expect(pickAt({ ...pickable, drawing: null }, near, size, x, y)).toBeNull()
  })
})

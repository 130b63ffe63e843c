import { beforeAll, describe, expect, test } from 'vitest'
import { stage, type Staged } from './map-fixture.ts'
import { fitBounds, pixelOf, type Camera } from './camera.ts'
import { prepareLegs, prepareStays, isSeen, spreadPixels } from './moments.ts'
import { pickAt, type Pickable } from './pick.ts'

const size = { width: 1600, height: 1000 }
const noon = 12.25 * 3600
let staged: Staged
let pickable: Pickable
let near: Camera

beforeAll(() => {
  staged = stage(800, 4)
  const { drawing, scene, window } = staged
  pickable = { drawing, scene, window, stays: prepareStays(window), legs: prepareLegs(window), timeS: noon, hasCouriers: true }
  near = { ...fitBounds(drawing.boundsLonLat, size, { top: 0, right: 0, bottom: 0, left: 0 }), zoom: 17 }
})

/** A camera that looks at a point given relative to the origin. */
function lookAt(lon: number, lat: number): Camera {
  const [lon0, lat0] = staged.drawing.originLonLat
  return { ...near, longitude: lon0 + lon, latitude: lat0 + lat }
}

const middle = [size.width / 2, size.height / 2] as const

describe('what lies under a pixel', () => {
  test('each of a hundred batteries is found where it is drawn', () => {
    const { stays } = staged.window
    let tried = 0
    for (let row = 0; row < stays.count && tried < 100; row += 7) {
      if (!isSeen(pickable.stays!.span, row, noon) || stays.placeKind[row] === 3) continue
      tried++
      const camera = lookAt(stays.lonLat[2 * row], stays.lonLat[2 * row + 1])
      const spread = spreadPixels(camera.zoom)
      const [x, y] = [middle[0] + pickable.stays!.spread[2 * row] * spread, middle[1] - pickable.stays!.spread[2 * row + 1] * spread]
      const alone = { ...pickable, scene: null, hasCouriers: false }
      expect(pickAt(alone, camera, size, x, y)).toEqual({ kind: 'battery', id: stays.battery[row] })
    }
    expect(tried).toBeGreaterThan(10)
  })

  test('a battery that is elsewhere at that time is not found', () => {
    const { stays } = staged.window
    const row = Array.from({ length: stays.count }, (_, i) => i).find((i) => stays.toS[i] === 43_200)!
    const [lon, lat] = [stays.lonLat[2 * row], stays.lonLat[2 * row + 1]]
    const at = (timeS: number) => {
      const only = { ...pickable, scene: null, hasCouriers: false, timeS, stays: { ...pickable.stays!, count: row + 1 } }
      return pickAt(only, lookAt(lon, lat), size, ...middle)
    }
    expect(at(43_199)).toEqual({ kind: 'battery', id: stays.battery[row] })
    expect(at(43_200)).toBeNull()
  })

  test('a courier goes before what it passes, and is not found while couriers are flows', () => {
    const { legs } = staged.window
    const row = Array.from({ length: legs.count }, (_, i) => i).find((i) => isSeen(pickable.legs!.span, i, noon))!
    const share = (noon - legs.fromS[row]) / (legs.toS[row] - legs.fromS[row])
    const at = (axis: 0 | 1) => legs.lonLat[4 * row + axis] + (legs.lonLat[4 * row + 2 + axis] - legs.lonLat[4 * row + axis]) * share
    const camera = lookAt(at(0), at(1))
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

import { expect, test } from 'vitest'
import { PlaceKind } from '../../twin/index.ts'
import { pixelOf } from './camera.ts'
import { centreOn, keepInView, whereIs, type FollowInputs, type FollowTarget } from './follow-camera.ts'
import { stage } from './map-fixture.ts'

const staged = stage(300, 12)
const inputs = (timeMs: number): FollowInputs => ({ drawing: staged.drawing, scene: staged.scene, window: staged.window, timeMs })
const { legs } = staged.day
const [originLon, originLat] = staged.drawing.originLonLat
const momentOf = (seconds: number) => staged.window.fromMs + seconds * 1000
const courier = (id: number): FollowTarget => ({ pick: { kind: 'courier', id }, track: null })

test('a courier is where its leg is drawn, from its first to its last, and nowhere off duty', () => {
  for (let row = 0; row < legs.count; row += 7) {
    const middle = (legs.fromS[row] + legs.toS[row]) / 2
    const [lon, lat] = whereIs(courier(legs.courier[row]), inputs(momentOf(middle)))!
    expect(lon).toBeCloseTo(originLon + (legs.lonLat[4 * row] + legs.lonLat[4 * row + 2]) / 2, 4)
    expect(lat).toBeCloseTo(originLat + (legs.lonLat[4 * row + 1] + legs.lonLat[4 * row + 3]) / 2, 4)
  }
  expect(whereIs(courier(9999), inputs(momentOf(10)))).toBe(null)
})

test('a battery is at its holder: a place, a customer, or the courier that carries it', () => {
  const first = legs.courier[0]
  const span = [legs.fromS[0], legs.toS[0]].map(momentOf)
  const track = {
    run: staged.scene.run,
    battery: 5,
    fromMs: 0,
    toMs: 1e9,
    timeMs: Float64Array.of(-3, -2, span[0], span[1] + 1),
    kind: Uint8Array.of(PlaceKind.box, PlaceKind.customer, PlaceKind.courier, PlaceKind.gone),
    at: Int32Array.of(2, 4, first, -1),
  }
  const target: FollowTarget = { pick: { kind: 'battery', id: 5 }, track }
  const { places, customers } = staged.scene
  expect(whereIs(target, inputs(-2.5))![0]).toBeCloseTo(originLon + places.lonLat[4], 6)
  expect(whereIs(target, inputs(-1))![1]).toBeCloseTo(originLat + customers.lonLat[9], 6)
  expect(whereIs(target, inputs(span[0]))).toEqual(whereIs(courier(first), inputs(span[0])))
  expect(whereIs(target, inputs(span[1] + 2))).toBe(null)
  expect(whereIs({ ...target, track: null }, inputs(0))).toBe(null)
})

test('the camera goes near at first, then moves only when the point comes near an edge', () => {
  const size = { width: 800, height: 400 }
  const camera = centreOn({ longitude: 0, latitude: 0, zoom: 10 }, [13.4, 52.5])
  expect(camera).toMatchObject({ longitude: 13.4, latitude: 52.5 })
  expect(camera.zoom).toBeGreaterThan(13)
  expect(keepInView(camera, size, [13.4001, 52.5001])).toBe(camera)
  const far: [number, number] = [13.46, 52.48]
  const moved = keepInView(camera, size, far)
  const [x, y] = pixelOf(moved, size, ...far)
  expect([x, y].map(Math.round)).toEqual([560, 280])
})

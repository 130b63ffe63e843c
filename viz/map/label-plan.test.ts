import { describe, expect, test } from 'vitest'
import { pixelOf } from './camera.ts'
import { labelPixels, planLabels, type Cover, type Label, type LabelView } from './label-plan.ts'
import { stage } from './map-fixture.ts'

const { drawing, scene } = stage(100, 1)
const widthOf = (text: string) => text.length * 7
const size = { width: 1200, height: 800 }

function viewAt(zoom: number, covers: readonly Cover[] = []): LabelView {
  const [longitude, latitude] = drawing.originLonLat
  return { camera: { longitude, latitude, zoom }, size, covers }
}

const plan = (zoom: number, covers: readonly Cover[] = []) => planLabels(drawing, scene, viewAt(zoom, covers), widthOf)
const looks = (zoom: number) => new Set(plan(zoom).map(({ look }) => look))

/** Corners of a text on the screen. */
function cornersOf({ text, look, lonLat, belowPixels, angleDeg }: Label, { camera }: LabelView): [number, number][] {
  const [x, y] = pixelOf(camera, size, drawing.originLonLat[0] + lonLat[0], drawing.originLonLat[1] + lonLat[1])
  const [c, s] = [Math.cos((angleDeg * Math.PI) / 180), -Math.sin((angleDeg * Math.PI) / 180)]
  const [w, h] = [widthOf(text) / 2, labelPixels[look] / 2]
  return [
    [-w, -h],
    [w, -h],
    [w, h],
    [-w, h],
  ].map(([across, down]) => [x + across * c - down * s, y + belowPixels + across * s + down * c])
}

/** Whether two convex quadrangles touch, by the axis that would part them. */
function touch(a: [number, number][], b: [number, number][]): boolean {
  const axes = [a, b].flatMap((q) => q.map(([x, y], i) => [y - q[(i + 1) % 4][1], q[(i + 1) % 4][0] - x]))
  return axes.every(([nx, ny]) => {
    const [pa, pb] = [a, b].map((q) => q.map(([x, y]) => x * nx + y * ny))
    return Math.max(...pa) > Math.min(...pb) && Math.max(...pb) > Math.min(...pa)
  })
}

test('over the whole city hubs stand and no district repeats a hub’s name', () => {
  const labels = plan(12)
  const hubs = labels.filter(({ look }) => look === 'hub').map(({ text }) => text)
  expect(hubs).toContain(scene.places.name[0])
  const districts = labels.filter(({ look }) => look === 'district').map(({ text }) => text.replaceAll('\u200a', ''))
  expect(districts.length).toBeGreaterThan(3)
  expect(districts.filter((name) => hubs.some((hub) => hub.toUpperCase() === name))).toEqual([])
})

test('nearer shows more: the river and big streets first, then small streets, shops and boxes', () => {
  expect([looks(12).has('water'), looks(12).has('place')]).toEqual([true, false])
  const [lon, lat] = scene.places.lonLat.subarray(2 * (scene.places.count - 1))
  const camera = { longitude: drawing.originLonLat[0] + lon, latitude: drawing.originLonLat[1] + lat, zoom: 15 }
  const near = planLabels(drawing, scene, { ...viewAt(15), camera }, widthOf)
  expect(near.some(({ look }) => look === 'place')).toBe(true)
  const classes = (zoom: number) =>
    plan(zoom)
      .filter(({ look }) => look === 'street')
      .map(
        ({ text }) => drawing.lineNames.roadClass[[...drawing.lineNames.name].findIndex((name) => drawing.lineNames.names[name] === text)],
      )
  expect(Math.max(...classes(12.2))).toBeLessThanOrEqual(7)
  expect(Math.max(...classes(15))).toBeGreaterThan(9)
})

describe('no text touches another or goes under what lies over the map', () => {
  const covers = [
    { left: 0, top: 0, width: 1200, height: 110 },
    { left: 14, top: 640, width: 270, height: 140 },
  ]
  test.each([11, 12, 12.6, 13.4, 14.2, 15, 16])('at zoom %f', (zoom) => {
    const view = viewAt(zoom, covers)
    const corners = planLabels(drawing, scene, view, widthOf).map((label) => cornersOf(label, view))
    const boxes = covers.map(({ left, top, width, height }): [number, number][] => [
      [left, top],
      [left + width, top],
      [left + width, top + height],
      [left, top + height],
    ])
    const all = [...boxes, ...corners]
    expect(corners.length).toBeGreaterThan(0)
    const pairs = all.flatMap((a, i) => all.slice(Math.max(i + 1, 2)).filter((b) => touch(a, b)))
    expect(pairs).toEqual([])
  })
})

test('the same name does not stand twice side by side, and names are never upside down', () => {
  const streets = plan(15).filter(({ look }) => look === 'street')
  expect(streets.every(({ angleDeg }) => Math.abs(angleDeg) <= 90)).toBe(true)
  const at = ({ lonLat }: Label) =>
    pixelOf(viewAt(15).camera, size, drawing.originLonLat[0] + lonLat[0], drawing.originLonLat[1] + lonLat[1])
  for (const a of streets)
    for (const b of streets)
      if (a !== b && a.text === b.text) expect(Math.hypot(at(a)[0] - at(b)[0], at(a)[1] - at(b)[1])).toBeGreaterThanOrEqual(320)
})

test('before a run there are no places, and an empty city has no labels', () => {
  const before = new Set(planLabels(drawing, null, viewAt(12), widthOf).map(({ look }) => look))
  expect([before.has('hub'), before.has('district')]).toEqual([false, true])
  const empty = { ...drawing, districts: [], areaNames: [], lineNames: { ...drawing.lineNames, count: 0 } }
  expect(planLabels(empty, null, viewAt(12), widthOf)).toEqual([])
})

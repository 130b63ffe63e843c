import { WebMercatorViewport } from '@deck.gl/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { answerKey, fitBounds, panCamera, pixelOf, pointAt, zoomAt, zoomLimits, type Bounds, type Camera } from './camera.ts'

const size = { width: 1600, height: 1000 }
const cameras = fc.record({
  longitude: fc.double({ min: -170, max: 170, noNaN: true }),
  latitude: fc.double({ min: -70, max: 70, noNaN: true }),
  zoom: fc.double({ min: zoomLimits.min, max: zoomLimits.max, noNaN: true }),
})

test('a pixel and the point under it are inverse', () => {
  fc.assert(
    fc.property(cameras, fc.integer({ min: 0, max: 1600 }), fc.integer({ min: 0, max: 1000 }), (camera, x, y) => {
      const [lon, lat] = pointAt(camera, size, x, y)
      const [backX, backY] = pixelOf(camera, size, lon, lat)
      expect(Math.abs(backX - x) + Math.abs(backY - y)).toBeLessThan(1e-3)
    }),
  )
})

test('a fitted city lies whole between the margins and touches them on one axis', () => {
  const margins = { top: 100, right: 20, bottom: 50, left: 30 }
  fc.assert(
    fc.property(
      fc.double({ min: -60, max: 60, noNaN: true }),
      fc.double({ min: -60, max: 60, noNaN: true }),
      fc.double({ min: 0.05, max: 0.4, noNaN: true }),
      fc.double({ min: 0.05, max: 0.4, noNaN: true }),
      (west, south, wide, high) => {
        const bounds: Bounds = [west, south, west + wide, south + high]
        const camera = fitBounds(bounds, size, margins)
        const [left, bottom] = pixelOf(camera, size, west, south)
        const [right, top] = pixelOf(camera, size, west + wide, south + high)
        const gaps = [left - 30, 1600 - 20 - right, top - 100, 1000 - 50 - bottom]
        for (const gap of gaps) expect(gap).toBeGreaterThan(-0.01)
        expect(Math.abs(gaps[0] - gaps[1]) + Math.abs(gaps[2] - gaps[3])).toBeLessThan(0.1)
        expect(Math.min(gaps[0], gaps[2])).toBeLessThan(0.1)
      },
    ),
  )
})

test('pixels, points and fitting are those of deck.gl', () => {
  const bounds: Bounds = [9.91, 49.94, 10.09, 50.06]
  const camera = fitBounds(bounds, size, { top: 0, right: 0, bottom: 0, left: 0 })
  const theirs = new WebMercatorViewport({ ...size, ...camera })
  const fitted = new WebMercatorViewport({ ...size, longitude: 0, latitude: 0, zoom: 1 }).fitBounds([
    [9.91, 49.94],
    [10.09, 50.06],
  ])
  expect([camera.longitude, camera.latitude, camera.zoom].map((x) => x.toFixed(6))).toEqual(
    [fitted.longitude, fitted.latitude, fitted.zoom].map((x) => x.toFixed(6)),
  )
  const [x, y] = pixelOf(camera, size, 9.95, 50.03)
  const [theirX, theirY] = theirs.project([9.95, 50.03])
  expect(Math.abs(x - theirX) + Math.abs(y - theirY)).toBeLessThan(1e-6)
})

test('keys: arrows move, plus and minus zoom within limits, 0 fits, others are left to the page', () => {
  const camera: Camera = { longitude: 10, latitude: 50, zoom: 12 }
  expect(answerKey('ArrowRight', camera)).toEqual(panCamera(camera, 80, 0))
  expect((answerKey('ArrowUp', camera) as Camera).latitude).toBeGreaterThan(50)
  expect(answerKey('+', camera)).toEqual({ ...camera, zoom: 12.5 })
  expect(answerKey('-', { ...camera, zoom: zoomLimits.min })).toEqual({ ...camera, zoom: zoomLimits.min })
  expect(answerKey('0', camera)).toBe('fit')
  for (const key of ['k', 'Tab', 'Escape', ' ']) expect(answerKey(key, camera)).toBeNull()
})

test('zooming at a pixel keeps the point under it, also where the limit stops it', () => {
  const small = { width: 900, height: 500 }
  for (const zoom of [12, 17.4]) {
    const camera = { longitude: 13.4, latitude: 52.5, zoom }
    const before = pointAt(camera, small, 700, 120)
    const after = pointAt(zoomAt(camera, small, 700, 120, 1), small, 700, 120)
    expect(after[0]).toBeCloseTo(before[0], 9)
    expect(after[1]).toBeCloseTo(before[1], 9)
  }
})

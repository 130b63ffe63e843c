import { expect, test } from 'vitest'
import { axisOf, pathOf, rangeOf, roundUp, valueAt, type Series } from './curve-shape.ts'

const scale = { fromMs: 0, toMs: 100, widthPx: 100 }
const series = (unit: string, ...points: [timeMs: number, value: number][]): Series => ({
  label: 'x',
  unit,
  timeMs: Float64Array.from(points, ([timeMs]) => timeMs),
  value: Float64Array.from(points, ([, value]) => value),
})

test('counts hold until they change and begin at zero', () => {
  const stock = series('1', [0, 4], [50, 4], [100, 2])
  expect(axisOf(stock)).toEqual({ low: 0, high: 4 })
  expect(pathOf(stock, scale, 40)).toBe('M0.0 0.0H50.0H100.0V20.0')
})

test('shares go straight, between a round share below and all', () => {
  const health = series('frac', [0, 1], [100, 0.93])
  expect(axisOf(health)).toEqual({ low: 0.9, high: 1 })
  expect(pathOf(health, scale, 10)).toBe('M0.0 0.0L100.0 7.0')
})

test('what is not known is a gap', () => {
  const gappy = series('frac', [0, 1], [40, NaN], [80, 1], [100, 1])
  expect(pathOf(gappy, scale, 10)).toBe('M0.0 0.0M80.0 0.0L100.0 0.0')
  expect(valueAt(gappy, 50)).toBeNull()
  expect(rangeOf(series('frac', [0, NaN]))).toBeNull()
})

test('a stock of nothing and a series of nothing still have an axis', () => {
  expect(axisOf(series('1', [0, 0]))).toEqual({ low: 0, high: 1 })
  expect(axisOf(series('1'))).toEqual({ low: 0, high: 1 })
  expect(pathOf(series('1'), scale, 10)).toBe('')
})

test.each([
  [0, 1],
  [3, 3],
  [11, 12],
  [13, 15],
  [41, 50],
  [90, 100],
  [130, 150],
])('%d is rounded up to %d', (value, expected) => {
  expect(roundUp(value)).toBe(expected)
})

test('the value at a moment is the last before it', () => {
  const stock = series('1', [0, 4], [50, 3])
  expect(valueAt(stock, 49)).toBe(4)
  expect(valueAt(stock, 50)).toBe(3)
  expect(valueAt(stock, -1)).toBeNull()
})

import { expect, test } from 'vitest'
import { axisOf, pathOf, spanAt, xOf } from './trend-shape.ts'

test('one axis holds both curves between round numbers', () => {
  expect(
    axisOf([
      [0.91, 0.97],
      [null, 0.88],
    ]),
  ).toEqual({ low: 0.85, high: 1, ticks: [0.85, 0.9, 0.95, 1] })
  expect(axisOf([[-3, 12], [4]])?.ticks).toEqual([-5, 0, 5, 10, 15])
  expect(axisOf([[7], [7]])).toMatchObject({ low: 6, high: 8 })
  expect(axisOf([[0], [0]])?.ticks.length).toBeGreaterThan(1)
  expect(axisOf([[null], []])).toBe(null)
})

test('a curve has gaps where nothing is known, and the last span may be shorter', () => {
  const frame = { width: 100, height: 10, days: 10, spanDays: 4 }
  expect([xOf(frame, 0), xOf(frame, 1), xOf(frame, 2)]).toEqual([20, 60, 90])
  const axis = { low: 0, high: 1, ticks: [0, 1] }
  expect(pathOf([0, 1, 0.5], axis, frame)).toBe('M20.0 10.0L60.0 0.0L90.0 5.0')
  expect(pathOf([0, null, 1], axis, frame)).toBe('M20.0 10.0h2M90.0 0.0h2')
  expect([spanAt(frame, 3, -5), spanAt(frame, 3, 45), spanAt(frame, 3, 100)]).toEqual([0, 1, 2])
})

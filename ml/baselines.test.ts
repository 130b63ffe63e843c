import { expect, test } from 'vitest'
import { fitOneFeature, predictOneFeature, predictStraightLine } from './baselines.ts'
import { createKnownData } from './data-set-fixture.ts'
import { measureErrors } from './errors.ts'

const all = (rows: number) => Int32Array.from({ length: rows }, (_, row) => row)

test('the one feature is the one that tells most, with the line of least squares', () => {
  const data = createKnownData(200)
  const model = fitOneFeature(data, all(data.rows))!
  expect(model.feature).toBe(0)
  expect(model.fit.slope).toBeCloseTo(80, -1)
  // x₁² has mean 1/3: the line goes through 100 − 10.
  expect(model.fit.intercept).toBeCloseTo(90, -0.5)
  const { rmse } = measureErrors(predictOneFeature(data, model, all(data.rows)), data.y)
  // What is left is 30·√(4/45): the spread of x₁².
  expect(rmse).toBeCloseTo(30 * Math.sqrt(4 / 45), 0)
})

test('rows of unknown truth teach it nothing; with fewer than two others there is no model', () => {
  const data = createKnownData(10)
  const known = fitOneFeature(data, Int32Array.of(0, 1, 2, 3, 4, 5))
  data.isAtLeast.fill(1, 6)
  expect(fitOneFeature(data, all(data.rows))).toEqual(known)
  data.isAtLeast.fill(1)
  expect(fitOneFeature(data, all(data.rows))).toBeNull()
})

test('the straight line says what it says, between 0 and the longest known life', () => {
  const data = createKnownData(2)
  data.lineEstimate.set([50, -3, 1e9, NaN])
  const most = Math.max(...data.y.slice(0, 4))
  expect([...predictStraightLine(data, all(4), all(4))]).toEqual([50, 0, most, most])
})

test('errors by hand', () => {
  expect(measureErrors(Float64Array.of(12, 8, 3), Float64Array.of(10, 10, 0))).toEqual({
    n: 3,
    rmse: Math.sqrt(17 / 3),
    mae: 7 / 3,
    bias: 1,
    mapePercent: 20,
  })
})

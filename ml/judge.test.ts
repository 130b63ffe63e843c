import { describe, expect, test } from 'vitest'
import { createKnownData } from './data-set-fixture.ts'
import { pickFeatures, thinRows } from './data-set.ts'
import type { DataSet } from './data-set.ts'
import { judgeNet } from './judge.ts'
import type { Net } from './net.ts'
import { splitCells } from './split.ts'

/** Says `100 + slope · first`. */
function createNet(slope: number, name = 'first'): Net {
  const one = { mean: 0, scale: 1 }
  return {
    features: [{ name, unit: '1', meaning: name }],
    featureScalers: [one],
    target: { name: 'days', unit: 'd', transform: 'none' },
    targetScaler: { mean: 100, scale: 1 },
    layers: [{ inputs: 1, units: 1, activation: 'linear', weights: Float64Array.of(slope), bias: Float64Array.of(0) }],
  }
}

const data = createKnownData(100, (cell) => ['train', 'test1', 'test2'][cell % 3])
const roles = splitCells(data, { seed: 1, testFrac: 0, validationFrac: 0.2 })

describe('the judgement of a net', () => {
  const { value } = judgeNet(data, roles, createNet(80))

  test('stands beside both baselines on the same rows, split by split', () => {
    expect(value!.splits.map(({ name }) => name)).toEqual(['training', 'validation', 'test1', 'test2'])
    expect(value!.splits.reduce((sum, { rows }) => sum + rows, 0)).toBe(400)
    expect(value!.oneFeature).toMatchObject({ name: 'first' })
    for (const split of value!.splits) {
      // No row of these data has a line to extend.
      expect(split.straightLine).toBeNull()
      expect(split.net.n).toBe(split.rows)
      // What is missing is −30·x₁², whose mean the one feature's line has learned.
      expect(split.net.rmse).toBeGreaterThan(split.oneFeature!.rmse)
      expect(split.net.bias).toBeCloseTo(10, -1)
    }
  })

  test('its points are the rows of each split with what the net says', () => {
    const point = value!.points[0]
    expect(value!.splits[point.split].name).toBe('training')
    expect(value!.points).toHaveLength(400)
  })

  test('rows whose truth is not known do not count', () => {
    const half: DataSet = { ...data, isAtLeast: data.isAtLeast.map((_, row) => row % 2) }
    const { value: judged } = judgeNet(half, roles, createNet(80))
    expect(judged!.splits.reduce((sum, { rows }) => sum + rows, 0)).toBe(200)
  })

  test('a set that lacks a feature of the net is a problem', () => {
    const { value: none, problems } = judgeNet(data, roles, createNet(1, 'elsewhere'))
    expect([none, problems.map(({ code, value: name }) => [code, name])]).toEqual([null, [['missing-features', 'elsewhere']]])
  })
})

test('fewer features keep their order and values; rows that are thinned keep their cell', () => {
  const picked = pickFeatures(data, ['third', 'nothing', 'first'])
  expect(picked.features.map(({ name }) => name)).toEqual(['third', 'first'])
  expect([...picked.x.subarray(0, 4)]).toEqual([data.x[2], data.x[0], data.x[5], data.x[3]])
  const thin = thinRows(data, 150)
  expect(thin.rows).toBe(150)
  expect(thin.x.subarray(3, 6)).toEqual(data.x.subarray(6, 9))
  expect(thin.y[1]).toBe(data.y[2])
  expect(thin.cellOfRow[149]).toBe(data.cellOfRow[397])
  expect(thinRows(data, 400)).toBe(data)
})

import { expect, test } from 'vitest'
import { createPredictor } from './net.ts'
import type { Net } from './net.ts'

const net: Net = {
  features: ['a', 'b'].map((name) => ({ name, unit: '1', meaning: name })),
  featureScalers: [
    { mean: 1, scale: 2 },
    { mean: 0, scale: 1 },
  ],
  target: { name: 'days', unit: 'd', transform: 'none' },
  targetScaler: { mean: 10, scale: 5 },
  layers: [
    { inputs: 2, units: 2, activation: 'relu', weights: Float64Array.of(1, -1, 0.5, 2), bias: Float64Array.of(0.25, -0.5) },
    { inputs: 2, units: 1, activation: 'linear', weights: Float64Array.of(2, 3), bias: Float64Array.of(-1) },
  ],
}

test('a net by hand', () => {
  // Scaled (1, 0.5): hidden (0.25 + 1 + 0.25, max(0, −0.5 − 1 + 1)) = (1.5, 0); output −1 + 3 = 2; 2·5 + 10.
  expect(createPredictor(net)([3, 0.5])).toBe(20)
  expect(createPredictor(net)([9, 9, 3, 0.5], 2)).toBe(20)
})

test('the answer depends on nothing but the features', () => {
  const predict = createPredictor(net)
  const first = predict([3, 0.5])
  predict([-7, 1e9])
  expect(predict([3, 0.5])).toBe(first)
})

test('tanh and the learned form, as Math says to 8 decimals', () => {
  const curved: Net = {
    ...net,
    target: { ...net.target, transform: 'log' },
    targetScaler: { mean: 4, scale: 1.5 },
    layers: [{ ...net.layers[0], activation: 'tanh' }, net.layers[1]],
  }
  const predict = createPredictor(curved)
  const expected = (a: number, b: number): number => {
    const h = [0, 1].map((u) => Math.tanh([0.25, -0.5][u] + ((a - 1) / 2) * [1, -1][u] + b * [0.5, 2][u]))
    return Math.exp((2 * h[0] + 3 * h[1] - 1) * 1.5 + 4) - 1
  }
  for (const [a, b] of [
    [3, 0.5],
    [-2, 0.1],
    [0.3, -0.7],
  ])
    expect(predict([a, b])).toBeCloseTo(Math.max(0, expected(a, b)), 8)
})

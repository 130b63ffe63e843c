import * as tf from '@tensorflow/tfjs-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { createKnownData } from '../data-set-fixture.ts'
import { CellRole, createPredictor, measureErrors, rowOf, rowsOfRole, splitCells } from '../index.ts'
import type { DataSet, Net } from '../index.ts'
import { openBackend } from './backend.ts'
import { createLayers, readLayers, runBackward, runForward } from './layers.ts'
import { createTrainer } from './trainer.ts'

const settings = { hidden: [16], activation: 'tanh', batchRows: 32, learningRate: 0.01, weightDecay: 0, seed: 1 } as const
const split = { seed: 1, testFrac: 0.2, validationFrac: 0.2 }

function train(data: DataSet, epochs: number, changes: object = {}): Net {
  const trainer = createTrainer(data, splitCells(data, split), { ...settings, ...changes })
  for (let k = 0; k < epochs; k++) trainer.runEpoch()
  const net = trainer.best()
  trainer.dispose()
  return net
}

function testError(data: DataSet, net: Net): number {
  const rows = rowsOfRole(data, splitCells(data, split), CellRole.test)
  const predict = createPredictor(net)
  return measureErrors(
    Float64Array.from(rows, (row) => predict(rowOf(data, row))),
    Float64Array.from(rows, (row) => data.y[row]),
  ).rmse
}

describe.each(['wasm', 'cpu'] as const)('on the backend %s', (backend) => {
  beforeAll(() => openBackend(backend))

  test('a net learns what no line can: y = 100 + 80·x₀ − 30·x₁²', () => {
    const data = createKnownData(200)
    // A line keeps an error of 30·√(4/45) = 8.9.
    expect(testError(data, train(data, 120))).toBeLessThan(3)
  })

  test('same data, seed and backend: the same weights, bit by bit; another seed: others', () => {
    const data = createKnownData(60)
    const first = train(data, 5)
    expect(train(data, 5)).toEqual(first)
    expect(train(data, 5, { seed: 2 }).layers).not.toEqual(first.layers)
  })

  test('200 epochs leave no tensor behind', () => {
    const before = tf.memory().numTensors
    const data = createKnownData(20)
    const trainer = createTrainer(data, splitCells(data, split), { ...settings, activation: 'relu', weightDecay: 0.1 })
    trainer.runEpoch()
    const during = tf.memory().numTensors
    for (let k = 1; k < 200; k++) trainer.runEpoch()
    expect(tf.memory().numTensors).toBe(during)
    trainer.dispose()
    expect(tf.memory().numTensors).toBe(before)
  })

  test.each(['tanh', 'relu'] as const)('gradients through %s are those of small steps', (activation) => {
    tf.tidy(() => {
      const layers = createLayers(3, [5, 4], activation, 9)
      const x = tf.tensor2d([0.3, -0.8, 0.5, 1.1, 0.2, -0.4], [2, 3])
      const loss = () => tf.mean(tf.square(runForward(layers, x).at(-1)!)).dataSync()[0]
      const outputs = runForward(layers, x)
      for (const { name, tensor } of runBackward(layers, outputs, tf.mul(outputs.at(-1)!, 2 / 2))) {
        const variable = layers.flatMap(({ weights, bias }) => [weights, bias]).find((one) => one.name === name)!
        const values = variable.dataSync().slice()
        const slopes = tensor.dataSync()
        values.forEach((value, i) => {
          const at = (moved: number) => {
            variable.assign(tf.tensor(values.with(i, moved), variable.shape))
            return loss()
          }
          expect(slopes[i]).toBeCloseTo((at(value + 0.01) - at(value - 0.01)) / 0.02, 2)
          variable.assign(tf.tensor(values, variable.shape))
        })
      }
      for (const { weights, bias } of layers) tf.dispose([weights, bias])
    })
  })

  test('the portable kernel answers as the library does, to single precision', () => {
    tf.tidy(() => {
      const layers = createLayers(3, [8], 'tanh', 4)
      const one = { mean: 0, scale: 1 }
      const target = { name: 'days', unit: 'd', transform: 'none' } as const
      const predict = createPredictor({
        features: [],
        featureScalers: [one, one, one],
        target,
        targetScaler: { mean: 50, scale: 1 },
        layers: readLayers(layers),
      })
      const x = [0.3, -0.8, 0.5]
      expect(predict(x)).toBeCloseTo(
        50 +
          runForward(layers, tf.tensor2d(x, [1, 3]))
            .at(-1)!
            .dataSync()[0],
        5,
      )
      for (const { weights, bias } of layers) tf.dispose([weights, bias])
    })
  })
})

describe('rows of unknown truth', () => {
  beforeAll(() => openBackend('wasm'))

  test('they pull the net up to what is known and no further', () => {
    const data = createKnownData(100)
    // Every row stands for at least 50 more days than its value says; half of the rows know their truth.
    const truth = Float64Array.from(data.y)
    data.y.forEach((y, row) => {
      if (data.cellOfRow[row] % 2 === 1) return
      data.isAtLeast[row] = 1
      data.y[row] = y - 50
    })
    const net = train(data, 120)
    const predict = createPredictor(net)
    const rows = rowsOfRole(data, splitCells(data, split), CellRole.test)
    const { rmse } = measureErrors(
      Float64Array.from(rows, (row) => predict(rowOf(data, row))),
      Float64Array.from(rows, (row) => truth[row]),
    )
    expect(rmse).toBeLessThan(10)
  })
})

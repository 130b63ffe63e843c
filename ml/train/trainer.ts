import * as tf from '@tensorflow/tfjs-core'
import { CellRole, createDealer, fitScalers, fitTargetScaler, learnedForm, rowsOfRole } from '../index.ts'
import type { Activation, DataSet, DenseLayer, Net, Scaler } from '../index.ts'
import { createLayers, readLayers, runBackward, runForward } from './layers.ts'
import type { TrainableLayer } from './layers.ts'

export interface TrainSettings {
  /** Units of each hidden layer. */
  readonly hidden: readonly number[]
  readonly activation: Activation
  readonly batchRows: number
  readonly learningRate: number
  /** Pull of the weights towards 0, for each step (decoupled weight decay, Loshchilov, Hutter 2019). */
  readonly weightDecay: number
  readonly seed: number
}

/** Mean squared errors of the scaled target, after an epoch. NaN for `validation` where no cell is for it. */
export interface EpochLoss {
  readonly epoch: number
  readonly training: number
  readonly validation: number
  /** Whether no epoch before was as good: its weights are kept. */
  readonly isBest: boolean
}

/** A net in training. It holds tensors: `dispose` gives them back. */
export interface Trainer {
  /** One pass over all training rows. */
  readonly runEpoch: () => EpochLoss
  /** The net of the best epoch so far; before the first one the net as it was drawn. */
  readonly best: () => Net
  readonly dispose: () => void
}

interface Rows {
  readonly count: number
  readonly x: Float32Array
  readonly y: Float32Array
  readonly isAtLeast: Float32Array
}

/** Rows of a validation pass that stand in memory at a time. */
const passRows = 4096

/**
 * A net for a data set: scalers are fitted on training cells only, batches and first weights come by seed. The same data, settings and backend
 * give the same weights. `openBackend` must be done. A row whose truth is only known to be at least some value counts while the net says less.
 */
export function createTrainer(data: DataSet, roles: Uint8Array, settings: TrainSettings): Trainer {
  const trainingRows = rowsOfRole(data, roles, CellRole.training)
  const featureScalers = fitScalers(data, trainingRows)
  const targetScaler = fitTargetScaler(data, trainingRows)
  const scaled = (rows: Int32Array) => scaleRows(data, rows, featureScalers, targetScaler)
  const training = scaled(trainingRows)
  const validation = scaled(rowsOfRole(data, roles, CellRole.validation))
  const layers = createLayers(data.features.length, settings.hidden, settings.activation, settings.seed)
  const optimizer = tf.train.adam(settings.learningRate)
  const deal = createDealer(training.count, settings.seed + 1)
  let kept: DenseLayer[] = readLayers(layers)
  let least = Infinity
  let epoch = 0
  return {
    runEpoch() {
      epoch += 1
      const trainingLoss = trainPass(layers, optimizer, training, deal(), settings)
      const validationLoss = measureLoss(layers, validation)
      const judged = validation.count > 0 ? validationLoss : trainingLoss
      const isBest = judged < least
      if (isBest) {
        least = judged
        kept = readLayers(layers)
      }
      return { epoch, training: trainingLoss, validation: validationLoss, isBest }
    },
    best: () => ({ features: data.features, featureScalers, target: data.target, targetScaler, layers: kept }),
    dispose() {
      for (const { weights, bias } of layers) tf.dispose([weights, bias])
      optimizer.dispose()
    },
  }
}

function scaleRows(data: DataSet, rows: Int32Array, scalers: readonly Scaler[], targetScaler: Scaler): Rows {
  const width = data.features.length
  const x = new Float32Array(rows.length * width)
  rows.forEach((row, i) => {
    for (let f = 0; f < width; f++) x[i * width + f] = (data.x[row * width + f] - scalers[f].mean) / scalers[f].scale
  })
  const toLearned = (row: number) => (learnedForm(data.target, data.y[row]) - targetScaler.mean) / targetScaler.scale
  const isAtLeast = Float32Array.from(rows, (row) => data.isAtLeast[row])
  return { count: rows.length, x, y: Float32Array.from(rows, toLearned), isAtLeast }
}

function trainPass(
  layers: readonly TrainableLayer[],
  optimizer: tf.AdamOptimizer,
  rows: Rows,
  order: Int32Array,
  settings: TrainSettings,
): number {
  let sum = 0
  for (let from = 0; from < rows.count; from += settings.batchRows) {
    const batch = pickRows(rows, order.subarray(from, from + settings.batchRows))
    sum += trainBatch(layers, optimizer, batch, settings) * batch.count
  }
  return sum / rows.count
}

/** One step of the optimizer; answers the batch's loss before it. */
function trainBatch(layers: readonly TrainableLayer[], optimizer: tf.AdamOptimizer, batch: Rows, settings: TrainSettings): number {
  return tf.tidy(() => {
    const outputs = runForward(layers, tf.tensor2d(batch.x, [batch.count, layers[0].inputs]))
    const off = errorsOf(outputs[outputs.length - 1], batch)
    optimizer.applyGradients(runBackward(layers, outputs, tf.mul(off, 2 / batch.count)))
    if (settings.weightDecay > 0) decay(layers, settings.learningRate * settings.weightDecay)
    return meanSquare(off)
  })
}

function decay(layers: readonly TrainableLayer[], share: number): void {
  for (const { weights } of layers) weights.assign(tf.mul(weights, 1 - share))
}

/** Predicted − true, and 0 where the truth is at least some value that the net reaches. */
function errorsOf(predicted: tf.Tensor2D, { y, isAtLeast, count }: Rows): tf.Tensor2D {
  const off: tf.Tensor2D = tf.sub(predicted, tf.tensor2d(y, [count, 1]))
  const isExact = tf.sub(1, tf.tensor2d(isAtLeast, [count, 1]))
  return tf.mul(off, tf.maximum(isExact, tf.step(tf.neg(off))))
}

function meanSquare(off: tf.Tensor2D): number {
  return tf.mean(tf.square(off)).dataSync()[0]
}

function measureLoss(layers: readonly TrainableLayer[], rows: Rows): number {
  let sum = 0
  for (let from = 0; from < rows.count; from += passRows) {
    const order = Int32Array.from({ length: Math.min(passRows, rows.count - from) }, (_, i) => from + i)
    const part = pickRows(rows, order)
    sum +=
      tf.tidy(() => meanSquare(errorsOf(runForward(layers, tf.tensor2d(part.x, [part.count, layers[0].inputs])).at(-1)!, part))) *
      part.count
  }
  return rows.count === 0 ? NaN : sum / rows.count
}

function pickRows(rows: Rows, order: Int32Array): Rows {
  const width = rows.x.length / rows.count
  const x = new Float32Array(order.length * width)
  order.forEach((row, i) => x.set(rows.x.subarray(row * width, (row + 1) * width), i * width))
  return {
    count: order.length,
    x,
    y: Float32Array.from(order, (row) => rows.y[row]),
    isAtLeast: Float32Array.from(order, (row) => rows.isAtLeast[row]),
  }
}

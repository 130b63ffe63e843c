import * as tf from '@tensorflow/tfjs-core'
import { nextXoshiroUniform, seedXoshiro } from '../../sim/random/index.ts'
import type { Activation, DenseLayer } from '../index.ts'

/** A dense layer whose weights are variables of TensorFlow.js. */
export interface TrainableLayer {
  readonly inputs: number
  readonly units: number
  readonly activation: Activation
  readonly weights: tf.Variable
  readonly bias: tf.Variable
}

/** Variables of TensorFlow.js are known by name, and two trainers may live side by side. */
let made = 0

/** Hidden layers and one linear output. Weights uniform within √(6 / (inputs + units)) (Glorot, Bengio 2010), drawn by seed; bias 0. */
export function createLayers(features: number, hidden: readonly number[], activation: Activation, seed: number): TrainableLayer[] {
  const state = new Uint32Array(4)
  seedXoshiro(state, seed)
  const widths = [features, ...hidden, 1]
  return widths.slice(1).map((units, k) => {
    const inputs = widths[k]
    const reach = Math.sqrt(6 / (inputs + units))
    const drawn = Float32Array.from({ length: inputs * units }, () => (2 * nextXoshiroUniform(state) - 1) * reach)
    return {
      inputs,
      units,
      activation: k === hidden.length ? 'linear' : activation,
      weights: nameVariable(tf.tensor2d(drawn, [inputs, units])),
      bias: nameVariable(tf.zeros([units])),
    }
  })
}

function nameVariable(value: tf.Tensor): tf.Variable {
  const variable = tf.variable(value, true, `net-${made++}`)
  value.dispose()
  return variable
}

/** What every layer gives out for rows of inputs, the inputs first. */
export function runForward(layers: readonly TrainableLayer[], x: tf.Tensor2D): tf.Tensor2D[] {
  const outputs = [x]
  for (const { weights, bias, activation } of layers) {
    const sums = tf.add(tf.matMul(outputs[outputs.length - 1], weights as tf.Tensor as tf.Tensor2D), bias)
    outputs.push(
      activation === 'relu' ? tf.relu(sums as tf.Tensor2D) : activation === 'tanh' ? tf.tanh(sums as tf.Tensor2D) : (sums as tf.Tensor2D),
    )
  }
  return outputs
}

/** A gradient, and the variable that it moves. */
interface NamedTensor {
  readonly name: string
  readonly tensor: tf.Tensor
}

/**
 * Gradients of every variable by its name, from the slope of the loss at the output: the chain rule, layer by layer backwards. Written out here
 * because the library's own gradients are not part of its build for Node.
 */
export function runBackward(layers: readonly TrainableLayer[], outputs: readonly tf.Tensor2D[], slope: tf.Tensor2D): NamedTensor[] {
  const gradients: NamedTensor[] = []
  let delta = slope
  for (let k = layers.length - 1; k >= 0; k--) {
    const { weights, bias, activation } = layers[k]
    delta = throughActivation(activation, outputs[k + 1], delta)
    gradients.push({ name: weights.name, tensor: tf.matMul(outputs[k], delta, true, false) }, { name: bias.name, tensor: tf.sum(delta, 0) })
    if (k > 0) delta = tf.matMul(delta, weights, false, true)
  }
  return gradients
}

function throughActivation(activation: Activation, output: tf.Tensor2D, delta: tf.Tensor2D): tf.Tensor2D {
  if (activation === 'relu') return tf.mul(delta, tf.step(output))
  return activation === 'tanh' ? tf.mul(delta, tf.sub(1, tf.square(output))) : delta
}

/** The weights as numbers, out of the library. */
export function readLayers(layers: readonly TrainableLayer[]): DenseLayer[] {
  return layers.map(({ inputs, units, activation, weights, bias }) => ({
    inputs,
    units,
    activation,
    weights: Float64Array.from(weights.dataSync()),
    bias: Float64Array.from(bias.dataSync()),
  }))
}

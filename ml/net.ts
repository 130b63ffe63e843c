import { tanh } from '../sim/math/index.ts'
import type { Feature, Target } from './data-set.ts'
import { fromLearnedForm } from './scaler.ts'
import type { Scaler } from './scaler.ts'

export const activations = ['linear', 'relu', 'tanh'] as const
export type Activation = (typeof activations)[number]

/** A dense layer: `units` sums over all inputs. */
export interface DenseLayer {
  readonly inputs: number
  readonly units: number
  readonly activation: Activation
  /** Weight of input i for unit u at `i · units + u`. */
  readonly weights: Float64Array
  readonly bias: Float64Array
}

/** Everything that decides a model's answers. */
export interface Net {
  readonly features: readonly Feature[]
  readonly featureScalers: readonly Scaler[]
  readonly target: Target
  readonly targetScaler: Scaler
  readonly layers: readonly DenseLayer[]
}

/** Answers in the target's unit for the features that stand in `x` from `from` on. */
export type Predict = (x: ArrayLike<number>, from?: number) => number

/**
 * The portable kernel: sums in one order in float64, and tanh and exp of our own, so that a net answers with the same bits on every machine.
 * What it writes in between is its own scratch; the answer depends on the features alone.
 */
export function createPredictor({ featureScalers, target, targetScaler, layers }: Net): Predict {
  const input = new Float64Array(featureScalers.length)
  const outputs = layers.map(({ units }) => new Float64Array(units))
  return (x, from = 0) => {
    featureScalers.forEach(({ mean, scale }, i) => (input[i] = (x[from + i] - mean) / scale))
    let last: Float64Array = input
    for (let k = 0; k < layers.length; k++) last = applyLayer(layers[k], last, outputs[k])
    return fromLearnedForm(target, last[0] * targetScaler.scale + targetScaler.mean)
  }
}

function applyLayer({ inputs, units, activation, weights, bias }: DenseLayer, input: Float64Array, output: Float64Array): Float64Array {
  output.set(bias)
  for (let i = 0; i < inputs; i++) {
    const value = input[i]
    const at = i * units
    if (value !== 0) for (let u = 0; u < units; u++) output[u] += value * weights[at + u]
  }
  if (activation === 'relu') for (let u = 0; u < units; u++) output[u] = Math.max(0, output[u])
  else if (activation === 'tanh') for (let u = 0; u < units; u++) output[u] = tanh(output[u])
  return output
}

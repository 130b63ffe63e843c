import { exp, log, pow } from '../../sim/math/index.ts'

/**
 * How a state grows with its driver x at constant rate k: `power` y = k·x^p, `sigmoid` y = 2·(1/2 − 1/(1 + exp((k·x)^p))), both from 0.
 * In z = k^(1/p)·x (power) or z = k·x (sigmoid) growth adds up for any sequence of rates.
 */
export type StateForm = 'power' | 'sigmoid'

/** State y from its additive variable z ≥ 0 under exponent `p`. */
export function stateFromAdditive(form: StateForm, z: number, p: number): number {
  return form === 'power' ? pow(z, p) : sigmoidFromPower(pow(z, p))
}

/**
 * Additive variable z ≥ 0 from state y (0 ≤ y, sigmoid y < 1) under exponent `p`; the inverse of `stateFromAdditive`.
 * Both sigmoid expressions are the source's, rounding included: see `roundAsStates`.
 */
export function additiveFromState(form: StateForm, y: number, p: number): number {
  if (y <= 0) return 0
  return pow(form === 'power' ? y : log(2 / (1 - y) - 1), 1 / p)
}

/** The sigmoid with limit 1 at w = (k·x)^p ≥ 0; equals tanh(w / 2). */
export function sigmoidFromPower(w: number): number {
  return 2 * (0.5 - 1 / (1 + exp(w)))
}

/**
 * A sigmoid state y ≥ 0 after its driver grew by `dx` (≥ 0), where limit (> 0), rate `k` (> 0) and exponent `p` (> 0) are those of today:
 * y → x under them, x + dx → y. A state at or beyond today's limit stands still.
 */
export function growSigmoid(y: number, dx: number, limit: number, k: number, p: number): number {
  if (dx === 0 || y >= limit) return y
  return limit * sigmoidFromPower(pow(additiveFromState('sigmoid', y / limit, p) + k * dx, p))
}

/** A power state y ≥ 0 after its driver grew by `dx` at rate `k` under exponent `p`: y → x → y, which is z += k^(1/p)·dx. */
export function growPower(y: number, dx: number, k: number, p: number): number {
  return stateFromAdditive('power', additiveFromState('power', y, p) + pow(k, 1 / p) * dx, p)
}

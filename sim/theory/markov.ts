/** Most states: elimination takes states³ / 3 steps and states² numbers. */
const MAX_STATES = 1500

/**
 * Steady state of a finite Markov chain in continuous time: `rates` is a square matrix, row by row, of the rates from state to state (the diagonal is not read); every
 * state must be reached from every other. Elimination without subtraction keeps each chance's relative error near rounding: W. K. Grassmann, M. I. Taksar, D. P. Heyman (1985).
 * `null` for more than 1500 states.
 */
export function solveMarkov(rates: Float64Array, states: number): Float64Array | null {
  if (states > MAX_STATES) return null
  const a = rates.slice()
  for (let k = states - 1; k > 0; k--) {
    let out = 0
    for (let j = 0; j < k; j++) out += a[k * states + j]
    for (let i = 0; i < k; i++) {
      const share = a[i * states + k] / out
      a[i * states + k] = share
      if (share > 0) for (let j = 0; j < k; j++) a[i * states + j] += share * a[k * states + j]
    }
  }
  const chances = new Float64Array(states)
  chances[0] = 1
  let sum = 1
  for (let k = 1; k < states; k++) {
    for (let i = 0; i < k; i++) chances[k] += chances[i] * a[i * states + k]
    sum += chances[k]
  }
  return chances.map((chance) => chance / sum)
}

import { assert } from '../assert.ts'

const pair = new Float64Array(1)
const words = new Uint32Array(pair.buffer)

pair[0] = 1
assert(words[1] === 0x3ff00000, 'big-endian-host', 'typed arrays must be little endian')

/** Upper 32 bits of a float64 (sign, exponent, 20 bits of fraction) as an unsigned number. Little endian hosts only (asserted on load). */
export function highWord(x: number): number {
  pair[0] = x
  return words[1]
}

/** Lower 32 bits of a float64 as an unsigned number. */
export function lowWord(x: number): number {
  pair[0] = x
  return words[0]
}

/** Index of 2⁰ in POWERS_OF_TWO. */
export const POWER_BIAS = 1074

/** Every power of two that a float64 can hold: 2^k at k + POWER_BIAS, −1074 ≤ k ≤ 1023. A load is faster than storing two words and reading one. */
export const POWERS_OF_TWO = listPowersOfTwo()

function listPowersOfTwo(): Float64Array {
  const powers = new Float64Array(POWER_BIAS + 1024)
  powers[POWER_BIAS] = 1
  for (let k = 1; k <= 1023; k++) powers[POWER_BIAS + k] = powers[POWER_BIAS + k - 1] * 2
  for (let k = 1; k <= 1074; k++) powers[POWER_BIAS - k] = powers[POWER_BIAS - k + 1] / 2
  return powers
}

/** y·2^k rounded once, for 0.5 ≤ y < 4 and −1100 ≤ k ≤ 1024; subnormal results and overflow included. */
export function scaleByPowerOfTwo(y: number, k: number): number {
  if (k > 1000) return y * POWERS_OF_TWO[POWER_BIAS + k - 100] * POWERS_OF_TWO[POWER_BIAS + 100]
  if (k < -1000) return y * POWERS_OF_TWO[POWER_BIAS + k + 200] * POWERS_OF_TWO[POWER_BIAS - 200]
  return y * POWERS_OF_TWO[POWER_BIAS + k]
}

import { assert } from '../assert.ts'

/** Multipliers and key steps. Source: J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, Parallel random numbers: as easy as 1, 2, 3 (SC11). */
const MULTIPLIER_0 = 0xd2511f53 | 0
const MULTIPLIER_0_LOW = 0x1f53
const MULTIPLIER_0_HIGH = 0xd251
const MULTIPLIER_1 = 0xcd9e8d57 | 0
const MULTIPLIER_1_LOW = 0x8d57
const MULTIPLIER_1_HIGH = 0xcd9e
const KEY_STEP_0 = 0x9e3779b9 | 0
const KEY_STEP_1 = 0xbb67ae85 | 0
const ROUNDS = 10

/** Upper 32 bits of a·b, b given as two halves of 16 bits; every sum fits 32 bits, so that no step leaves integer arithmetic. */
function multiplyHigh(a: number, bLow: number, bHigh: number): number {
  const aLow = a & 0xffff
  const aHigh = a >>> 16
  const middle = (Math.imul(aHigh, bLow) + (Math.imul(aLow, bLow) >>> 16)) | 0
  const cross = (Math.imul(aLow, bHigh) + (middle & 0xffff)) | 0
  return (Math.imul(aHigh, bHigh) + (middle >>> 16) + (cross >>> 16)) | 0
}

/**
 * Philox4x32 with 10 rounds: fills out[0..3] with the block of counter (c0..c3) under key (k0, k1). Words are 32-bit patterns, signed or unsigned.
 * For one key it is a bijection of the counter. Allocates nothing.
 */
export function philox4x32(c0: number, c1: number, c2: number, c3: number, k0: number, k1: number, out: Uint32Array): void {
  let key0 = k0 | 0
  let key1 = k1 | 0
  let word0 = c0 | 0
  let word1 = c1 | 0
  let word2 = c2 | 0
  let word3 = c3 | 0
  for (let round = 0; round < ROUNDS; round++) {
    const high0 = multiplyHigh(word0, MULTIPLIER_0_LOW, MULTIPLIER_0_HIGH)
    const high1 = multiplyHigh(word2, MULTIPLIER_1_LOW, MULTIPLIER_1_HIGH)
    const low0 = Math.imul(word0, MULTIPLIER_0)
    word0 = high1 ^ word1 ^ key0
    word1 = Math.imul(word2, MULTIPLIER_1)
    word2 = high0 ^ word3 ^ key1
    word3 = low0
    key0 = (key0 + KEY_STEP_0) | 0
    key1 = (key1 + KEY_STEP_1) | 0
  }
  out[0] = word0
  out[1] = word1
  out[2] = word2
  out[3] = word3
}

const TWO_32 = 4294967296
/** Draws that one occasion may take: the index shares a counter word with the upper 21 bits of the occasion. */
export const MAX_INDEX = 2047

/** The block of the latest draw; read at once, so nothing of a run lies here. */
const block = new Uint32Array(4)

/**
 * One uniform number strictly inside (0, 1), on a grid of 2⁻⁵² with half a step of margin, named by what it decides and not by how many draws came before.
 * seed: any safe integer; stream: u32 (what for); entity: u32 (stableId of who); occasion: whole 0..2⁵³ − 1 (day, hour, n-th request); index: 0..2047.
 * Key = (seed's low word, high word); counter = (stream, entity, occasion's low word, occasion's upper 21 bits + index·2²¹).
 * The packing loses nothing, so distinct names have distinct counters or keys, and within one seed distinct 128-bit blocks. Throws beyond the ranges.
 */
export function philoxUniform(seed: number, stream: number, entity: number, occasion: number, index = 0): number {
  assert(Number.isSafeInteger(seed), 'philox-seed', seed)
  assert(stream >>> 0 === stream, 'philox-stream', stream)
  assert(entity >>> 0 === entity, 'philox-entity', entity)
  assert(occasion >= 0 && Number.isSafeInteger(occasion), 'philox-occasion', occasion)
  assert(index >= 0 && index <= MAX_INDEX && (index | 0) === index, 'philox-index', index)
  const upper = Math.floor(occasion / TWO_32)
  philox4x32(stream, entity, occasion, upper | (index << 21), seed, Math.floor(seed / TWO_32), block)
  return uniformOfWords(block[0], block[1])
}

/**
 * `philoxUniform` of many entities at one occasion: out[i] is the draw of entities[from + i], for i < to − from. The same numbers as one by one, with the
 * names checked once. Throws beyond the ranges.
 */
export function philoxUniforms(
  seed: number,
  stream: number,
  entities: Uint32Array,
  from: number,
  to: number,
  occasion: number,
  out: Float64Array,
): void {
  assert(Number.isSafeInteger(seed), 'philox-seed', seed)
  assert(stream >>> 0 === stream, 'philox-stream', stream)
  assert(occasion >= 0 && Number.isSafeInteger(occasion), 'philox-occasion', occasion)
  assert(from >= 0 && to <= entities.length && to - from <= out.length, 'philox-range', to)
  const upper = Math.floor(occasion / TWO_32)
  const keyHigh = Math.floor(seed / TWO_32)
  for (let row = from; row < to; row++) {
    philox4x32(stream, entities[row], occasion, upper, seed, keyHigh, block)
    out[row - from] = uniformOfWords(block[0], block[1])
  }
}

/** (0, 1) from the upper 26 bits of two words: 52 bits and a half, exact in float64. */
export function uniformOfWords(a: number, b: number): number {
  return ((a >>> 6) * 67108864 + (b >>> 6) + 0.5) / 4503599627370496
}

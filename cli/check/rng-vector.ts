import { nextXoshiroU32, philox4x32 } from '../../sim/random/index.ts'

/** `null` when the generator gives the vector's words, otherwise what is wrong. */
export type Verdict = string | null

/** Judges `{ ctr: 4 hex words, key: 2 hex words, out: 4 hex words }` against Philox4x32-10. */
export function judgePhilox(vector: Readonly<Record<string, unknown>>): Verdict {
  const counter = readWords(vector['ctr'], 4, parseHexWord)
  const key = readWords(vector['key'], 2, parseHexWord)
  const wanted = readWords(vector['out'], 4, parseHexWord)
  if (counter === null || key === null || wanted === null)
    return 'malformed: ctr and out must be four, key two words of up to eight hex digits'
  const out = new Uint32Array(4)
  philox4x32(counter[0], counter[1], counter[2], counter[3], key[0], key[1], out)
  return compareWords(out, wanted)
}

/** Judges `{ state: 4 whole numbers, out: one or more whole numbers }` against the first words of xoshiro128** 1.1. */
export function judgeXoshiro(vector: unknown): Verdict {
  const fields = isRecord(vector) ? vector : {}
  const state = readWords(fields['state'], 4, parseNumberWord)
  const wanted = readWords(fields['out'], 0, parseNumberWord)
  if (state === null || wanted === null) return 'malformed: state must be four, out one or more whole numbers from 0 to 4294967295'
  if (state.every((word) => word === 0)) return 'malformed: the state must not be all zero'
  return compareWords(
    Uint32Array.from(wanted, () => nextXoshiroU32(state)),
    wanted,
  )
}

/** True for JSON objects, false for lists, null and plain values. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** `count` words (0: one or more), or `null` when the value is anything else. */
function readWords(value: unknown, count: number, parse: (word: unknown) => number): Uint32Array | null {
  if (!Array.isArray(value) || value.length === 0 || (count > 0 && value.length !== count)) return null
  const words = value.map(parse)
  return words.some(Number.isNaN) ? null : Uint32Array.from(words)
}

function parseHexWord(word: unknown): number {
  return typeof word === 'string' && /^(0x)?[0-9a-f]{1,8}$/i.test(word) ? Number.parseInt(word, 16) : Number.NaN
}

function parseNumberWord(word: unknown): number {
  return typeof word === 'number' && word >>> 0 === word ? word : Number.NaN
}

function compareWords(got: Uint32Array, wanted: Uint32Array): Verdict {
  const at = got.findIndex((word, i) => word !== wanted[i])
  return at < 0 ? null : `word ${at} is ${toHex(got[at])}, the vector says ${toHex(wanted[at])}`
}

function toHex(word: number): string {
  return `0x${word.toString(16).padStart(8, '0')}`
}

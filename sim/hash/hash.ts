/**
 * A running 64-bit hash of logical values. Equal calls in equal order give equal digests on every machine; it guards against
 * accidents, not against an adversary.
 */
export interface Hash {
  /** Adds one number by the two words of its float64; every NaN counts as one value, −0 as 0. */
  addNumber(x: number): void
  /** Adds one 32-bit word; a negative or larger whole number counts modulo 2³². */
  addU32(word: number): void
  /** Adds a text by its UTF-16 code units, and its length, so that `ab`+`c` differs from `a`+`bc`. */
  addString(text: string): void
  /** Adds `array[from] … array[to − 1]` and their count; whole-number arrays by one word an element, float arrays like `addNumber`. */
  addColumn(array: HashColumn, from: number, to: number): void
  /** 16 lower-case hexadecimal digits; more values may be added afterwards. */
  digest(): string
}

export type HashColumn = Float64Array | Float32Array | Int32Array | Uint32Array | Uint16Array | Uint8Array

/** Starts an empty hash. Mixing and finishing steps are MurmurHash3's (Appleby 2011, x86_32), in two coupled 32-bit lanes. */
export function createHash(): Hash {
  return new MurmurPair()
}

class MurmurPair implements Hash {
  private readonly lanes = Int32Array.of(0x56544831, 0x2545f491)
  private readonly float = new Float64Array(1)
  private readonly words = new Uint32Array(this.float.buffer)
  private count = 0

  addU32(word: number): void {
    const lanes = this.lanes
    const first = rotate(lanes[0] ^ Math.imul(rotate(Math.imul(word, 0xcc9e2d51), 15), 0x1b873593), 13)
    const a = (Math.imul((first + lanes[1]) | 0, 5) + 0xe6546b64) | 0
    const second = rotate(lanes[1] ^ Math.imul(rotate(Math.imul(word, 0x38b34ae5), 16), 0xa1e38b93), 17)
    lanes[1] = Math.imul((second + a) | 0, 5) + 0x561ccd1b
    lanes[0] = a
    this.count += 1
  }

  addNumber(x: number): void {
    // `x + 0` turns −0 into 0; a NaN may carry any payload, so it is replaced by words that no number has.
    this.float[0] = x + 0
    const isNan = x !== x
    this.addU32(isNan ? 0xffffffff : this.words[LOW_WORD])
    this.addU32(isNan ? 0xffffffff : this.words[1 - LOW_WORD])
  }

  addString(text: string): void {
    this.addU32(text.length)
    for (let i = 0; i < text.length; i++) this.addU32(text.charCodeAt(i))
  }

  addColumn(array: HashColumn, from: number, to: number): void {
    this.addU32(to - from)
    if (array instanceof Float64Array || array instanceof Float32Array) for (let i = from; i < to; i++) this.addNumber(array[i])
    else for (let i = from; i < to; i++) this.addU32(array[i])
  }

  digest(): string {
    let a = this.lanes[0] ^ this.count
    let b = this.lanes[1] ^ Math.floor(this.count / 0x100000000)
    a = finish((a + b) | 0)
    b = finish((b + a) | 0)
    a = finish((a + b) | 0)
    return toHex(a) + toHex((b + a) | 0)
  }
}

/** Index of the low word of a float64, so that the order of words is the same on a big-endian machine. */
const LOW_WORD = new Uint32Array(Float64Array.of(1).buffer)[0] === 0 ? 0 : 1

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits))
}

function finish(word: number): number {
  let h = Math.imul(word ^ (word >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}

function toHex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0')
}

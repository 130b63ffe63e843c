import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AssertionError } from '../assert.ts'
import {
  fillXoshiroUniforms,
  MAX_INDEX,
  nextXoshiroU32,
  nextXoshiroUniform,
  philox4x32,
  philoxUniform,
  philoxUniforms,
  seedXoshiro,
  stableId,
} from './index.ts'

const word = fc.integer({ min: 0, max: 0xffffffff })
const safe = fc.integer({ min: -Number.MAX_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER })
const occasions = fc.oneof(fc.nat(5000), fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }))

/** Philox4x32-10 written straight from the paper, in bigint. */
function philoxNaively(counter: readonly number[], key: readonly number[]): number[] {
  let [a, b, c, d] = counter.map(BigInt) as [bigint, bigint, bigint, bigint]
  let [k0, k1] = key.map(BigInt) as [bigint, bigint]
  const mask = 0xffffffffn
  for (let round = 0; round < 10; round++) {
    const first = 0xd2511f53n * a
    const second = 0xcd9e8d57n * c
    ;[a, b, c, d] = [(second >> 32n) ^ b ^ k0, second & mask, (first >> 32n) ^ d ^ k1, first & mask]
    k0 = (k0 + 0x9e3779b9n) & mask
    k1 = (k1 + 0xbb67ae85n) & mask
  }
  return [a, b, c, d].map(Number)
}

function philoxOf(c: readonly number[], k: readonly number[]): number[] {
  const out = new Uint32Array(4)
  philox4x32(c[0], c[1], c[2], c[3], k[0], k[1], out)
  return [...out]
}

describe('philox4x32-10', () => {
  test('equals the published vectors (DEShawResearch/random123, tests/kat_vectors)', () => {
    expect(philoxOf([0, 0, 0, 0], [0, 0])).toEqual([0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8])
    const ones = 0xffffffff
    expect(philoxOf([ones, ones, ones, ones], [ones, ones])).toEqual([0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd])
    const pi = [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344]
    expect(philoxOf(pi, [0xa4093822, 0x299f31d0])).toEqual([0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1])
  })

  test('equals a plain bigint twin for any counter and key', () => {
    fc.assert(
      fc.property(fc.tuple(word, word, word, word), fc.tuple(word, word), (counter, key) => {
        expect(philoxOf(counter, key)).toEqual(philoxNaively(counter, key))
      }),
      { numRuns: 500 },
    )
  })
})

describe('philoxUniform', () => {
  test('is the upper 52 bits of the documented counter and key, so that the names are packed without loss', () => {
    fc.assert(
      fc.property(safe, word, word, occasions, fc.nat(MAX_INDEX), (seed, stream, entity, occasion, index) => {
        const low = (x: number) => Number(BigInt.asUintN(32, BigInt(x)))
        const high = (x: number) => Number(BigInt.asUintN(32, BigInt(x) >> 32n))
        const last = Number(BigInt(high(occasion)) + (BigInt(index) << 21n))
        const [a, b] = philoxNaively([stream, entity, low(occasion), last], [low(seed), high(seed)]) as [number, number]
        const bits = (BigInt(a >>> 6) << 26n) | BigInt(b >>> 6)
        expect(philoxUniform(seed, stream, entity, occasion, index)).toBe((Number(bits) + 0.5) / 2 ** 52)
      }),
      { numRuns: 300 },
    )
  })

  test('another seed, stream, entity, occasion or index is another draw', () => {
    fc.assert(
      fc.property(safe, word, word, occasions, fc.nat(MAX_INDEX - 1), (seed, stream, entity, occasion, index) => {
        const other = (x: number) => (x === 0 ? 1 : x - Math.sign(x))
        const draws = [
          philoxUniform(seed, stream, entity, occasion, index),
          philoxUniform(other(seed), stream, entity, occasion, index),
          philoxUniform(seed, other(stream), entity, occasion, index),
          philoxUniform(seed, stream, other(entity), occasion, index),
          philoxUniform(seed, stream, entity, other(occasion), index),
          philoxUniform(seed, stream, entity, occasion, index + 1),
        ]
        if (entity !== stream) draws.push(philoxUniform(seed, entity, stream, occasion, index))
        expect(new Set(draws).size).toBe(draws.length)
      }),
    )
  })

  test('adding an entity shifts nobody: draws do not depend on what was drawn before', () => {
    const drawAll = (names: readonly string[]) => new Map(names.map((name) => [name, philoxUniform(7, 3, stableId(name), 12)]))
    const few = drawAll(['battery-1', 'battery-2', 'battery-3'])
    const more = drawAll(['battery-9', 'battery-3', 'box-1', 'battery-1', 'battery-2'])
    for (const [name, draw] of few) expect(more.get(name)).toBe(draw)
  })

  test('gives a block of entities the draws that each has alone', () => {
    fc.assert(
      fc.property(safe, word, fc.array(word, { minLength: 1, maxLength: 40 }), occasions, fc.nat(39), (seed, stream, ids, occasion, at) => {
        const from = at % ids.length
        const out = new Float64Array(ids.length)
        philoxUniforms(seed, stream, Uint32Array.from(ids), from, ids.length, occasion, out)
        const alone = ids.slice(from).map((id) => philoxUniform(seed, stream, id >>> 0, occasion))
        expect([...out.subarray(0, ids.length - from)]).toEqual(alone)
      }),
    )
    expect(() => philoxUniforms(1, 1, new Uint32Array(4), 0, 5, 0, new Float64Array(8))).toThrow('philox-range')
    expect(() => philoxUniforms(1, 1, new Uint32Array(4), 0, 4, 0, new Float64Array(3))).toThrow('philox-range')
  })

  test('lies strictly inside 0..1 and refuses names that it cannot tell apart', () => {
    for (let i = 0; i < 20_000; i++) {
      const u = philoxUniform(1, 1, 1, i)
      expect(u > 0 && u < 1).toBe(true)
    }
    const refused: [number, number, number, number, number][] = [
      [2 ** 53, 0, 0, 0, 0],
      [0.5, 0, 0, 0, 0],
      [0, -1, 0, 0, 0],
      [0, 0, 2 ** 32, 0, 0],
      [0, 0, 0, 1.5, 0],
      [0, 0, 0, -1, 0],
      [0, 0, 0, 0, MAX_INDEX + 1],
      [0, 0, 0, Number.NaN, 0],
    ]
    for (const names of refused) expect(() => philoxUniform(...names), `names ${names.join()}`).toThrow(AssertionError)
  })
})

describe('uniformity with fixed seeds', () => {
  const COUNT = 100_000

  /** Largest distance between the sorted draws' steps and the diagonal, times √n: above 1.95 in 0.1 % of honest cases. */
  function measureKolmogorov(draws: Float64Array): number {
    const sorted = draws.toSorted()
    let worst = 0
    for (let i = 0; i < sorted.length; i++) worst = Math.max(worst, Math.abs(sorted[i] - i / COUNT), Math.abs(sorted[i] - (i + 1) / COUNT))
    return worst * Math.sqrt(sorted.length)
  }

  /** Chi-square over 100 cells (99 degrees of freedom): between 55 and 156 in 99.9 % of honest cases. */
  function measureChiSquare(draws: Float64Array): number {
    const cells = new Uint32Array(100)
    for (const u of draws) cells[Math.floor(u * 100)]++
    return cells.reduce((sum, n) => sum + (n - COUNT / 100) ** 2 / (COUNT / 100), 0)
  }

  /** Correlation of neighbours times √n: beyond ±3.3 in 0.1 % of honest cases. */
  function measureSerial(draws: Float64Array): number {
    let sum = 0
    for (let i = 1; i < draws.length; i++) sum += (draws[i] - 0.5) * (draws[i - 1] - 0.5)
    return (sum / draws.length) * 12 * Math.sqrt(draws.length)
  }

  const state = new Uint32Array(4)
  seedXoshiro(state, 2024)
  const sources: Record<string, (i: number) => number> = {
    'philox over seeds': (i) => philoxUniform(i, 1, 1, 1),
    'philox over streams': (i) => philoxUniform(1, i, 1, 1),
    'philox over entities': (i) => philoxUniform(1, 1, i, 1),
    'philox over occasions': (i) => philoxUniform(1, 1, 1, i),
    'philox over indices and days': (i) => philoxUniform(1, 1, 1, i >>> 11, i & 2047),
    xoshiro: () => nextXoshiroUniform(state),
  }

  for (const [name, draw] of Object.entries(sources)) {
    test(`draws: ${name}`, () => {
      const draws = Float64Array.from({ length: COUNT }, (_, i) => draw(i))
      expect(measureKolmogorov(draws)).toBeLessThan(1.95)
      expect(measureChiSquare(draws)).toBeGreaterThan(55)
      expect(measureChiSquare(draws)).toBeLessThan(156)
      expect(Math.abs(measureSerial(draws))).toBeLessThan(3.3)
    })
  }
})

describe('xoshiro128** 1.1', () => {
  test('equals the published sequence from state 1, 2, 3, 4 (reference C, version 1.1)', () => {
    const state = Uint32Array.of(1, 2, 3, 4)
    const words = Array.from({ length: 10 }, () => nextXoshiroU32(state))
    expect(words).toEqual([11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804])
  })

  test('seeds never give the zero state, and close seeds give other sequences', () => {
    fc.assert(
      fc.property(safe, (seed) => {
        const state = new Uint32Array(4)
        seedXoshiro(state, seed)
        expect(state.some((s) => s !== 0)).toBe(true)
        const first = nextXoshiroUniform(state)
        seedXoshiro(state, seed === 0 ? 1 : seed - 1)
        expect(nextXoshiroUniform(state)).not.toBe(first)
      }),
    )
  })

  test('gives a block of uniforms as one by one, and goes on alike', () => {
    fc.assert(
      fc.property(safe, fc.nat(9), fc.nat(40), (seed, from, count) => {
        const [one, many] = [new Uint32Array(4), new Uint32Array(4)]
        seedXoshiro(one, seed)
        seedXoshiro(many, seed)
        const out = new Float64Array(50)
        fillXoshiroUniforms(many, out, from, from + count)
        expect([...out.subarray(from, from + count)]).toEqual(Array.from({ length: count }, () => nextXoshiroUniform(one)))
        expect([out.subarray(0, from).every((value) => value === 0), [...many]]).toEqual([true, [...one]])
      }),
    )
  })

  test('the state is plain data: a copy goes on alike', () => {
    const state = new Uint32Array(4)
    seedXoshiro(state, 5)
    nextXoshiroU32(state)
    const copy = state.slice()
    expect([nextXoshiroU32(copy), nextXoshiroU32(copy)]).toEqual([nextXoshiroU32(state), nextXoshiroU32(state)])
  })
})

describe('stableId', () => {
  test('is locked: scenarios and logs rely on these values', () => {
    expect([stableId(''), stableId('battery-17'), stableId('Hub Süd'), stableId('box-001')]).toMatchInlineSnapshot(`
      [
        2872998923,
        3287098234,
        2777991819,
        2423742639,
      ]
    `)
  })

  test('numbered neighbours never share an id, nor do other spellings of a number', () => {
    const ids = new Set(Array.from({ length: 50_000 }, (_, i) => stableId(`battery-${i}`)))
    expect(ids.size).toBe(50_000)
    expect(new Set(['a-1', 'a-01', 'a-001', 'a', 'a-', '1', '01', ''].map(stableId)).size).toBe(8)
  })

  test('fleets with other names lie apart', () => {
    const ids = new Set<number>()
    for (const kind of ['battery', 'terminal', 'customer', 'site', 'box', 'hub', 'courier', 'scooter', 'e-bike', 'home']) {
      for (let i = 0; i < 5000; i++) ids.add(stableId(`${kind}-${i}`))
    }
    expect(ids.size).toBe(50_000)
  })

  test('a name of any kind gives a u32, the same each time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const id = stableId(name)
        expect(id >>> 0).toBe(id)
        expect(stableId(name)).toBe(id)
      }),
    )
  })
})

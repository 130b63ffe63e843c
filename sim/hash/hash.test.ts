import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createHash, type Hash } from './index.ts'

function digestOf(add: (hash: Hash) => void): string {
  const hash = createHash()
  add(hash)
  return hash.digest()
}

describe('createHash', () => {
  it('gives locked digests', () => {
    expect(digestOf(() => undefined)).toMatchInlineSnapshot(`"3fd640a3f57236e8"`)
    expect(digestOf((h) => h.addU32(1))).toMatchInlineSnapshot(`"ea044a5a29452cf1"`)
    expect(digestOf((h) => h.addNumber(0.1))).toMatchInlineSnapshot(`"0d806d44a6c26748"`)
    expect(digestOf((h) => h.addString('battery'))).toMatchInlineSnapshot(`"1481f3425dd4b394"`)
  })

  it('makes −0 and NaN canonical, also from columns', () => {
    const payload = new Float64Array(new Uint32Array([1, 0xfff80000]).buffer)[0]
    expect(digestOf((h) => h.addNumber(-0))).toBe(digestOf((h) => h.addNumber(0)))
    expect(digestOf((h) => h.addNumber(payload))).toBe(digestOf((h) => h.addNumber(Number.NaN)))
    expect(digestOf((h) => h.addColumn(Float64Array.of(-0, payload), 0, 2))).toBe(
      digestOf((h) => h.addColumn(Float64Array.of(0, Number.NaN), 0, 2)),
    )
  })

  it('tells order, borders between texts and columns, and neighbouring values apart', () => {
    const different = [
      digestOf((h) => (h.addU32(1), h.addU32(2))),
      digestOf((h) => (h.addU32(2), h.addU32(1))),
      digestOf((h) => h.addU32(1)),
      digestOf((h) => (h.addU32(1), h.addU32(0))),
      digestOf((h) => (h.addString('ab'), h.addString('c'))),
      digestOf((h) => (h.addString('a'), h.addString('bc'))),
      digestOf((h) => (h.addColumn(Int32Array.of(1, 2), 0, 1), h.addColumn(Int32Array.of(1, 2), 1, 2))),
      digestOf((h) => h.addColumn(Int32Array.of(1, 2), 0, 2)),
    ]
    expect(new Set(different).size).toBe(different.length)
  })

  it('reads only the given rows, by value and not by storage', () => {
    expect(digestOf((h) => h.addColumn(Uint8Array.of(9, 5, 6, 9), 1, 3))).toBe(digestOf((h) => h.addColumn(Uint32Array.of(5, 6), 0, 2)))
    expect(digestOf((h) => h.addColumn(Float32Array.of(9, 0.5), 1, 2))).toBe(digestOf((h) => h.addColumn(Float64Array.of(0.5), 0, 1)))
  })

  it('goes on after a digest as if none had been taken', () => {
    const hash = createHash()
    hash.addU32(1)
    hash.digest()
    hash.addU32(2)
    expect(hash.digest()).toBe(digestOf((h) => (h.addU32(1), h.addU32(2))))
  })

  it('flips about half of the 64 bits for one flipped input bit', () => {
    let flipped = 0
    const trials = 2000
    for (let i = 0; i < trials; i++) {
      const bit = i % 32
      flipped += countDifferentBits(
        digestOf((h) => (h.addU32(i), h.addU32(7))),
        digestOf((h) => (h.addU32(i ^ (1 << bit)), h.addU32(7))),
      )
    }
    expect(flipped / trials).toBeGreaterThan(31)
    expect(flipped / trials).toBeLessThan(33)
  })

  it('has no collision among 200 000 short and similar inputs, in either half beyond chance', () => {
    const seen = new Set<string>()
    const halves = new Set<string>()
    for (let i = 0; i < 200_000; i++) {
      const digest = digestOf((h) => (h.addNumber(i & 1023), h.addNumber(i >>> 10)))
      seen.add(digest)
      halves.add(digest.slice(8))
    }
    expect(seen.size).toBe(200_000)
    // 200 000²/2³³ = 4.7 collisions of 32 bits are expected by chance.
    expect(halves.size).toBeGreaterThan(200_000 - 20)
  })

  it('depends on every element', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true }), { minLength: 1 }), fc.nat(), (values, pick) => {
        const column = Float64Array.from(values)
        const changed = column.slice()
        const i = pick % column.length
        changed[i] = changed[i] === 1 ? 2 : 1
        expect(digestOf((h) => h.addColumn(changed, 0, changed.length))).not.toBe(digestOf((h) => h.addColumn(column, 0, column.length)))
      }),
    )
  })
})

function countDifferentBits(a: string, b: string): number {
  let bits = 0
  for (let i = 0; i < 16; i++)
    bits += [0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4][Number.parseInt(a[i], 16) ^ Number.parseInt(b[i], 16)]
  return bits
}

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { measureSnapshots, packSnapshot, unpackSnapshot } from './packed-snapshot.ts'

const words = (count: number) => fc.uint8Array({ minLength: 4 * count, maxLength: 4 * count })
/** A snapshot of a few pages, the last one not full, and changes to single bytes of it. */
const size = 300
const changes = fc.array(fc.tuple(fc.nat(4 * size - 1), fc.nat(255)), { maxLength: 6 })

test('what was packed comes out bit by bit, against a key and against zeros', () => {
  fc.assert(
    fc.property(words(size), changes, (bytes, edits) => {
      const whole = bytes.slice().buffer
      const later = bytes.slice()
      for (const [at, byte] of edits) later[at] = byte
      const key = { packed: packSnapshot(whole), whole }
      const packed = packSnapshot(later.buffer, key)
      expect(new Uint8Array(unpackSnapshot(key.packed))).toEqual(bytes)
      expect(new Uint8Array(unpackSnapshot(packed))).toEqual(later)
      expect(measureSnapshots([packed, packed])).toBe(packed.byteLength + key.packed.byteLength)
    }),
  )
})

test('spare room and what has not changed take no bytes; a zero with a sign is another number', () => {
  const whole = new Float64Array(4096)
  whole[0] = 1
  const key = { packed: packSnapshot(whole.buffer), whole: whole.buffer }
  expect(key.packed.byteLength).toBeLessThan(600)
  expect(packSnapshot(whole.slice().buffer, key).byteLength).toBe(0)
  const signed = whole.slice()
  signed[4000] = -0
  const packed = packSnapshot(signed.buffer, key)
  expect(packed.page).toHaveLength(1)
  expect(Object.is(new Float64Array(unpackSnapshot(packed))[4000], -0)).toBe(true)
})

test('a key of another size is refused', () => {
  const whole = new ArrayBuffer(512)
  expect(() => packSnapshot(new ArrayBuffer(1024), { packed: packSnapshot(whole), whole })).toThrow('snapshot-of-another-size')
})

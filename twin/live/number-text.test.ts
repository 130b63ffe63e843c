import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseNumber } from './number-text.ts'

const read = (text: string, decimal = '.') => parseNumber(text, 0, text.length, decimal.charCodeAt(0))

describe('a number in text', () => {
  test('is the very number that Number() reads', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer(), fc.float({ noNaN: true, noDefaultInfinity: true })),
        (value) => {
          expect(read(String(value))).toBe(Number(String(value)))
          expect(read(value.toFixed(4))).toBe(Number(value.toFixed(4)))
        },
      ),
    )
  })

  test('may have a decimal comma', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 6 }), (whole, digits) => {
        const text = (whole / 1000).toFixed(digits)
        expect(read(text.replace('.', ','), ',')).toBe(Number(text))
      }),
    )
  })

  test.each(['', '-', '.', '1.2.3', '1,2', 'abc', '1e', '12 3', '--1', '1-', '0x10', 'Infinity'])('%j is none', (text) => {
    expect(read(text)).toBeNaN()
  })

  test.each([
    ['97', 97],
    ['+.5', 0.5],
    ['5.', 5],
    ['-0.25', -0.25],
    ['1e3', 1000],
    ['0.1234567890123456789', 0.1234567890123456789],
  ])('%s is %d', (text, value) => {
    expect(read(text)).toBe(value)
  })
})

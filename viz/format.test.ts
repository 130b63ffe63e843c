import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatCount, formatDifference, formatQuantity, formatShare, showsNothing } from './format.ts'

const text = (value: number | null, unit: string) => {
  const quantity = formatQuantity(value, unit)
  return `${quantity.number} ${quantity.unit}`.trim()
}

test.each([
  [0.95123, 'frac', '95.1 %'],
  [1, 'frac', '100.0 %'],
  [0.00041, 'frac', '0.04 %'],
  [-0.0212, 'frac/a', '−2.1 % per year'],
  [2.345, 'points/a', '2.35 points per year'],
  [412_345, 'µ€/kWh', '0.41 € per kWh'],
  [11_420_000, 'µ€/battery-month', '11.42 € per battery-month'],
  [-1_234_567_890_000, 'µ€', '−1\u202f234\u202f567.89 €'],
  [3.2e11, 'mWh', '320 MWh'],
  [5e8, 'mWh', '500 kWh'],
  [2310, 'm/stop', '2.31 km per stop'],
  [999, 'm', '999 m'],
  [5_400_000, 'ms', '1.5 h'],
  [100 * 86_400_000, 'ms', '100 days'],
  [24_039 * 3_600_000, 'ms', '2.7 years'],
  [6.1e7, 'g', '61 t'],
  [4.3125, '1/h', '4.31 per h'],
  [1.25, '1', '1.25'],
  [0.0012345, '1', '0.00123'],
  [123.456, '1', '123.5'],
  [9876.5, 'kg', '9\u202f877 kg'],
  [12_345.6, 'kg', '12.35 t'],
  [12, 'battery', '12 battery'],
  [-0, '1', '0'],
  [null, 'frac', '–'],
  [Number.NaN, '1', '–'],
  [Infinity, 'µ€', '–'],
])('%d %s reads %s', (value, unit, expected) => {
  expect(text(value, unit)).toBe(expected)
})

test('counts and shares are whole; a share is never rounded up to what is not reached', () => {
  expect(formatCount(9_876_543)).toBe('9\u202f876\u202f543')
  expect(formatShare(0.999)).toBe('99\u202f%')
})

test('what is shown is within half a unit of its last digit, whatever the value', () => {
  fc.assert(
    fc.property(fc.double({ min: -1e12, max: 1e12, noNaN: true }), (value) => {
      const shown = Number(formatQuantity(value, '1').number.replaceAll('\u202f', '').replace('−', '-'))
      expect(Math.abs(shown - value)).toBeLessThanOrEqual(Math.max(0.5 * Math.min(1, Math.abs(value) / 100), 5e-3 * Math.abs(value)))
    }),
  )
})

test('beside a figure, a difference has one digit more than it shows, and what then is nothing is neither better nor worse', () => {
  expect(formatDifference(0.000954, 'frac/a', 0.012).number).toBe('+0.10')
  expect(formatDifference(0.00515, 'kg/kWh', 0.421).number).toBe('+0.0052')
  expect(formatDifference(-5.6e-2, 'frac', 0.904)).toEqual({ number: '\u22125.6', unit: 'points' })
  const none = formatDifference(2e-9, 'frac', 0.47)
  expect([none.number, showsNothing(none), showsNothing(formatDifference(0.01, 'frac', 0.47))]).toEqual(['±0', true, false])
})

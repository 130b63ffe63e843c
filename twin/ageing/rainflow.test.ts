import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countCycles, findReversals } from './rainflow.ts'

const astm = [-2, 1, -3, 5, -1, 3, -4, 4, -2]
const rows = (series: readonly number[], deadBand = 0) =>
  countCycles(series, deadBand).map(({ range, mean, count, start, end }) => [range, mean, count, start, end])

describe('known answers', () => {
  test('the example of ASTM E1049-85', () => {
    expect(rows(astm)).toEqual([
      [3, -0.5, 0.5, 0, 1],
      [4, -1, 0.5, 1, 2],
      [4, 1, 1, 4, 5],
      [8, 1, 0.5, 2, 3],
      [9, 0.5, 0.5, 3, 6],
      [8, 0, 0.5, 6, 7],
      [6, 1, 0.5, 7, 8],
    ])
  })

  test('a swing within a swing is a cycle, and what stays open are halves', () => {
    expect(rows([0, 1, 0.4, 0.6, 0])).toEqual([[expect.closeTo(0.2, 12), 0.5, 1, 2, 3], [1, 0.5, 0.5, 0, 1], [1, 0.5, 0.5, 1, 4]]) // prettier-ignore
  })

  test('one way is half a cycle; nothing moves, nothing counts', () => {
    expect(rows([0.9, 0.9, 0.5, 0.2])).toEqual([[expect.closeTo(0.7, 12), expect.closeTo(0.55, 12), 0.5, 0, 3]])
    for (const still of [[], [1], [1, 1, 1]]) expect(countCycles(still)).toEqual([])
  })
})

describe('reversals', () => {
  test('a plateau turns at its last sample', () => {
    expect(findReversals([0, 1, 1, 1, 0, 0])).toEqual([0, 3, 5])
  })

  test('noise within the dead band turns nothing, and the extreme is kept', () => {
    const noisy = [0.5, 0.503, 0.498, 0.9, 0.895, 0.905, 0.9, 0.3, 0.304]
    expect(findReversals(noisy, 0.01)).toEqual([0, 5, 7])
    expect(findReversals(noisy)).toEqual([0, 1, 2, 3, 4, 5, 7, 8])
    expect(rows(noisy, 0.01).map(([range]) => range)).toEqual([expect.closeTo(0.405, 12), expect.closeTo(0.605, 12)])
  })

  test('slow drift is not noise: what leaves the band in small steps counts', () => {
    expect(findReversals(Array.from({ length: 101 }, (_, i) => i / 1000), 0.01)).toEqual([0, 100]) // prettier-ignore
  })

  test('bad bands and values are a programmer’s error', () => {
    expect(() => findReversals([0, 1], -1)).toThrow('rainflow-dead-band')
    expect(() => findReversals([0, NaN, 1])).toThrow('rainflow-series')
  })
})

const anySeries = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 60 })

describe('whatever the series', () => {
  test('throughput is kept: the counted ranges add up to all ways between turns', () => {
    fc.assert(
      fc.property(anySeries, (series) => {
        const way = series.slice(1).reduce((sum, value, i) => sum + Math.abs(value - series[i]), 0)
        const counted = countCycles(series).reduce((sum, { range, count }) => sum + 2 * count * range, 0)
        expect(counted).toBeCloseTo(way, 9)
      }),
    )
  })

  test('the largest range is the series’ span, and every cycle lies within it', () => {
    fc.assert(
      fc.property(anySeries, (series) => {
        const span = Math.max(...series) - Math.min(...series)
        const ranges = countCycles(series).map(({ range }) => range)
        if (span > 0) expect(Math.max(...ranges)).toBe(span)
        expect(ranges.every((range) => range > 0)).toBe(true)
      }),
    )
  })

  test('samples on the way and repeated samples change no cycle', () => {
    fc.assert(
      fc.property(anySeries, (series) => {
        const dense = series.flatMap((value, i) => (i === 0 ? [value] : [(value + series[i - 1]) / 2, value, value]))
        const cycles = (of: readonly number[]) => countCycles(of).map(({ range, mean, count }) => [range, mean, count])
        expect(cycles(dense)).toEqual(cycles(series))
      }),
    )
  })

  test('with a dead band no counted cycle lies within it', () => {
    fc.assert(
      fc.property(anySeries, fc.double({ min: 0, max: 0.3, noNaN: true }), (series, band) => {
        const open = countCycles(series, band)
        expect(open.every(({ range }) => range > band)).toBe(true)
      }),
    )
  })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AssertionError } from '../assert.ts'
import {
  addToHistogram,
  addToTally,
  areaUntil,
  averageUntil,
  countOfHistogram,
  countOfTally,
  currentValue,
  HISTOGRAM_HEAD,
  histogramSize,
  maxOfTally,
  maxOfTimeAverage,
  meanOfTally,
  mergeHistogram,
  mergeTally,
  minOfTally,
  minOfTimeAverage,
  quantileOf,
  quantileOfHistogram,
  quantilesOf,
  resetHistogram,
  resetTally,
  resetTimeAverage,
  stepTimeAverage,
  TALLY_SIZE,
  TIME_AVERAGE_SIZE,
  varianceOfTally,
} from './index.ts'

/** Without −0: which zero is the smaller one is nobody's question. */
const number = fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((x) => x + 0)
const numbers = fc.array(number, { minLength: 2, maxLength: 200 })

function meanNaively(values: readonly number[]): number {
  return values.reduce((sum, x) => sum + x, 0) / values.length
}

function varianceNaively(values: readonly number[]): number {
  const mean = meanNaively(values)
  return values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (values.length - 1)
}

/** Tolerance 1e-9 of the numbers' scale: mean and variance are estimates, never part of a balance. */
function isClose(got: number, wanted: number, scale: number): boolean {
  return Math.abs(got - wanted) <= 1e-9 * Math.max(scale, 1e-300)
}

describe('tally', () => {
  test('equals the two-pass formulas and leaves its neighbours alone', () => {
    fc.assert(
      fc.property(numbers, (values) => {
        const row = new Float64Array(TALLY_SIZE + 4).fill(7)
        resetTally(row, 2)
        for (const x of values) addToTally(row, 2, x)
        const scale = Math.max(...values.map(Math.abs))
        expect(countOfTally(row, 2)).toBe(values.length)
        expect(isClose(meanOfTally(row, 2), meanNaively(values), scale)).toBe(true)
        expect(isClose(varianceOfTally(row, 2), varianceNaively(values), scale * scale)).toBe(true)
        expect([minOfTally(row, 2), maxOfTally(row, 2)]).toEqual([Math.min(...values), Math.max(...values)])
        expect([row[0], row[1], row[TALLY_SIZE + 2], row[TALLY_SIZE + 3]]).toEqual([7, 7, 7, 7])
      }),
    )
  })

  test('keeps the variance of small differences on a large offset, where the one-pass sum of squares is lost', () => {
    const row = new Float64Array(TALLY_SIZE)
    for (const x of [4, 7, 13, 16]) addToTally(row, 0, 1e9 + x)
    expect(varianceOfTally(row, 0)).toBe(30)
  })

  test('merged parts equal the whole', () => {
    fc.assert(
      fc.property(numbers, fc.nat(200), (values, cut) => {
        const rows = new Float64Array(2 * TALLY_SIZE)
        values.forEach((x, i) => addToTally(rows, i < cut ? 0 : TALLY_SIZE, x))
        mergeTally(rows, 0, rows, TALLY_SIZE)
        const scale = Math.max(...values.map(Math.abs))
        expect(countOfTally(rows, 0)).toBe(values.length)
        expect(isClose(meanOfTally(rows, 0), meanNaively(values), scale)).toBe(true)
        expect(isClose(varianceOfTally(rows, 0), varianceNaively(values), scale * scale)).toBe(true)
        expect([minOfTally(rows, 0), maxOfTally(rows, 0)]).toEqual([Math.min(...values), Math.max(...values)])
      }),
    )
  })

  test('a row of zeros is an empty tally', () => {
    const row = new Float64Array(TALLY_SIZE)
    expect([meanOfTally(row, 0), varianceOfTally(row, 0)]).toEqual([Number.NaN, Number.NaN])
    expect([minOfTally(row, 0), maxOfTally(row, 0)]).toEqual([Infinity, -Infinity])
    addToTally(row, 0, 5)
    expect([countOfTally(row, 0), meanOfTally(row, 0), minOfTally(row, 0), maxOfTally(row, 0)]).toEqual([1, 5, 5, 5])
    expect(varianceOfTally(row, 0)).toBeNaN()
  })
})

describe('time average', () => {
  const steps = fc.array(fc.tuple(fc.nat(1000), fc.integer({ min: -50, max: 50 })), { maxLength: 60 })

  test('equals the sum over every single millisecond, exactly', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.integer({ min: -50, max: 50 }), steps, fc.nat(500), (start, first, gaps, rest) => {
        const row = new Float64Array(TIME_AVERAGE_SIZE + 1)
        resetTimeAverage(row, 1, start, first)
        const values = [first]
        let time = start
        let value = first
        let sum = 0
        for (const [gap, next] of gaps) {
          for (let ms = 0; ms < gap; ms++) sum += value
          time += gap
          value = next
          values.push(next)
          stepTimeAverage(row, 1, time, value)
        }
        for (let ms = 0; ms < rest; ms++) sum += value
        expect(areaUntil(row, 1, time + rest)).toBe(sum + 0)
        expect(averageUntil(row, 1, time + rest)).toEqual(time + rest > start ? sum / (time + rest - start) : Number.NaN)
        expect([currentValue(row, 1), minOfTimeAverage(row, 1), maxOfTimeAverage(row, 1)]).toEqual([
          value,
          Math.min(...values),
          Math.max(...values),
        ])
      }),
    )
  })

  test('refuses to go back in time', () => {
    const row = new Float64Array(TIME_AVERAGE_SIZE)
    stepTimeAverage(row, 0, 10, 1)
    expect(() => stepTimeAverage(row, 0, 9, 1)).toThrow(AssertionError)
    expect(() => averageUntil(row, 0, 9)).toThrow(AssertionError)
  })
})

describe('histogram', () => {
  const LO = -3
  const BINS = 12
  const values = fc.array(fc.integer({ min: -100, max: 140 }), { minLength: 1, maxLength: 300 }).map((list) => list.map((n) => n / 16))

  function fill(list: readonly number[]): Float64Array {
    const row = new Float64Array(histogramSize(BINS) + 3)
    resetHistogram(row, 3, LO, 0.5, BINS)
    for (const x of list) addToHistogram(row, 3, x)
    return row
  }

  test('counts what a filter counts, ends included', () => {
    fc.assert(
      fc.property(values, (list) => {
        const row = fill(list)
        for (let i = 0; i < BINS; i++) {
          const inside = list.filter((x) => x >= LO + i / 2 && x < LO + (i + 1) / 2)
          expect(row[3 + HISTOGRAM_HEAD + i]).toBe(inside.length)
        }
        expect(countOfHistogram(row, 3)).toBe(list.length)
        expect([row[0], row[1], row[2]]).toEqual([0, 0, 0])
      }),
    )
  })

  test('its quantiles enclose the share: not fewer at or below one width up, not more strictly below one width down', () => {
    fc.assert(
      fc.property(values, fc.double({ min: 0, max: 1, noNaN: true }), (list, share) => {
        const quantile = quantileOfHistogram(fill(list), 3, share)
        const target = share * list.length
        const count = (isIn: (x: number) => boolean) => list.filter(isIn).length
        if (quantile === -Infinity) expect(count((x) => x < LO)).toBeGreaterThanOrEqual(target)
        else if (quantile === Infinity) expect(count((x) => x < LO + BINS / 2)).toBeLessThanOrEqual(target)
        else {
          expect(count((x) => x <= quantile + 0.5)).toBeGreaterThanOrEqual(target)
          expect(count((x) => x < quantile - 0.5)).toBeLessThanOrEqual(target)
        }
      }),
    )
  })

  test('an even spread gives straight quantiles', () => {
    const row = new Float64Array(histogramSize(10))
    resetHistogram(row, 0, 0, 1, 10)
    for (let i = 0; i < 10_000; i++) addToHistogram(row, 0, (i + 0.5) / 1000)
    for (const share of [0, 0.05, 0.5, 0.95, 1]) expect(quantileOfHistogram(row, 0, share)).toBeCloseTo(10 * share, 10)
  })

  test('merging adds counts and refuses other edges; empty has no quantile; NaN is refused', () => {
    const a = fill([0, 1, 99])
    mergeHistogram(a, 3, fill([1, -99]), 3)
    expect(a).toEqual(fill([0, 1, 99, 1, -99]))
    const other = new Float64Array(histogramSize(BINS))
    resetHistogram(other, 0, LO, 1, BINS)
    expect(() => mergeHistogram(a, 3, other, 0)).toThrow(AssertionError)
    expect(quantileOfHistogram(other, 0, 0.5)).toBeNaN()
    expect(() => addToHistogram(other, 0, Number.NaN)).toThrow(AssertionError)
    expect(() => resetHistogram(new Float64Array(8), 0, 0, 1, 4)).toThrow(AssertionError)
  })
})

describe('exact quantiles', () => {
  test('are those of R (type 7)', () => {
    // R: quantile(c(1, 2, 4, 8, 16), c(0, .1, .25, .5, .9, 1))
    expect([...quantilesOf([16, 4, 1, 8, 2], [0, 0.1, 0.25, 0.5, 0.9, 1])].map((x) => Number(x.toFixed(12)))).toEqual([
      1, 1.4, 2, 4, 12.8, 16,
    ])
  })

  test('lie between neighbours of the sorted values, rise with the share, and leave the values alone', () => {
    fc.assert(
      fc.property(numbers, fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (values, a, b) => {
        const before = [...values]
        const [low, high] = quantilesOf(values, [Math.min(a, b), Math.max(a, b)])
        expect(low).toBeLessThanOrEqual(high)
        const sorted = values.toSorted((x, y) => x - y)
        const rank = (values.length - 1) * Math.max(a, b)
        expect(high).toBeGreaterThanOrEqual(sorted[Math.floor(rank)])
        expect(high).toBeLessThanOrEqual(sorted[Math.ceil(rank)] + 1e-9)
        expect(values).toEqual(before)
      }),
    )
  })

  test('of nothing is NaN; what cannot be ranked is refused', () => {
    expect(quantileOf([], 0.5)).toBeNaN()
    expect(quantileOf([3], 0.99)).toBe(3)
    expect(() => quantileOf([1, Number.NaN], 0.5)).toThrow(AssertionError)
    expect(() => quantileOf([1, 2], 1.1)).toThrow(AssertionError)
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { meanAcross, smoothWelch } from './index.ts'

describe('meanAcross', () => {
  it('is the mean of all replications at each moment, as far as the longest goes', () => {
    expect([...meanAcross([[1, 2, 3], [3, 4], Float64Array.of(5, NaN, NaN)])]).toEqual([3, 3, 3])
    expect([
      ...meanAcross([
        [1, NaN],
        [3, NaN],
      ]),
    ]).toEqual([2, NaN])
    expect(meanAcross([])).toHaveLength(0)
  })
})

describe('smoothWelch', () => {
  it('takes as many moments on both sides as the window has, at the start as many as there are', () => {
    // Law and Kelton, eq. 9.3, with w = 2 and m = 7.
    const y = [1, 4, 7, 2, 9, 6, 8]
    expect([...smoothWelch(y, 2)]).toEqual([1, (1 + 4 + 7) / 3, (1 + 4 + 7 + 2 + 9) / 5, (4 + 7 + 2 + 9 + 6) / 5, (7 + 2 + 9 + 6 + 8) / 5])
    expect([...smoothWelch(y, 0)]).toEqual(y)
    expect(smoothWelch([1, 2], 3)).toHaveLength(0)
  })

  it('leaves gaps out', () => {
    expect([...smoothWelch([1, NaN, 5, 3], 1)]).toEqual([1, 3, 4])
    expect([...smoothWelch([NaN, NaN, NaN, 1], 1)]).toEqual([NaN, NaN, 1])
  })

  const course = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 40 })

  it('stays between the least and the greatest, and is the plain formula', () => {
    fc.assert(
      fc.property(course, fc.nat({ max: 9 }), (y, w) => {
        const smooth = smoothWelch(y, w)
        expect(smooth).toHaveLength(Math.max(0, y.length - w))
        smooth.forEach((value, i) => {
          const reach = i < w ? i : w
          let sum = 0
          for (let s = -reach; s <= reach; s++) sum += y[i + s]
          expect(value).toBeCloseTo(sum / (2 * reach + 1), 9)
          expect(value >= Math.min(...y) && value <= Math.max(...y)).toBe(true)
        })
      }),
    )
  })

  it('takes a pattern off that repeats within the window, and leaves a constant and a slope as they are', () => {
    const weekly = Array.from({ length: 42 }, (_, day) => 10 + [3, 1, -4, 1, 5, -9, 3][day % 7])
    for (const value of smoothWelch(weekly, 3).subarray(3)) expect(value).toBeCloseTo(10, 12)
    const slope = Array.from({ length: 20 }, (_, i) => 2 * i + 1)
    expect([...smoothWelch(slope, 4)]).toEqual(slope.slice(0, 16))
  })

  it('shows the start of a queue that begins empty', () => {
    // 1 − exp(−t / 10) with a zigzag, in five replications of other phases.
    const replications = Array.from({ length: 5 }, (_, r) =>
      Array.from({ length: 200 }, (__, t) => 1 - 0.9 ** t + ((t + r) % 2 === 0 ? 0.3 : -0.3)),
    )
    const smooth = smoothWelch(meanAcross(replications), 10)
    expect(smooth[3]).toBeLessThan(0.6)
    for (const value of smooth.subarray(60)) expect(Math.abs(value - 1)).toBeLessThan(0.03)
  })
})

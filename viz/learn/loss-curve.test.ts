import { describe, expect, test } from 'vitest'
import { addLosses, lossAxis, lossPath, noLosses, placeOn, thinCurve } from './loss-curve.ts'

const report = (from: number, training: number[], bestEpoch = 0) => ({
  from,
  training,
  validation: training.map(() => NaN),
  bestEpoch,
  leftMs: 0,
})

describe('the curve of losses', () => {
  test('takes reports in order and doubles none', () => {
    const first = addLosses(noLosses, report(1, [4, 3]))
    const second = addLosses(first, report(3, [2], 3))
    expect(second).toMatchObject({ training: [4, 3, 2], bestEpoch: 3 })
    expect(addLosses(second, report(3, [2], 3)).training).toEqual([4, 3, 2])
  })

  test('its axis has round ends around all that is known', () => {
    expect(lossAxis(noLosses)).toBeNull()
    const axis = lossAxis({ training: [0.9, 0.31, 0.07], validation: [NaN, 1.2, 0.08], bestEpoch: 0 })!
    expect(axis.ticks).toEqual([0.05, 0.1, 0.2, 0.5, 1, 2])
    expect([placeOn(axis, 0.05), placeOn(axis, 2)]).toEqual([0, 1])
  })

  test.each([[[1]], [[0.5, 0.5]], [[0]], [[1e-9, 1e5]]])('also of %j', (training) => {
    const axis = lossAxis({ training, validation: [], bestEpoch: 0 })!
    expect(axis.high).toBeGreaterThan(axis.low)
    expect(axis.ticks.length).toBeLessThan(14)
    for (const loss of training) {
      expect(placeOn(axis, loss)).toBeGreaterThanOrEqual(0)
      expect(placeOn(axis, loss)).toBeLessThanOrEqual(1 + 1e-9)
    }
  })

  test('its path leaves out what is not known and stays small', () => {
    const axis = { low: 0.1, high: 10, ticks: [] }
    expect(lossPath([10, NaN, 0.1], axis, 3, 100, 50)).toBe('M0.0 0.0L100.0 50.0')
    expect(lossPath([NaN], axis, 1, 100, 50)).toBe('')
    expect(
      lossPath(
        Array.from({ length: 5000 }, () => 1),
        axis,
        5000,
        100,
        50,
      ).split('L').length,
    ).toBeLessThanOrEqual(300)
  })

  test('a long one is kept thinned, its best epoch still in it', () => {
    const long = { training: Array.from({ length: 1000 }, (_, i) => i), validation: [], bestEpoch: 900 }
    const thin = thinCurve(long)
    expect(thin.training).toHaveLength(250)
    expect(thin.bestEpoch).toBe(225)
    expect(thinCurve(noLosses)).toBe(noLosses)
  })
})

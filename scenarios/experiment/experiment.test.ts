import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareFigure, comparePaired, estimate, findWarmUp, judgeStop, replicatePairs } from './index.ts'
import type { Precision, Replication, ReplicationResult } from './index.ts'

const precision: Precision = { shareOfMean: 0.01, least: 3, most: 12 }

describe('an estimate', () => {
  test('mean and half-width of a known sample', () => {
    // Law, Simulation Modeling and Analysis, example 4.26: 90 % interval 1.34 ± 0.24 of ten numbers.
    const { mean, halfWidth } = estimate([1.2, 1.5, 1.68, 1.89, 0.95, 1.49, 1.58, 1.55, 0.5, 1.09], 0.9)
    expect(mean).toBeCloseTo(1.343, 10)
    expect(halfWidth).toBeCloseTo(0.24, 2)
  })

  test('what is unknown takes no part; below two values there is no interval', () => {
    expect(estimate([null, 2, 4])).toEqual(estimate([2, 4]))
    expect(estimate([null, 2])).toEqual({ n: 1, mean: 2, halfWidth: null })
    expect(estimate([null])).toEqual({ n: 0, mean: null, halfWidth: null })
  })
})

describe('a paired comparison', () => {
  const figure = fc.double({ min: -1e6, max: 1e6, noNaN: true })

  test('of equal figures is exactly zero, and not distinguishable', () => {
    fc.assert(
      fc.property(fc.array(figure, { minLength: 2, maxLength: 30 }), (figures) => {
        const { difference, isDistinguishable } = comparePaired(figures, figures)
        expect([difference.mean, difference.halfWidth, isDistinguishable]).toEqual([0, 0, false])
      }),
    )
  })

  test('what both share leaves the difference', () => {
    const luck = [3, -40, 25, 80, -7]
    const { a, difference, isDistinguishable } = comparePaired(
      luck,
      luck.map((x) => x + 1),
    )
    expect(a.halfWidth).toBeGreaterThan(40)
    expect(difference).toEqual({ n: 5, mean: 1, halfWidth: 0 })
    expect(isDistinguishable).toBe(true)
  })

  test('an interval over zero is not distinguishable, an unknown one says nothing', () => {
    expect(comparePaired([1, 2, 3], [2, 1, 3]).isDistinguishable).toBe(false)
    expect(comparePaired([1, null], [null, 2]).isDistinguishable).toBe(null)
  })
})

test('it stops when the half-width is fine enough, not before the least and not after the most', () => {
  const of = (halfWidth: number | null) => ({
    a: { n: 3, mean: 100, halfWidth: 9 },
    b: { n: 3, mean: 100, halfWidth: 9 },
    difference: { n: 3, mean: 0, halfWidth },
    isDistinguishable: null,
  })
  expect([judgeStop(of(0), 2, precision), judgeStop(of(1), 3, precision), judgeStop(of(1.01), 3, precision)]).toEqual([
    'go-on',
    'precise',
    'go-on',
  ])
  expect([judgeStop(of(null), 12, precision), judgeStop(of(9), 12, precision)]).toEqual(['most', 'most'])
  const unknown = { n: 0, mean: null, halfWidth: null }
  expect(judgeStop({ a: unknown, b: unknown, difference: unknown, isDistinguishable: null }, 3, precision)).toBe('precise')
})

describe('replications', () => {
  /** Figures by seed alone; B has 10 more, and luck of its own every third time. */
  const lifeOf = ({ side, seed }: Replication): ReplicationResult => ({
    kind: 'done',
    hash: `${side}${seed}`,
    figures: { kpi: 1000 + 31 * ((seed * 7) % 11) + (side === 'b' ? 10 + (seed % 3) * 8 : 0), never: null },
  })
  const settings = { seed: 5, kpi: 'kpi', precision, workers: 1, run: async (one: Replication) => lifeOf(one) }

  test('the same answer for any number of workers, whatever comes first', async () => {
    const alone = await replicatePairs(settings)
    expect(alone.stop).toBe('precise')
    for (const workers of [2, 4, 8]) {
      const run = async (one: Replication) => {
        for (let i = 0; i < (one.r * 13 + (one.side === 'a' ? 5 : 0)) % 9; i++) await Promise.resolve()
        return lifeOf(one)
      }
      const { pairs, stop } = await replicatePairs({ ...settings, workers, run })
      expect({ pairs, stop }).toEqual({ pairs: alone.pairs, stop: alone.stop })
    }
  })

  test('a failed run is kept with its seed, another pair takes its place', async () => {
    const run = async (one: Replication): Promise<ReplicationResult> =>
      one.side === 'b' && one.seed === 6 ? { kind: 'failed', message: 'limit' } : lifeOf(one)
    const { pairs, failed, stop } = await replicatePairs({ ...settings, run })
    expect(failed).toEqual([{ side: 'b', r: 1, seed: 6, message: 'limit' }])
    expect(pairs.map(({ seed }) => seed)).not.toContain(6)
    expect([pairs.length >= precision.least, stop]).toEqual([true, 'precise'])
  })

  test('all failed: it ends, and every seed is told', async () => {
    const { pairs, failed, stop } = await replicatePairs({ ...settings, run: async () => ({ kind: 'failed', message: 'no' }) })
    expect([pairs.length, failed.length, stop]).toEqual([0, 2 * precision.most, 'most'])
  })

  test('cancelled: what was made stands', async () => {
    let runs = 0
    const { pairs, stop } = await replicatePairs({ ...settings, isOver: () => runs > 4, run: async (one) => (runs++, lifeOf(one)) })
    expect([pairs.length, stop]).toEqual([2, 'cancelled'])
  })

  test('a figure that is never known stops at the least', async () => {
    const { pairs } = await replicatePairs({ ...settings, kpi: 'never' })
    expect(pairs.length).toBe(precision.least)
    expect(compareFigure(pairs, 'kpi').difference.mean).toBeGreaterThan(10)
  })
})

test('the warm-up is the longest of both in whole weeks, at most half; what has no steady part is named', () => {
  const steady = Array.from({ length: 40 }, (_, span) => (span * 37) % 5)
  const late = steady.map((x, span) => (span < 4 ? x + 100 : x))
  const drift = steady.map((_, span) => span)
  const nothing = steady.map(() => null)
  expect(findWarmUp({ slaKept: [steady, late] }, 200)).toEqual({ days: 21, unsteady: [], isTooShort: false })
  expect(findWarmUp({ slaKept: [steady], stockOut: [drift, late] }, 200)).toEqual({ days: 21, unsteady: ['stockOut'], isTooShort: false })
  expect(findWarmUp({ availability: [nothing, steady.map(() => 1)] }, 200)).toEqual({ days: 0, unsteady: [], isTooShort: false })
  expect(findWarmUp({ slaKept: [late.slice(0, 11)] }, 52)).toEqual({ days: 21, unsteady: [], isTooShort: false })
  expect(findWarmUp({ slaKept: [late.slice(0, 4)] }, 20)).toEqual({ days: 0, unsteady: [], isTooShort: true })
})

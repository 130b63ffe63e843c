import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fitMissCurve, missedShare } from './curve.ts'
import type { UsePoint } from './curve.ts'
import { chordsBelow } from './hull.ts'

const gentle = { fromUse: 1, slope: 0 }

/** Days of two hubs whose misses follow floor + 2 · max(0, use − 0.7). */
const known: UsePoint[] = [0, 1].flatMap((group) =>
  Array.from({ length: 60 }, (_, i) => {
    const use = 0.4 + i / 120
    return { group, use, due: 100, missed: 100 * ([0.02, 0.06][group] + 2 * Math.max(0, use - 0.7)) }
  }),
)

describe('the curve of missed promises', () => {
  test('finds each hub’s floor and the common bend', () => {
    const curve = fitMissCurve(known, 2, gentle)
    for (const { group, use, missed } of known) expect(missedShare(curve, group, use)).toBeCloseTo(missed / 100, 2)
    expect(curve.seenUse).toBeCloseTo(0.867, 2)
  })

  test('never falls with more use and never leaves 0 … 1, whatever was seen', () => {
    const point = fc.record({
      group: fc.nat(2),
      use: fc.double({ min: 0, max: 1.2, noNaN: true }),
      due: fc.integer({ min: 0, max: 200 }),
      missed: fc.nat(50),
    })
    fc.assert(
      fc.property(fc.array(point, { maxLength: 40 }), fc.double({ min: 0, max: 5, noNaN: true }), (drawn, slope) => {
        const points = drawn.map((p) => ({ ...p, missed: Math.min(p.due, p.missed) }))
        const curve = fitMissCurve(points, 3, { fromUse: 0.75, slope })
        for (const group of [0, 1, 2]) {
          const shares = Array.from({ length: 31 }, (_, i) => missedShare(curve, group, i / 15))
          shares.forEach((share, i) => expect(share >= (shares[i - 1] ?? 0) - 1e-9 && share <= 1).toBe(true))
        }
      }),
      { numRuns: 200 },
    )
  })

  test('rises as assumed where no day was so full', () => {
    const calm = known.filter(({ use }) => use < 0.6)
    const curve = fitMissCurve(calm, 2, { fromUse: 0.75, slope: 2.5 })
    expect(missedShare(curve, 0, 0.75)).toBeCloseTo(0.02, 2)
    expect(missedShare(curve, 0, 0.85) - missedShare(curve, 0, 0.75)).toBeCloseTo(0.25, 2)
  })

  test('misses everything where there is work and nobody', () => {
    expect(missedShare(fitMissCurve(known, 2, gentle), 0, Infinity)).toBe(1)
  })
})

describe('chords', () => {
  test('meet a convex table at every place and stay below any table', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 9 }), (table) => {
        const chords = chordsBelow(table, 0, table.length - 1)
        const below = (n: number) => Math.max(...chords.map(({ level, slope }) => level + slope * n))
        table.forEach((value, n) => expect(below(n)).toBeLessThanOrEqual(value + 1e-9))
        const isConvex = table.every((value, n) => n < 2 || value - table[n - 1] >= table[n - 1] - table[n - 2])
        if (isConvex) table.forEach((value, n) => expect(below(n)).toBeCloseTo(value, 9))
        expect(below(0)).toBeCloseTo(table[0], 9)
      }),
    )
  })
})

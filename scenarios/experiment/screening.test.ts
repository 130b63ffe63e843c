import { describe, expect, test } from 'vitest'
import { judgePoints, regressFactors, screenLevels } from './index.ts'

const luck = [3, -40, 25, 80]
const factors = [
  { name: 'a', levels: ['low', 'high'] },
  { name: 'b', levels: ['1', '2', '3'] },
]
const rows = [0, 1].flatMap((a) => [0, 1, 2].map((b) => [a, b]))
/** What a point's factors give, on luck that all points share. */
const figures = rows.map(([a, b]) => luck.map((x) => 100 + 10 * a - 4 * b + x))

describe('screening by levels', () => {
  test('finds the effects, the greatest first, and shared luck leaves the interval', () => {
    const { effects } = screenLevels(factors, rows, figures)
    expect(effects.map(({ factor, effect, isDistinguishable }) => [factor, effect.mean, effect.halfWidth, isDistinguishable])).toEqual([
      ['a', 10, 0, true],
      ['b', -8, 0, true],
    ])
    expect(effects[1].levels.map(({ figure }) => figure.mean)).toEqual([122, 118, 114])
    expect(effects[0].levels[0].figure.halfWidth).toBeGreaterThan(40)
  })

  test('leaves out a replication that a point lacks, since its means would not be balanced', () => {
    const holed = figures.map((one, p) => one.map((x, r) => (p === 4 && r === 2 ? null : x)))
    expect(screenLevels(factors, rows, holed).effects[0].effect).toMatchObject({ n: 3, mean: 10 })
    const never = figures.map((one, p) => (p === 4 ? one.map(() => null) : one))
    expect(screenLevels(factors, rows, never).effects[0]).toMatchObject({
      effect: { n: 0, mean: null },
      isDistinguishable: null,
      standardised: null,
    })
  })

  test('a factor without effect is not distinguishable', () => {
    const other = rows.map(([a, b]) => luck.map((x, r) => 10 * a + x + ((b + r) % 2)))
    const { effects } = screenLevels(factors, rows, other)
    expect(effects.at(-1)).toMatchObject({ factor: 'b', isDistinguishable: false })
  })
})

describe('sensitivity', () => {
  const xs = Array.from({ length: 12 }, (_, p) => [1 + ((p * 5) % 12), 100 * ((p * 7) % 12), (p * 11 + (p % 3)) % 12])

  test('of a plane are its slopes over the way of each factor', () => {
    const plane = xs.map(([a, b]) => luck.map((x) => 3 * a - 0.01 * b + x))
    const { method, r2, effects } = regressFactors(['a', 'b', 'c'], xs, plane)
    expect([method, r2]).toEqual(['regression', expect.closeTo(1, 10)])
    expect(effects.map(({ factor, effect }) => [factor, effect.mean, effect.halfWidth])).toEqual([
      ['a', expect.closeTo(33, 9), expect.closeTo(0, 9)],
      ['b', expect.closeTo(-11, 9), expect.closeTo(0, 9)],
      ['c', expect.closeTo(0, 9), expect.closeTo(0, 9)],
    ])
    const spreadOf = (values: number[]) => {
      const middle = values.reduce((sum, x) => sum + x, 0) / values.length
      return Math.sqrt(values.reduce((sum, x) => sum + (x - middle) * (x - middle), 0) / (values.length - 1))
    }
    expect(effects[0].standardised).toBeCloseTo((3 * spreadOf(xs.map(([a]) => a))) / spreadOf(xs.map(([a, b]) => 3 * a - 0.01 * b)), 9)
  })

  test('with too few points, or factors that move together, by halves', () => {
    const few = regressFactors(
      ['a', 'b', 'c'],
      xs.slice(0, 4),
      xs.slice(0, 4).map(([a]) => [a, a]),
    )
    expect([few.method, few.effects[0].factor, few.r2]).toEqual(['halves', 'a', null])
    const together = xs.map(([a]) => [a, 2 * a])
    expect(
      regressFactors(
        ['a', 'b'],
        together,
        xs.map(([a]) => [a, a + 1]),
      ).method,
    ).toBe('halves')
  })
})

test('all points go on until the widest interval is fine enough', () => {
  const precision = { shareOfMean: 0.01, least: 3, most: 6 }
  const steady = [100, 100.1, 99.9]
  expect(judgePoints([steady, steady], 2, precision)).toBe('go-on')
  expect(judgePoints([steady, steady], 3, precision)).toBe('precise')
  expect(judgePoints([steady, [90, 110, 100]], 3, precision)).toBe('go-on')
  expect(judgePoints([steady, [90, 110, 100]], 6, precision)).toBe('most')
  expect(judgePoints([steady, [null, null, null]], 3, precision)).toBe('precise')
})

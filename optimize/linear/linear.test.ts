import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isProved, priceRows } from './dual.ts'
import { judge } from './judge.ts'
import { createModelBuilder, relax } from './model.ts'
import type { LinearModel } from './model.ts'
import { solve } from './solve.ts'

/** Hillier and Lieberman, Introduction to Operations Research, the Wyndor Glass problem: x = 2, y = 6, profit 36, prices 0, 3/2, 1. */
function wyndor(isWhole = false): LinearModel {
  const m = createModelBuilder()
  const [x, y] = [m.add('doors', -3, isWhole), m.add('windows', -5, isWhole)]
  m.limit('plant 1', null, 4, [[x, 1]])
  m.limit('plant 2', null, 12, [[y, 2]])
  m.limit('plant 3', null, 18, [
    [x, 3],
    [y, 2],
  ])
  return m.build()
}

describe('solve', () => {
  test('finds the optimum of a problem that was solved by hand', () => {
    const answer = solve(wyndor())
    expect(answer).toMatchObject({ kind: 'solved', cost: -36 })
    expect(answer.kind === 'solved' && Array.from(answer.values)).toEqual([2, 6])
  })

  test('keeps equalities, ranges and rows that need at least something', () => {
    const m = createModelBuilder()
    const [x, y] = [m.add('x', 2), m.add('y', 3)]
    m.limit('both', 4, 4, [
      [x, 1],
      [y, 1],
    ])
    m.limit('x alone', 1, 3, [[x, 1]])
    expect(solve(m.build())).toMatchObject({ kind: 'solved', cost: 9 })
  })

  test('says when there is no answer, and when the cost has no least value', () => {
    const none = createModelBuilder()
    const x = none.add('x', 1)
    none.limit('low', 5, null, [[x, 1]])
    none.limit('high', null, 4, [[x, 1]])
    expect(solve(none.build()).kind).toBe('infeasible')
    const endless = createModelBuilder()
    const y = endless.add('y', -1)
    endless.limit('low', 1, null, [[y, 1]])
    expect(solve(endless.build()).kind).toBe('unbounded')
  })

  test('a model without variables is solved by nothing', () => {
    expect(solve({ variables: [], rows: [] })).toMatchObject({ kind: 'solved', cost: 0 })
  })
})

describe('judge', () => {
  test('counts the cost itself and finds every broken limit', () => {
    expect(judge(wyndor(true), [2, 6])).toEqual({ violations: [], cost: -36 })
    expect(judge(wyndor(true), [5, 6.5]).violations.map(({ id }) => id)).toEqual(['windows', 'plant 1', 'plant 2', 'plant 3'])
    expect(judge(wyndor(), [-1, 0]).violations).toEqual([{ id: 'doors', amount: 1 }])
    expect(judge(wyndor(), [NaN, 0]).violations).not.toEqual([])
  })
})

const smallModel = fc
  .record({
    variables: fc.array(fc.record({ cost: fc.integer({ min: -9, max: 9 }), isWhole: fc.boolean() }), { minLength: 1, maxLength: 3 }),
    rows: fc.array(
      fc.record({
        a: fc.array(fc.integer({ min: -4, max: 6 }), { minLength: 3, maxLength: 3 }),
        b: fc.integer({ min: -5, max: 25 }),
        side: fc.constantFrom('low', 'high', 'both'),
      }),
      { maxLength: 4 },
    ),
  })
  .map(({ variables, rows }): LinearModel => {
    const m = createModelBuilder()
    const at = variables.map(({ cost, isWhole }, i) => m.add(`x${i}`, cost, isWhole))
    // Bounds, so that all whole answers can be tried.
    for (const i of at) m.limit(`bound ${i}`, null, most, [[i, 1]])
    rows.forEach(({ a, b, side }, r) =>
      m.limit(
        `row ${r}`,
        side === 'high' ? null : b,
        side === 'low' ? null : b + (side === 'both' ? 3 : 0),
        at.map((i) => [i, a[i]]),
      ),
    )
    return m.build()
  })
const most = 6

/** Least cost over all whole answers, by trying every one. */
function tryAll(model: LinearModel): number {
  let best = Infinity
  const values = model.variables.map(() => 0)
  const go = (i: number): void => {
    if (i === values.length) {
      const { violations, cost } = judge(model, values)
      if (violations.length === 0) best = Math.min(best, cost)
      return
    }
    for (let v = 0; v <= most; v++) {
      values[i] = v
      go(i + 1)
    }
  }
  go(0)
  return best
}

test('whole models: what is accepted is the best of all answers, and no answer is denied that exists', () => {
  fc.assert(
    fc.property(smallModel, (mixed) => {
      const model = { ...mixed, variables: mixed.variables.map((v) => ({ ...v, isWhole: true })) }
      const answer = solve(model)
      const best = tryAll(model)
      // What the library gets wrong must be refused, never passed on.
      if (answer.kind === 'refused') return
      expect(answer.kind).toBe(best === Infinity ? 'infeasible' : 'solved')
      if (answer.kind === 'solved') expect(answer.cost).toBeCloseTo(best, 6)
    }),
    { numRuns: 600 },
  )
})

describe('prices', () => {
  test('of the hand-solved problem are those of the book, with the sign of a cost', () => {
    const prices = priceRows(wyndor())!
    expect(Array.from(prices.price, (p) => Number(p.toFixed(9)) + 0)).toEqual([0, -1.5, -1])
    expect(prices.bound).toBeCloseTo(-36, 9)
  })

  test('prove the relaxed optimum, bound every whole answer, and never promise more than a moved limit saves', () => {
    fc.assert(
      fc.property(smallModel, fc.integer({ min: -3, max: 3 }), fc.nat(), (model, by, which) => {
        const relaxed = relax(model)
        const answer = solve(relaxed)
        const prices = priceRows(relaxed)
        if (answer.kind !== 'solved') return
        expect(prices).not.toBeNull()
        expect(isProved(answer.cost, prices!)).toBe(true)
        expect(tryAll({ ...model, variables: model.variables.map((v) => ({ ...v, isWhole: true })) })).toBeGreaterThanOrEqual(
          prices!.bound - 1e-6,
        )
        // A price is the slope of the least cost at today's limit, and the least cost is convex in it.
        const row = which % model.rows.length
        const moved = {
          ...relaxed,
          rows: relaxed.rows.map((r, i) =>
            i === row ? { ...r, low: r.low === null ? null : r.low + by, high: r.high === null ? null : r.high + by } : r,
          ),
        }
        const after = solve(moved)
        if (after.kind === 'solved') expect(after.cost).toBeGreaterThanOrEqual(answer.cost + by * prices!.price[row] - 1e-6)
      }),
      { numRuns: 500 },
    )
  })

  test('are none where there is no least cost', () => {
    const m = createModelBuilder()
    m.limit('low', 1, null, [[m.add('y', -1), 1]])
    expect(priceRows(m.build())).toBeNull()
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type MedoidProblem, buildMedoids, improveMedoids, medoidCost } from './medoids.ts'

/** Points on a plane with weights: costs are distances, so the triangle inequality holds. */
function planeProblem(points: readonly (readonly [number, number, number])[]): MedoidProblem {
  const n = points.length
  const cost = new Float64Array(n * n)
  points.forEach(([x, y], i) => points.forEach(([u, v], c) => (cost[i * n + c] = Math.hypot(x - u, y - v))))
  return { cost, weight: Float64Array.from(points, ([, , weight]) => weight) }
}

function* chooseAll(n: number, count: number, from = 0): Generator<number[]> {
  if (count === 0) yield []
  else for (let i = from; i <= n - count; i++) for (const rest of chooseAll(n, count - 1, i + 1)) yield [i, ...rest]
}

function findOptimum(problem: MedoidProblem, count: number): number {
  let best = Number.POSITIVE_INFINITY
  for (const choice of chooseAll(problem.weight.length, count)) best = Math.min(best, medoidCost(problem, choice))
  return best
}

/** The greedy choice without the lazy bounds. */
function buildNaively(problem: MedoidProblem, count: number): number[] {
  const chosen: number[] = []
  while (chosen.length < count) {
    const costs = Array.from(problem.weight, (_, c) =>
      chosen.includes(c) ? Number.POSITIVE_INFINITY : medoidCost(problem, [...chosen, c]),
    )
    chosen.push(costs.indexOf(Math.min(...costs)))
  }
  return chosen
}

const point = fc.tuple(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 1, max: 9 }))
const instance = fc.record({ points: fc.array(point, { minLength: 4, maxLength: 11 }), count: fc.integer({ min: 1, max: 4 }) })

describe('k-medoids', () => {
  it('lies between the optimum of an exhaustive search and five times it, the proven gap of single swaps (Arya et al. 2004)', () => {
    let optimal = 0
    let total = 0
    fc.assert(
      fc.property(instance, ({ points, count }) => {
        const problem = planeProblem(points)
        const medoids = buildMedoids(problem, count)
        improveMedoids(problem, medoids, 1000)
        const found = medoidCost(problem, medoids)
        const best = findOptimum(problem, count)
        total++
        if (found <= best * (1 + 1e-9) + 1e-9) optimal++
        expect(new Set(medoids).size).toBe(count)
        expect(found).toBeGreaterThanOrEqual(best - 1e-6)
        expect(found).toBeLessThanOrEqual(5 * best + 1e-6)
      }),
      { numRuns: 300, seed: 7 },
    )
    expect(optimal / total).toBeGreaterThan(0.85)
  })

  it('is exact for one medoid', () => {
    fc.assert(
      fc.property(instance, ({ points }) => {
        const problem = planeProblem(points)
        expect(medoidCost(problem, buildMedoids(problem, 1))).toBeCloseTo(findOptimum(problem, 1), 6)
      }),
    )
  })

  it('is never worse than the greedy choice, stops where no swap helps, and keeps to its limit', () => {
    fc.assert(
      fc.property(instance, fc.integer({ min: 0, max: 3 }), ({ points, count }, limit) => {
        const problem = planeProblem(points)
        const greedy = buildMedoids(problem, count)
        const limited = greedy.slice()
        expect(improveMedoids(problem, limited, limit)).toBeLessThanOrEqual(limit)
        expect(medoidCost(problem, limited)).toBeLessThanOrEqual(medoidCost(problem, greedy) + 1e-6)
        improveMedoids(problem, limited, 1000)
        const final = medoidCost(problem, limited)
        for (let slot = 0; slot < count; slot++) {
          for (let c = 0; c < points.length; c++) expect(medoidCost(problem, limited.with(slot, c))).toBeGreaterThanOrEqual(final - 1e-5)
        }
      }),
    )
  })

  it('chooses greedily as a naive search does', () => {
    fc.assert(
      fc.property(instance, ({ points, count }) => {
        const problem = planeProblem(points)
        expect(medoidCost(problem, buildMedoids(problem, count))).toBeCloseTo(medoidCost(problem, buildNaively(problem, count)), 6)
      }),
    )
  })

  it('refuses more medoids than points', () => {
    expect(() => buildMedoids(planeProblem([[0, 0, 1]]), 2)).toThrow('medoid-count')
  })
})

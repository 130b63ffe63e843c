import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { HubTravel } from './layout/travel.ts'
import { createTour, createTourCandidates, planTour, tourCost } from './tour.ts'
import type { Tour, TourCandidates, TourLimits } from './tour.ts'

interface Case {
  readonly travel: HubTravel
  readonly candidates: TourCandidates
  readonly limits: TourLimits
}

const point = fc.tuple(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 0, max: 20_000 }))
const order = fc.record({
  stop: fc.nat(),
  earliestMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 9_000_000 })),
  windowMs: fc.integer({ min: 0, max: 9_000_000 }),
  packs: fc.integer({ min: 0, max: 12 }),
})
const cases = fc
  .record({
    points: fc.array(point, { minLength: 2, maxLength: 20 }),
    orders: fc.array(order, { minLength: 1, maxLength: 24 }),
    endMs: fc.integer({ min: 1_000_000, max: 20_000_000 }),
    pieces: fc.integer({ min: 1, max: 60 }),
    maxStops: fc.integer({ min: 1, max: 14 }),
  })
  .map(({ points, orders, endMs, pieces, maxStops }): Case => {
    const stops = points.length
    // Manhattan ways at 5 m/s: whole milliseconds, and a way round is never shorter.
    const timeMs = Int32Array.from({ length: stops * stops }, (_, at) => {
      const [from, to] = [points[Math.floor(at / stops)], points[at % stops]]
      return 200 * (Math.abs(from[0] - to[0]) + Math.abs(from[1] - to[1]))
    })
    const candidates = createTourCandidates(orders.length)
    candidates.count = orders.length
    orders.forEach((o, i) => {
      candidates.stop[i] = 1 + (o.stop % (stops - 1))
      candidates.earliestMs[i] = o.earliestMs
      candidates.dueMs[i] = o.earliestMs + o.windowMs
      candidates.packs[i] = o.packs
      candidates.massKg[i] = o.packs * 10
    })
    const limits = { maxStops, pieces, kg: 400, stopMs: 360_000, startMs: 500_000, endMs }
    return { travel: { stops, timeMs, lengthM: timeMs }, candidates, limits }
  })

/** Cost of a tour by driving it from the hub and back. */
function naiveCost({ travel, candidates, limits }: Case, stops: readonly number[]): number {
  let [at, clock, late] = [0, limits.startMs, 0]
  for (const c of stops) {
    clock = Math.max(clock + travel.timeMs[at * travel.stops + candidates.stop[c]], candidates.earliestMs[c]) + limits.stopMs
    late += Math.max(0, clock - candidates.dueMs[c])
    at = candidates.stop[c]
  }
  clock += travel.timeMs[at * travel.stops]
  return clock > limits.endMs ? Infinity : clock - limits.startMs + 4 * late
}

/** The same rules, every change of the tour driven from start to end. */
function naivePlan(c: Case): number[] {
  const { candidates, limits } = c
  let tour: number[] = []
  const load = (column: Int32Array | Float64Array): number => tour.reduce((sum, i) => sum + column[i], 0)
  while (tour.length < limits.maxStops) {
    let [best, bestCost]: [number[] | null, number] = [null, Infinity]
    for (let i = 0; i < candidates.count && (tour.length > 0 || best === null); i++) {
      if (tour.includes(i) || load(candidates.packs) + candidates.packs[i] > limits.pieces) continue
      if (load(candidates.massKg) + candidates.massKg[i] > limits.kg) continue
      for (let at = 0; at <= tour.length; at++) {
        const longer = tour.toSpliced(at, 0, i)
        if (naiveCost(c, longer) < bestCost) [best, bestCost] = [longer, naiveCost(c, longer)]
      }
    }
    if (best === null) break
    tour = best
  }
  return reverseStretches(c, tour)
}

function reverseStretches(c: Case, planned: number[]): number[] {
  let tour = planned
  for (let pass = 0; pass < 8; pass++) {
    const before = tour
    for (let i = 0; i < tour.length - 1; i++) {
      for (let j = i + 1; j < tour.length; j++) {
        const changed = [...tour.slice(0, i), ...tour.slice(i, j + 1).toReversed(), ...tour.slice(j + 1)]
        if (naiveCost(c, changed) < naiveCost(c, tour)) tour = changed
      }
    }
    if (tour === before) break
  }
  return tour
}

const visited = (tour: Tour): number[] => Array.from(tour.stops.subarray(0, tour.length))

it('plans what full evaluation of every change plans', () => {
  fc.assert(
    fc.property(cases, (c) => {
      const tour = createTour()
      planTour(c.travel, c.candidates, c.limits, tour)
      expect(visited(tour)).toEqual(naivePlan(c))
      if (tour.length > 0) expect(tourCost(c.travel, c.candidates, c.limits, tour)).toBe(naiveCost(c, visited(tour)))
    }),
    { numRuns: 300, seed: 1 },
  )
})

it('visits nobody twice, and never beyond what the vehicle and the shift allow', () => {
  fc.assert(
    fc.property(cases, (c) => {
      const tour = createTour()
      planTour(c.travel, c.candidates, c.limits, tour)
      const stops = visited(tour)
      expect(new Set(stops).size).toBe(stops.length)
      expect(stops.length).toBeLessThanOrEqual(c.limits.maxStops)
      expect(stops.reduce((sum, i) => sum + c.candidates.packs[i], 0)).toBeLessThanOrEqual(c.limits.pieces)
      if (stops.length > 0) expect(naiveCost(c, stops)).toBeLessThan(Infinity)
    }),
    { numRuns: 300, seed: 2 },
  )
})

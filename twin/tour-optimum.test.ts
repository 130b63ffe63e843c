import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { HubTravel } from './layout/travel.ts'
import { createTour, createTourCandidates, planTour, tourCost } from './tour.ts'
import type { Tour, TourCandidates, TourLimits } from './tour.ts'

const minute = 60_000

interface Town {
  readonly travel: HubTravel
  readonly candidates: TourCandidates
}

/** Up to five orders at places of a plane; the hub lies at the origin. Roads are straight, so the triangle inequality holds. */
const towns: fc.Arbitrary<Town> = fc
  .array(
    fc.record({
      x: fc.integer({ min: -9, max: 9 }),
      y: fc.integer({ min: -9, max: 9 }),
      due: fc.integer({ min: 20, max: 400 }),
      from: fc.integer({ min: 0, max: 60 }),
      packs: fc.integer({ min: 0, max: 3 }),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .map((orders) => {
    const sorted = orders.toSorted((a, b) => a.due - b.due)
    const at = [{ x: 0, y: 0 }, ...sorted]
    const timeMs = Int32Array.from(
      at.flatMap((a) => at.map((b) => Math.round(Math.sqrt((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)) * minute))),
    )
    const candidates = createTourCandidates(8)
    candidates.count = sorted.length
    sorted.forEach((order, i) => {
      candidates.row[i] = 100 + i
      candidates.stop[i] = i + 1
      candidates.earliestMs[i] = order.from * minute
      candidates.dueMs[i] = order.due * minute
      candidates.packs[i] = order.packs
      candidates.massKg[i] = 10 * order.packs
    })
    return { travel: { stops: at.length, timeMs, lengthM: timeMs }, candidates }
  })

const wide: TourLimits = { maxStops: 10, pieces: 100, kg: 1000, stopMs: 5 * minute, startMs: 0, endMs: 2000 * minute }

function permutations(items: readonly number[]): number[][] {
  if (items.length === 0) return [[]]
  return items.flatMap((item, i) => permutations([...items.slice(0, i), ...items.slice(i + 1)]).map((rest) => [item, ...rest]))
}

function tourOf(stops: readonly number[]): Tour {
  const tour = createTour()
  tour.stops.set(stops)
  tour.length = stops.length
  return tour
}

describe('planTour against every order of the same stops', () => {
  it('visits all of up to five orders when there is time and room, at a cost near the best', () => {
    let excess = 0
    let runs = 0
    fc.assert(
      fc.property(towns, ({ travel, candidates }) => {
        const tour = createTour()
        planTour(travel, candidates, wide, tour)
        expect(tour.length).toBe(candidates.count)
        const all = permutations(Array.from({ length: candidates.count }, (_, i) => i))
        const best = Math.min(...all.map((stops) => tourCost(travel, candidates, wide, tourOf(stops))))
        const cost = tourCost(travel, candidates, wide, tour)
        expect(cost).toBeGreaterThanOrEqual(best)
        expect(cost).toBeLessThanOrEqual(2 * best)
        excess += cost / best - 1
        runs += 1
      }),
      { numRuns: 150, seed: 20_271 },
    )
    // Insertion and 2-opt with windows: two per cent above the best on the mean of these towns at most.
    expect(excess / runs).toBeLessThan(0.02)
  })

  it('is the best order for one and two stops', () => {
    fc.assert(
      fc.property(towns, ({ travel, candidates }) => {
        candidates.count = Math.min(2, candidates.count)
        const tour = createTour()
        planTour(travel, candidates, wide, tour)
        const cost = tourCost(travel, candidates, wide, tour)
        for (const stops of permutations(Array.from({ length: candidates.count }, (_, i) => i)))
          expect(cost).toBeLessThanOrEqual(tourCost(travel, candidates, wide, tourOf(stops)))
      }),
    )
  })

  it('keeps to pieces, weight, stops and the shift’s end, and takes the most urgent order that fits first of all', () => {
    const limits = fc.record({
      maxStops: fc.integer({ min: 1, max: 4 }),
      pieces: fc.integer({ min: 0, max: 6 }),
      kg: fc.integer({ min: 0, max: 60 }),
      minutes: fc.integer({ min: 0, max: 120 }),
    })
    fc.assert(
      fc.property(towns, limits, ({ travel, candidates }, l) => {
        const bound: TourLimits = { ...wide, maxStops: l.maxStops, pieces: l.pieces, kg: l.kg, endMs: l.minutes * minute }
        const tour = createTour()
        planTour(travel, candidates, bound, tour)
        const stops = Array.from(tour.stops.subarray(0, tour.length))
        expect(new Set(stops).size).toBe(stops.length)
        expect(stops.length).toBeLessThanOrEqual(l.maxStops)
        expect(stops.reduce((sum, c) => sum + candidates.packs[c], 0)).toBeLessThanOrEqual(l.pieces)
        expect(stops.reduce((sum, c) => sum + candidates.massKg[c], 0)).toBeLessThanOrEqual(l.kg)
        if (stops.length > 0) expect(tourCost(travel, candidates, bound, tour)).toBeLessThan(Infinity)
        const fits = (c: number) =>
          candidates.packs[c] <= l.pieces && candidates.massKg[c] <= l.kg && tourCost(travel, candidates, bound, tourOf([c])) < Infinity
        const first = Array.from({ length: candidates.count }, (_, c) => c).find(fits)
        if (first === undefined) expect(stops).toEqual([])
        else expect(stops).toContain(first)
      }),
    )
  })
})

describe('tourCost', () => {
  const travel: HubTravel = {
    stops: 3,
    timeMs: Int32Array.of(0, 10, 20, 10, 0, 15, 20, 15, 0).map((m) => m * minute),
    lengthM: new Int32Array(9),
  }
  const candidates = createTourCandidates(2)
  candidates.count = 2
  candidates.stop.set([1, 2])
  candidates.earliestMs.set([30 * minute, 0])
  candidates.dueMs.set([100 * minute, 50 * minute])

  it('waits for a window to open and weighs lateness four times', () => {
    // To stop 1 at 10, wait until 30, leave at 35, reach stop 2 at 50, leave at 55 (five late), home at 75.
    expect(tourCost(travel, candidates, wide, tourOf([0, 1]))).toBe((75 + 4 * 5) * minute)
    // To stop 2 at 20, leave at 25, reach stop 1 at 40, leave at 45, home at 55.
    expect(tourCost(travel, candidates, wide, tourOf([1, 0]))).toBe(55 * minute)
    expect(tourCost(travel, candidates, { ...wide, endMs: 54 * minute }, tourOf([1, 0]))).toBe(Infinity)
    expect(tourCost(travel, candidates, wide, tourOf([]))).toBe(0)
  })
})

import type { HubTravel } from './layout/travel.ts'

/** Orders that could be visited on one tour, as columns; the planner's input. Times are run milliseconds. */
export interface TourCandidates {
  count: number
  readonly row: Int32Array
  readonly stop: Int32Array
  readonly earliestMs: Float64Array
  readonly dueMs: Float64Array
  readonly packs: Int32Array
  readonly massKg: Float64Array
}

export function createTourCandidates(capacity: number): TourCandidates {
  return {
    count: 0,
    row: new Int32Array(capacity),
    stop: new Int32Array(capacity),
    earliestMs: new Float64Array(capacity),
    dueMs: new Float64Array(capacity),
    packs: new Int32Array(capacity),
    massKg: new Float64Array(capacity),
  }
}

/** What a courier can do on one tour. */
export interface TourLimits {
  readonly maxStops: number
  readonly pieces: number
  readonly kg: number
  readonly stopMs: number
  /** When the tour leaves the hub, and when the courier should be back. */
  readonly startMs: number
  readonly endMs: number
}

/** A planned tour: candidate indexes in visiting order; `length` of them count. */
export interface Tour {
  readonly stops: Int32Array
  length: number
}

export const maxTourStops = 64

export function createTour(): Tour {
  return { stops: new Int32Array(maxTourStops), length: 0 }
}

/** Lateness weighs more than driving: a minute late costs as much as this many minutes on the road. */
const latenessWeight = 4

/**
 * Cheapest insertion from the most urgent order (Solomon 1987, I1 with waiting and soft windows), then 2-opt by the same cost.
 * Candidate 0 must be the most urgent; ties go to the lower index, so that the plan is a function of its input.
 */
export function planTour(travel: HubTravel, candidates: TourCandidates, limits: TourLimits, tour: Tour): void {
  tour.length = 0
  const taken = new Uint8Array(candidates.count)
  let pieces = 0
  let kg = 0
  while (tour.length < Math.min(limits.maxStops, maxTourStops)) {
    let best = -1
    let bestAt = 0
    let bestCost = Infinity
    const base = tourCost(travel, candidates, limits, tour)
    for (let c = 0; c < candidates.count; c++) {
      if (taken[c] === 1 || pieces + candidates.packs[c] > limits.pieces || kg + candidates.massKg[c] > limits.kg) continue
      for (let at = 0; at <= tour.length; at++) {
        insertAt(tour, c, at)
        const cost = tourCost(travel, candidates, limits, tour) - base
        removeAt(tour, at)
        if (cost < bestCost) {
          best = c
          bestAt = at
          bestCost = cost
        }
      }
      // The seed is the most urgent order that fits at all.
      if (tour.length === 0 && best >= 0) break
    }
    if (best < 0 || bestCost === Infinity) break
    insertAt(tour, best, bestAt)
    taken[best] = 1
    pieces += candidates.packs[best]
    kg += candidates.massKg[best]
  }
  improveTour(travel, candidates, limits, tour)
}

function insertAt(tour: Tour, candidate: number, at: number): void {
  tour.stops.copyWithin(at + 1, at, tour.length)
  tour.stops[at] = candidate
  tour.length += 1
}

function removeAt(tour: Tour, at: number): void {
  tour.stops.copyWithin(at, at + 1, tour.length)
  tour.length -= 1
}

/** Duration with waiting, plus weighted lateness; ∞ when the courier would come back after the end. */
export function tourCost(travel: HubTravel, candidates: TourCandidates, limits: TourLimits, tour: Tour): number {
  const { stops: n, timeMs } = travel
  let at = 0
  let clock = limits.startMs
  let late = 0
  for (let i = 0; i < tour.length; i++) {
    const c = tour.stops[i]
    const stop = candidates.stop[c]
    clock += timeMs[at * n + stop]
    if (clock < candidates.earliestMs[c]) clock = candidates.earliestMs[c]
    clock += limits.stopMs
    if (clock > candidates.dueMs[c]) late += clock - candidates.dueMs[c]
    at = stop
  }
  clock += timeMs[at * n]
  if (clock > limits.endMs) return Infinity
  return clock - limits.startMs + latenessWeight * late
}

/** 2-opt: reverses stretches while that lowers the cost. Each step lowers a finite cost, and the number of passes is limited. */
function improveTour(travel: HubTravel, candidates: TourCandidates, limits: TourLimits, tour: Tour): void {
  let cost = tourCost(travel, candidates, limits, tour)
  for (let pass = 0; pass < 8; pass++) {
    let isBetter = false
    for (let i = 0; i < tour.length - 1; i++) {
      for (let j = i + 1; j < tour.length; j++) {
        tour.stops.subarray(i, j + 1).reverse()
        const changed = tourCost(travel, candidates, limits, tour)
        if (changed < cost - 1e-6) {
          cost = changed
          isBetter = true
        } else tour.stops.subarray(i, j + 1).reverse()
      }
    }
    if (!isBetter) return
  }
}

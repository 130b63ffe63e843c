import type { HubTravel } from './layout/index.ts'

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

const maxTourStops = 64

export function createTour(): Tour {
  return { stops: new Int32Array(maxTourStops), length: 0 }
}

/** Lateness weighs more than driving: a minute late costs as much as this many minutes on the road. */
const latenessWeight = 4

// Scratch of one plan, never state of a run: when the tour leaves its i-th stop, and how late it was up to there (0 = the hub).
const leaveMs = new Float64Array(maxTourStops + 1)
const lateMs = new Float64Array(maxTourStops + 1)
let taken = new Uint8Array(64)

/**
 * Cheapest insertion from the most urgent order (Solomon 1987, I1 with waiting and soft windows), then 2-opt by the same cost.
 * Candidate 0 must be the most urgent; ties go to the lower index, so that the plan is a function of its input. A change is followed
 * only as far as it shifts times: whole milliseconds add up exactly, so the plan is that of full evaluation.
 */
export function planTour(travel: HubTravel, candidates: TourCandidates, limits: TourLimits, tour: Tour): void {
  tour.length = 0
  if (taken.length < candidates.count) taken = new Uint8Array(candidates.count)
  taken.fill(0)
  let pieces = 0
  let kg = 0
  while (tour.length < Math.min(limits.maxStops, maxTourStops)) {
    let best = -1
    let bestAt = 0
    let bestCost = Infinity
    followTour(travel, candidates, limits, tour, 0)
    for (let c = 0; c < candidates.count; c++) {
      if (taken[c] === 1 || pieces + candidates.packs[c] > limits.pieces || kg + candidates.massKg[c] > limits.kg) continue
      for (let at = 0; at <= tour.length; at++) {
        const cost = insertionCost(travel, candidates, limits, tour, c, at, bestCost)
        if (cost < bestCost) {
          best = c
          bestAt = at
          bestCost = cost
        }
      }
      // The seed is the most urgent order that fits at all.
      if (tour.length === 0 && best >= 0) break
    }
    if (best < 0) break
    insertAt(tour, best, bestAt)
    taken[best] = 1
    pieces += candidates.packs[best]
    kg += candidates.massKg[best]
  }
  improveTour(travel, candidates, limits, tour)
}

function insertAt(tour: Tour, candidate: number, at: number): void {
  const { stops } = tour
  for (let i = tour.length; i > at; i--) stops[i] = stops[i - 1]
  stops[at] = candidate
  tour.length += 1
}

/** Fills `leaveMs` and `lateMs` from position `from` on. */
function followTour(travel: HubTravel, candidates: TourCandidates, limits: TourLimits, tour: Tour, from: number): void {
  const { stops: n, timeMs } = travel
  leaveMs[0] = limits.startMs
  lateMs[0] = 0
  for (let i = from; i < tour.length; i++) {
    const c = tour.stops[i]
    const before = i === 0 ? 0 : candidates.stop[tour.stops[i - 1]]
    const leave = Math.max(leaveMs[i] + timeMs[before * n + candidates.stop[c]], candidates.earliestMs[c]) + limits.stopMs
    leaveMs[i + 1] = leave
    lateMs[i + 1] = lateMs[i] + Math.max(0, leave - candidates.dueMs[c])
  }
}

/**
 * How much dearer the tour followed last becomes with a candidate at a position; ∞ when the courier would come back after the end, or
 * when it is certain that the answer is not below `limit`.
 */
function insertionCost(
  travel: HubTravel,
  candidates: TourCandidates,
  limits: TourLimits,
  tour: Tour,
  candidate: number,
  position: number,
  limit: number,
): number {
  const { stops: n, timeMs } = travel
  const { stop, earliestMs, dueMs } = candidates
  const { stops, length } = tour
  let at = position === 0 ? 0 : stop[stops[position - 1]]
  let clock = Math.max(leaveMs[position] + timeMs[at * n + stop[candidate]], earliestMs[candidate]) + limits.stopMs
  let late = Math.max(0, clock - dueMs[candidate])
  at = stop[candidate]
  for (let i = position; i < length; i++) {
    if (clock >= leaveMs[i] && latenessWeight * late >= limit) return Infinity
    const c = stops[i]
    clock = Math.max(clock + timeMs[at * n + stop[c]], earliestMs[c]) + limits.stopMs
    at = stop[c]
    const wasLate = lateMs[i + 1] - lateMs[i]
    late += Math.max(0, clock - dueMs[c]) - wasLate
    // A wait took the delay up: from here on nothing changes.
    if (clock === leaveMs[i + 1]) return latenessWeight * late
  }
  const back = clock + timeMs[at * n]
  const lastStop = length === 0 ? 0 : stop[stops[length - 1]]
  return back > limits.endMs ? Infinity : back - (leaveMs[length] + timeMs[lastStop * n]) + latenessWeight * late
}

/** Duration with waiting, plus weighted lateness; ∞ when the courier would come back after the end. */
export function tourCost(travel: HubTravel, candidates: TourCandidates, limits: TourLimits, tour: Tour): number {
  followTour(travel, candidates, limits, tour, 0)
  const last = tour.length === 0 ? 0 : candidates.stop[tour.stops[tour.length - 1]]
  const back = leaveMs[tour.length] + travel.timeMs[last * travel.stops]
  return back > limits.endMs ? Infinity : back - limits.startMs + latenessWeight * lateMs[tour.length]
}

/** 2-opt: reverses stretches while that lowers the cost. Each step lowers a finite cost, and the number of passes is limited. */
function improveTour(travel: HubTravel, candidates: TourCandidates, limits: TourLimits, tour: Tour): void {
  followTour(travel, candidates, limits, tour, 0)
  for (let pass = 0; pass < 8; pass++) {
    let isBetter = false
    for (let i = 0; i < tour.length - 1; i++) {
      for (let j = i + 1; j < tour.length; j++) {
        if (reversalCost(travel, candidates, limits, tour, i, j) > -1e-6) continue
        tour.stops.subarray(i, j + 1).reverse()
        followTour(travel, candidates, limits, tour, i)
        isBetter = true
      }
    }
    if (!isBetter) return
  }
}

/** How much dearer the tour followed last becomes when the stretch from `first` to `last` is driven the other way round. */
function reversalCost(travel: HubTravel, candidates: TourCandidates, limits: TourLimits, tour: Tour, first: number, last: number): number {
  const { stops: n, timeMs } = travel
  const { stop, earliestMs, dueMs } = candidates
  const { stops, length } = tour
  let at = first === 0 ? 0 : stop[stops[first - 1]]
  let clock = leaveMs[first]
  let late = lateMs[first]
  for (let i = first; i < length; i++) {
    const c = stops[i <= last ? first + last - i : i]
    clock = Math.max(clock + timeMs[at * n + stop[c]], earliestMs[c]) + limits.stopMs
    if (clock > dueMs[c]) late += clock - dueMs[c]
    at = stop[c]
    // Behind the stretch, at the same stop as before, later and not less late: it can only get worse.
    if (i > last && clock >= leaveMs[i + 1] && late >= lateMs[i + 1]) return Infinity
  }
  const back = clock + timeMs[at * n]
  const backBefore = leaveMs[length] + timeMs[stop[stops[length - 1]] * n]
  return back > limits.endMs ? Infinity : back - backBefore + latenessWeight * (late - lateMs[length])
}

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
/** How much later the tour may leave its i-th stop so that all behind it shifts by as much and none becomes late; −1 where one waits. */
const slackMs = new Float64Array(maxTourStops + 1)
// Travel times of the hub (0) and the candidates (c + 1), row by row, as far as a stop of the tour takes part: the plan asks for them again and again,
// and in the hub's own table each would lie in another page of memory.
let width = 0
let nearMs = new Float64Array(65 * 65)

/**
 * Cheapest insertion from the most urgent order (Solomon 1987, I1 with waiting and soft windows), then 2-opt by the same cost.
 * Candidate 0 must be the most urgent; ties go to the lower index, so that the plan is a function of its input. A change is followed
 * only as far as it shifts times: whole milliseconds add up exactly, so the plan is that of full evaluation.
 */
export function planTour(travel: HubTravel, candidates: TourCandidates, limits: TourLimits, tour: Tour): void {
  tour.length = 0
  if (taken.length < candidates.count) taken = new Uint8Array(candidates.count)
  taken.fill(0)
  openNear(travel, candidates)
  let pieces = 0
  let kg = 0
  while (tour.length < Math.min(limits.maxStops, maxTourStops)) {
    let best = -1
    let bestAt = 0
    let bestCost = Infinity
    followTour(candidates, limits, tour, 0)
    measureSlack(candidates, tour)
    for (let c = 0; c < candidates.count; c++) {
      if (taken[c] === 1 || pieces + candidates.packs[c] > limits.pieces || kg + candidates.massKg[c] > limits.kg) continue
      for (let at = 0; at <= tour.length; at++) {
        const cost = insertionCost(candidates, limits, tour, c, at, bestCost)
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
    fillNear(travel, candidates, best)
    taken[best] = 1
    pieces += candidates.packs[best]
    kg += candidates.massKg[best]
  }
  improveTour(candidates, limits, tour)
}

/** Makes room for the candidates, and brings the hub's travel times near. */
function openNear(travel: HubTravel, candidates: TourCandidates): void {
  width = candidates.count + 1
  if (nearMs.length < width * width) nearMs = new Float64Array(width * width)
  fillNear(travel, candidates, -1)
}

/** Brings the travel times from and to a candidate, or the hub (−1), near. */
function fillNear({ stops: n, timeMs }: HubTravel, { stop, count }: TourCandidates, candidate: number): void {
  const at = candidate < 0 ? 0 : stop[candidate]
  const row = (candidate + 1) * width
  nearMs[row] = timeMs[at * n]
  nearMs[candidate + 1] = timeMs[at]
  for (let c = 0; c < count; c++) {
    nearMs[row + c + 1] = timeMs[at * n + stop[c]]
    nearMs[(c + 1) * width + candidate + 1] = timeMs[stop[c] * n + at]
  }
}

function insertAt(tour: Tour, candidate: number, at: number): void {
  const { stops } = tour
  for (let i = tour.length; i > at; i--) stops[i] = stops[i - 1]
  stops[at] = candidate
  tour.length += 1
}

/** Fills `leaveMs` and `lateMs` from position `from` on. */
function followTour({ earliestMs, dueMs }: TourCandidates, limits: TourLimits, { stops, length }: Tour, from: number): void {
  leaveMs[0] = limits.startMs
  lateMs[0] = 0
  for (let i = from; i < length; i++) {
    const c = stops[i]
    const before = i === 0 ? 0 : stops[i - 1] + 1
    const leave = Math.max(leaveMs[i] + nearMs[before * width + c + 1], earliestMs[c]) + limits.stopMs
    leaveMs[i + 1] = leave
    lateMs[i + 1] = lateMs[i] + Math.max(0, leave - dueMs[c])
  }
}

/** Fills `slackMs` for the tour followed last, from its end (push forward: Solomon 1987). */
function measureSlack({ earliestMs, dueMs }: TourCandidates, { stops, length }: Tour): void {
  slackMs[length] = Infinity
  for (let i = length - 1; i >= 0; i--) {
    const c = stops[i]
    const before = i === 0 ? 0 : stops[i - 1] + 1
    const isWaiting = leaveMs[i] + nearMs[before * width + c + 1] < earliestMs[c]
    slackMs[i] = isWaiting ? -1 : Math.min(dueMs[c] - leaveMs[i + 1], slackMs[i + 1])
  }
}

/** When the tour followed last is back at the hub. */
function backMs({ stops, length }: Tour): number {
  return leaveMs[length] + (length === 0 ? nearMs[0] : nearMs[(stops[length - 1] + 1) * width])
}

/**
 * How much dearer the tour followed last becomes with a candidate at a position; ∞ when the courier would come back after the end, or
 * when it is certain that the answer is not below `limit`.
 */
function insertionCost(
  candidates: TourCandidates,
  limits: TourLimits,
  tour: Tour,
  candidate: number,
  position: number,
  limit: number,
): number {
  const { earliestMs, dueMs } = candidates
  const { stops, length } = tour
  const before = position === 0 ? 0 : stops[position - 1] + 1
  const clock = Math.max(leaveMs[position] + nearMs[before * width + candidate + 1], earliestMs[candidate]) + limits.stopMs
  const late = Math.max(0, clock - dueMs[candidate])
  if (position < length) {
    const c = stops[position]
    const leave = leaveMs[position + 1]
    const delay = Math.max(clock + nearMs[(candidate + 1) * width + c + 1], earliestMs[c]) + limits.stopMs - leave
    // Most stops are on time and none waits: then all behind shifts by as much, which the walk would add up to the same.
    if (delay >= 0 && delay <= dueMs[c] - leave && delay <= slackMs[position + 1]) {
      const isInTime = delay === 0 || backMs(tour) + delay <= limits.endMs
      return isInTime ? delay + latenessWeight * late : Infinity
    }
  }
  return walkOn(candidates, limits, tour, candidate, position, clock, late, limit)
}

/** `insertionCost` from the moment `clock` at which the candidate is left, `late` so far, stop by stop. */
function walkOn(
  { earliestMs, dueMs }: TourCandidates,
  limits: TourLimits,
  tour: Tour,
  candidate: number,
  position: number,
  from: number,
  lateThere: number,
  limit: number,
): number {
  const { stops, length } = tour
  let clock = from
  let late = lateThere
  let at = candidate + 1
  for (let i = position; i < length; i++) {
    if (clock >= leaveMs[i] && latenessWeight * late >= limit) return Infinity
    const c = stops[i]
    clock = Math.max(clock + nearMs[at * width + c + 1], earliestMs[c]) + limits.stopMs
    at = c + 1
    const wasLate = lateMs[i + 1] - lateMs[i]
    late += Math.max(0, clock - dueMs[c]) - wasLate
    // A wait took the delay up: from here on nothing changes.
    if (clock === leaveMs[i + 1]) return latenessWeight * late
  }
  const back = clock + nearMs[at * width]
  return back > limits.endMs ? Infinity : back - backMs(tour) + latenessWeight * late
}

/** Duration with waiting, plus weighted lateness; ∞ when the courier would come back after the end. */
export function tourCost(travel: HubTravel, candidates: TourCandidates, limits: TourLimits, tour: Tour): number {
  openNear(travel, candidates)
  for (let i = 0; i < tour.length; i++) fillNear(travel, candidates, tour.stops[i])
  followTour(candidates, limits, tour, 0)
  const back = backMs(tour)
  return back > limits.endMs ? Infinity : back - limits.startMs + latenessWeight * lateMs[tour.length]
}

/** 2-opt: reverses stretches while that lowers the cost. Each step lowers a finite cost, and the number of passes is limited. */
function improveTour(candidates: TourCandidates, limits: TourLimits, tour: Tour): void {
  followTour(candidates, limits, tour, 0)
  for (let pass = 0; pass < 8; pass++) {
    let isBetter = false
    for (let i = 0; i < tour.length - 1; i++) {
      for (let j = i + 1; j < tour.length; j++) {
        if (reversalCost(candidates, limits, tour, i, j) > -1e-6) continue
        tour.stops.subarray(i, j + 1).reverse()
        followTour(candidates, limits, tour, i)
        isBetter = true
      }
    }
    if (!isBetter) return
  }
}

/** How much dearer the tour followed last becomes when the stretch from `first` to `last` is driven the other way round. */
function reversalCost({ earliestMs, dueMs }: TourCandidates, limits: TourLimits, tour: Tour, first: number, last: number): number {
  const { stops, length } = tour
  let at = first === 0 ? 0 : stops[first - 1] + 1
  let clock = leaveMs[first]
  let late = lateMs[first]
  for (let i = first; i < length; i++) {
    const c = stops[i <= last ? first + last - i : i]
    clock = Math.max(clock + nearMs[at * width + c + 1], earliestMs[c]) + limits.stopMs
    if (clock > dueMs[c]) late += clock - dueMs[c]
    at = c + 1
    // Behind the stretch, at the same stop as before, later and not less late: it can only get worse.
    if (i > last && clock >= leaveMs[i + 1] && late >= lateMs[i + 1]) return Infinity
  }
  const back = clock + nearMs[at * width]
  return back > limits.endMs ? Infinity : back - backMs(tour) + latenessWeight * (late - lateMs[length])
}

import { assert } from '../../../sim/assert.ts'

/** A p-median instance: `cost[i * n + c]` is what point i pays when served from candidate c; both run over the same n points. */
export interface MedoidProblem {
  readonly cost: Float64Array
  readonly weight: Float64Array
}

interface Assignment {
  /** Slot of the nearest medoid of each point, and costs to the nearest and the second. */
  readonly nearest: Int32Array
  readonly first: Float64Array
  readonly second: Float64Array
}

/** Weighted cost of serving every point from its nearest chosen candidate. */
export function medoidCost(problem: MedoidProblem, medoids: ArrayLike<number>): number {
  const n = problem.weight.length
  let total = 0
  for (let i = 0; i < n; i++) {
    let best = Number.POSITIVE_INFINITY
    for (let m = 0; m < medoids.length; m++) best = Math.min(best, problem.cost[i * n + medoids[m]])
    total += problem.weight[i] * best
  }
  return total
}

function findMedian(problem: MedoidProblem): number {
  const n = problem.weight.length
  const total = new Float64Array(n)
  for (let i = 0; i < n; i++) for (let c = 0; c < n; c++) total[c] += problem.weight[i] * problem.cost[i * n + c]
  let best = 0
  for (let c = 1; c < n; c++) if (total[c] < total[best]) best = c
  return best
}

function findGain(problem: MedoidProblem, first: Float64Array, candidate: number): number {
  const n = first.length
  let gain = 0
  for (let i = 0; i < n; i++) {
    const less = first[i] - problem.cost[i * n + candidate]
    if (less > 0) gain += problem.weight[i] * less
  }
  return gain
}

function takeMedoid(problem: MedoidProblem, first: Float64Array, medoid: number): void {
  const n = first.length
  for (let i = 0; i < n; i++) first[i] = Math.min(first[i], problem.cost[i * n + medoid])
}

/**
 * Greedy choice (BUILD of PAM; Kaufman and Rousseeuw, 1990): first the median, then always the candidate that saves most. Gains only shrink as
 * medoids are added, so an old gain is an upper bound and most need not be computed again (lazy greedy; Minoux, 1978). Ties: lowest index.
 */
export function buildMedoids(problem: MedoidProblem, count: number): Int32Array {
  const n = problem.weight.length
  assert(count >= 1 && count <= n, 'medoid-count', count)
  const medoids = new Int32Array(count)
  const first = new Float64Array(n).fill(Number.POSITIVE_INFINITY)
  const bound = new Float64Array(n).fill(Number.POSITIVE_INFINITY)
  const freshAt = new Int32Array(n)
  medoids[0] = findMedian(problem)
  bound[medoids[0]] = Number.NEGATIVE_INFINITY
  takeMedoid(problem, first, medoids[0])
  for (let slot = 1; slot < count;) {
    let best = 0
    for (let c = 1; c < n; c++) if (bound[c] > bound[best]) best = c
    if (freshAt[best] !== slot) {
      bound[best] = findGain(problem, first, best)
      freshAt[best] = slot
      continue
    }
    medoids[slot++] = best
    bound[best] = Number.NEGATIVE_INFINITY
    takeMedoid(problem, first, best)
  }
  return medoids
}

function assignPoints(problem: MedoidProblem, medoids: Int32Array, out: Assignment): void {
  const n = problem.weight.length
  for (let i = 0; i < n; i++) {
    let nearest = 0
    let first = Number.POSITIVE_INFINITY
    let second = Number.POSITIVE_INFINITY
    for (let slot = 0; slot < medoids.length; slot++) {
      const cost = problem.cost[i * n + medoids[slot]]
      if (cost < first) {
        second = first
        first = cost
        nearest = slot
      } else if (cost < second) second = cost
    }
    out.nearest[i] = nearest
    out.first[i] = first
    out.second[i] = second
  }
}

/** What it costs to lose each medoid: its points go to their second choice. */
function findLosses(problem: MedoidProblem, assignment: Assignment, loss: Float64Array): void {
  loss.fill(0)
  for (let i = 0; i < problem.weight.length; i++) {
    loss[assignment.nearest[i]] += problem.weight[i] * (assignment.second[i] - assignment.first[i])
  }
}

/** Best medoid to give up for a candidate: its slot in `best.slot` and the change of the total in `best.change`. */
function judgeSwap(
  problem: MedoidProblem,
  state: Assignment,
  loss: Float64Array,
  change: Float64Array,
  candidate: number,
  best: Swap,
): void {
  const n = problem.weight.length
  change.set(loss)
  let shared = 0
  for (let i = 0; i < n; i++) {
    const cost = problem.cost[i * n + candidate]
    if (cost < state.first[i]) {
      shared += problem.weight[i] * (cost - state.first[i])
      change[state.nearest[i]] += problem.weight[i] * (state.first[i] - state.second[i])
    } else if (cost < state.second[i]) change[state.nearest[i]] += problem.weight[i] * (cost - state.second[i])
  }
  best.slot = 0
  for (let slot = 1; slot < change.length; slot++) if (change[slot] < change[best.slot]) best.slot = slot
  best.change = change[best.slot] + shared
}

interface Swap {
  slot: number
  change: number
}

/**
 * Improves a choice by swaps until no single swap helps or the limit is reached: FasterPAM (Schubert and Rousseeuw, 2021), which takes each swap that
 * helps as soon as it is found. With one medoid there is nothing to gain over the median. Changes `medoids` in place; returns the number of swaps.
 */
export function improveMedoids(problem: MedoidProblem, medoids: Int32Array, swapLimit: number): number {
  const n = problem.weight.length
  if (medoids.length < 2 || medoids.length >= n) return 0
  const state = { nearest: new Int32Array(n), first: new Float64Array(n), second: new Float64Array(n) }
  const loss = new Float64Array(medoids.length)
  const change = new Float64Array(medoids.length)
  const swap = { slot: 0, change: 0 }
  const isMedoid = new Uint8Array(n)
  for (const medoid of medoids) isMedoid[medoid] = 1
  assignPoints(problem, medoids, state)
  findLosses(problem, state, loss)
  const leastGain = 1e-9 * medoidCost(problem, medoids)
  let swaps = 0
  for (let idle = 0, c = 0; idle < n && swaps < swapLimit; c = (c + 1) % n) {
    idle++
    if (isMedoid[c] === 1) continue
    judgeSwap(problem, state, loss, change, c, swap)
    if (swap.change >= -leastGain) continue
    isMedoid[medoids[swap.slot]] = 0
    isMedoid[c] = 1
    medoids[swap.slot] = c
    assignPoints(problem, medoids, state)
    findLosses(problem, state, loss)
    swaps++
    idle = 0
  }
  return swaps
}

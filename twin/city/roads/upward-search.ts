import type { Contraction, UpwardArcs } from './contraction.ts'

/** Scratch columns for searches in one contraction; each search leaves them as it found them. */
export interface UpwardSpace {
  /** Cost from the start; +Infinity where the search has not been. */
  readonly cost: Float64Array
  readonly lengthM: Float64Array
  /** Rank from which the search came; stale where it has not been. */
  readonly parent: Uint32Array
  /** A bit for each rank that waits to be expanded. */
  readonly waiting: Int32Array
  /** Ranks that the last search reached, ascending. */
  readonly reached: Uint32Array
  /** Ranks left by `findSummits`, descending. */
  readonly summits: Uint32Array
}

/** Scratch columns for `searchUpwards`. */
export function createUpwardSpace(contraction: Contraction): UpwardSpace {
  const { nodeCount } = contraction
  return {
    cost: new Float64Array(nodeCount).fill(Infinity),
    lengthM: new Float64Array(nodeCount),
    parent: new Uint32Array(nodeCount),
    waiting: new Int32Array((nodeCount >>> 5) + 1),
    reached: new Uint32Array(nodeCount),
    summits: new Uint32Array(nodeCount),
  }
}

/**
 * Costs from a rank to all ranks above it that arcs reach, written to `space`; returns how many were reached. Arcs only lead upwards, so the order of
 * ranks is a topological order: a bit set scanned once upwards is the queue, and each rank is expanded exactly once.
 */
export function searchUpwards(arcs: UpwardArcs, start: number, space: UpwardSpace): number {
  const { cost, lengthM, parent, waiting, reached } = space
  const { first, end, cost: arcCost, lengthM: arcLengthM } = arcs
  let count = 0
  cost[start] = 0
  lengthM[start] = 0
  waiting[start >>> 5] |= 1 << (start & 31)
  for (let word = start >>> 5; word < waiting.length; word++) {
    while (waiting[word] !== 0) {
      const lowest = waiting[word] & -waiting[word]
      waiting[word] ^= lowest
      const from = (word << 5) + 31 - Math.clz32(lowest)
      reached[count++] = from
      const base = cost[from]
      for (let arc = first[from], last = first[from + 1]; arc < last; arc++) {
        const to = end[arc]
        const candidate = base + arcCost[arc]
        if (candidate >= cost[to]) continue
        cost[to] = candidate
        lengthM[to] = lengthM[from] + arcLengthM[arc]
        parent[to] = from
        waiting[to >>> 5] |= 1 << (to & 31)
      }
    }
  }
  return count
}

/**
 * Lists in `space.summits` the reached ranks at which a cheapest path can turn downwards, descending, and returns their number. A rank
 * to which a detour over a higher rank is cheaper is none (stall-on-demand, in retrospect): it need not be matched.
 * `against` are the arcs of the other direction. Costs of other ranks are lowered on the way.
 */
export function findSummits(against: UpwardArcs, reachedCount: number, space: UpwardSpace): number {
  const { cost, reached, summits } = space
  const { first, end, cost: arcCost } = against
  let count = 0
  for (let i = reachedCount - 1; i >= 0; i--) {
    const rank = reached[i]
    const own = cost[rank]
    let best = own
    for (let arc = first[rank], last = first[rank + 1]; arc < last; arc++) {
      const detour = cost[end[arc]] + arcCost[arc]
      if (detour < best) best = detour
    }
    if (best < own) cost[rank] = best
    else summits[count++] = rank
  }
  return count
}

/** Makes the scratch ready for the next search. */
export function clearUpwardSpace(reachedCount: number, space: UpwardSpace): void {
  const { cost, reached } = space
  for (let i = 0; i < reachedCount; i++) cost[reached[i]] = Infinity
}

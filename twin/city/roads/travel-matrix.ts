import { assert } from '../../../sim/assert.ts'
import type { Contraction } from './contraction.ts'
import { type UpwardSpace, clearUpwardSpace, createUpwardSpace, findSummits, searchUpwards } from './upward-search.ts'

/** Row-major table, `sources.length × targets.length`; +Infinity where there is no way. */
export interface TravelMatrix {
  /** Seconds or metres, by the contraction's metric. */
  readonly cost: Float64Array
  /** Length along the cheapest path, metres. */
  readonly lengthM: Float64Array
}

/** One row for each summit of each target, in four columns. */
interface Labels {
  count: number
  rank: Uint32Array
  target: Uint32Array
  cost: Float64Array
  lengthM: Float64Array
}

/** Labels sorted by rank, then target: labels of rank `r` are rows `first[r] … first[r + 1] - 1`. */
interface Buckets extends Labels {
  readonly first: Uint32Array
}

/**
 * Cheapest costs between all sources and all targets (nodes of the graph) by buckets at summits (Knopp et al. 2007): one upward search
 * from each target leaves labels, one from each source collects them. Duplicates are allowed. Exact to the order of float64 sums.
 * `space` may be kept and passed again for many small tables; it holds nothing between calls.
 */
export function travelMatrix(
  contraction: Contraction,
  sources: Uint32Array,
  targets: Uint32Array,
  space: UpwardSpace = createUpwardSpace(contraction),
): TravelMatrix {
  checkNodes(contraction, sources)
  checkNodes(contraction, targets)
  const cost = new Float64Array(sources.length * targets.length).fill(Infinity)
  const lengthM = new Float64Array(cost.length).fill(Infinity)
  const buckets = sortByRank(labelTargets(contraction, targets, space), contraction.nodeCount)
  for (let i = 0; i < sources.length; i++) {
    const from = i * targets.length
    const to = from + targets.length
    collectRow(contraction, contraction.rank[sources[i]], buckets, cost.subarray(from, to), lengthM.subarray(from, to), space)
  }
  return { cost, lengthM }
}

function checkNodes(contraction: Contraction, nodes: Uint32Array): void {
  for (const node of nodes) assert(node < contraction.nodeCount, 'unknown-road-node', node)
}

function labelTargets(contraction: Contraction, targets: Uint32Array, space: UpwardSpace): Labels {
  const labels = createLabels(targets.length * 64 + 64)
  for (let target = 0; target < targets.length; target++) {
    const reached = searchUpwards(contraction.down, contraction.rank[targets[target]], space)
    const summits = findSummits(contraction.up, reached, space)
    addLabels(labels, target, summits, space)
    clearUpwardSpace(reached, space)
  }
  return labels
}

function createLabels(capacity: number): Labels {
  const whole = (): Uint32Array => new Uint32Array(capacity)
  const real = (): Float64Array => new Float64Array(capacity)
  return { count: 0, rank: whole(), target: whole(), cost: real(), lengthM: real() }
}

function addLabels(labels: Labels, target: number, summits: number, space: UpwardSpace): void {
  while (labels.count + summits > labels.rank.length) growLabels(labels)
  for (let i = 0; i < summits; i++) {
    const rank = space.summits[i]
    const at = labels.count++
    labels.rank[at] = rank
    labels.target[at] = target
    labels.cost[at] = space.cost[rank]
    labels.lengthM[at] = space.lengthM[rank]
  }
}

function growLabels(labels: Labels): void {
  const larger = createLabels(labels.rank.length * 2)
  larger.rank.set(labels.rank)
  larger.target.set(labels.target)
  larger.cost.set(labels.cost)
  larger.lengthM.set(labels.lengthM)
  Object.assign(labels, { ...larger, count: labels.count })
}

/** Counting sort: labels come by target, so within a rank they stay ascending by target. */
function sortByRank(labels: Labels, nodeCount: number): Buckets {
  const first = new Uint32Array(nodeCount + 1)
  for (let i = 0; i < labels.count; i++) first[labels.rank[i] + 1] += 1
  for (let rank = 0; rank < nodeCount; rank++) first[rank + 1] += first[rank]
  const next = first.slice()
  const sorted = createLabels(labels.count)
  for (let i = 0; i < labels.count; i++) {
    const at = next[labels.rank[i]]++
    sorted.target[at] = labels.target[i]
    sorted.cost[at] = labels.cost[i]
    sorted.lengthM[at] = labels.lengthM[i]
  }
  return { ...sorted, count: labels.count, first }
}

function collectRow(
  contraction: Contraction,
  start: number,
  buckets: Buckets,
  rowCost: Float64Array,
  rowLengthM: Float64Array,
  space: UpwardSpace,
): void {
  const { first, target, cost, lengthM } = buckets
  const reached = searchUpwards(contraction.up, start, space)
  const summits = findSummits(contraction.down, reached, space)
  for (let i = 0; i < summits; i++) {
    const rank = space.summits[i]
    const base = space.cost[rank]
    const baseM = space.lengthM[rank]
    for (let at = first[rank], last = first[rank + 1]; at < last; at++) {
      const candidate = base + cost[at]
      const cell = target[at]
      if (candidate >= rowCost[cell]) continue
      rowCost[cell] = candidate
      rowLengthM[cell] = baseM + lengthM[at]
    }
  }
  clearUpwardSpace(reached, space)
}

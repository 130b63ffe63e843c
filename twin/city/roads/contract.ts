import { assert } from '../../../sim/assert.ts'
import type { RoadGraph } from '../graph.ts'
import type { Contraction, ShortcutParts, UpwardArcs } from './contraction.ts'
import { type RoadMetric, costArcs } from './metric.ts'
import { NodeHeap } from './node-heap.ts'
import { type WitnessSpace, createWitnessSpace, findShortcuts } from './witness.ts'
import { type WorkingGraph, createWorkingGraph, detachNode, offerArc } from './working-graph.ts'

interface Ordering {
  readonly work: WorkingGraph
  readonly space: WitnessSpace
  readonly queue: NodeHeap
  /** Longest chain of contracted nodes below a node: spreads the contraction evenly. */
  readonly level: Int32Array
  /** Rank of each contracted node; −1 before. */
  readonly rank: Int32Array
}

/**
 * Contracts a road graph for one metric: nodes in the order of a lazily updated priority (level, edge quotient, hop
 * quotient; Dibbelt, Strasser, Wagner 2016), ties by node index, shortcuts kept where a limited witness search finds no way
 * around. The same graph and metric give the same hierarchy on every machine. Costs on paths are exact up to the order of
 * float64 sums.
 */
export function contractRoads(graph: RoadGraph, metric: RoadMetric): Contraction {
  assert(metric.maxSpeedKmh === undefined || metric.maxSpeedKmh > 0, 'bad-speed-cap', metric.maxSpeedKmh)
  const work = createWorkingGraph(graph, costArcs(graph, metric))
  const ordering = createOrdering(work)
  for (let rank = 0; rank < graph.nodeCount; rank++) contractNode(ordering, takeNext(ordering), rank)
  return freeze(work, ordering.rank, metric)
}

function createOrdering(work: WorkingGraph): Ordering {
  const { nodeCount } = work
  const ordering: Ordering = {
    work,
    space: createWitnessSpace(nodeCount),
    queue: new NodeHeap(nodeCount),
    level: new Int32Array(nodeCount),
    rank: new Int32Array(nodeCount).fill(-1),
  }
  for (let node = 0; node < nodeCount; node++) ordering.queue.set(node, rate(ordering, node))
  return ordering
}

/** Priority of a node; leaves its shortcuts in `space.needed`. */
function rate(ordering: Ordering, node: number): number {
  const { work, space, level } = ordering
  findShortcuts(work, node, space)
  let arcs = 1
  let hops = 1
  for (let arc = work.firstOut[node]; arc >= 0; arc = work.nextOut[arc]) {
    arcs += 1
    hops += work.hops[arc]
  }
  for (let arc = work.firstIn[node]; arc >= 0; arc = work.nextIn[arc]) {
    arcs += 1
    hops += work.hops[arc]
  }
  let newHops = 1
  for (const arc of space.needed) newHops += work.hops[arc]
  return level[node] + (1 + space.needed.length / 2) / arcs + newHops / hops
}

/** The node of least priority, its shortcuts left in `space.needed`. Priorities in the queue may be out of date: look again. */
function takeNext(ordering: Ordering): number {
  const { queue } = ordering
  for (;;) {
    const node = queue.pop()
    const priority = rate(ordering, node)
    if (queue.size === 0 || priority <= queue.minKey) return node
    queue.set(node, priority)
  }
}

function contractNode(ordering: Ordering, node: number, rank: number): void {
  const { work, space } = ordering
  ordering.rank[node] = rank
  detachNode(work, node)
  const { needed } = space
  for (let i = 0; i < needed.length; i += 2) addShortcut(work, needed[i], needed[i + 1])
  for (let arc = work.firstOut[node]; arc >= 0; arc = work.nextOut[arc]) updateNeighbour(ordering, node, work.head[arc])
  for (let arc = work.firstIn[node]; arc >= 0; arc = work.nextIn[arc]) updateNeighbour(ordering, node, work.tail[arc])
}

function addShortcut(work: WorkingGraph, before: number, after: number): void {
  const cost = work.cost[before] + work.cost[after]
  const lengthM = work.lengthM[before] + work.lengthM[after]
  offerArc(work, work.tail[before], work.head[after], cost, lengthM, work.hops[before] + work.hops[after], before, after)
}

function updateNeighbour(ordering: Ordering, contracted: number, node: number): void {
  ordering.level[node] = Math.max(ordering.level[node], ordering.level[contracted] + 1)
}

function freeze(work: WorkingGraph, rankOf: Int32Array, metric: RoadMetric): Contraction {
  const rank = Uint32Array.from(rankOf)
  const node = new Uint32Array(rank.length)
  rank.forEach((place, id) => (node[place] = id))
  const parts: ShortcutParts = { before: work.before.slice(0, work.arcCount), after: work.after.slice(0, work.arcCount) }
  const shortcutCount = parts.before.reduce((sum, before) => sum + (before >= 0 ? 1 : 0), 0)
  const up = gatherArcs(work, work.firstOut, work.nextOut, work.head, rank, node)
  const down = gatherArcs(work, work.firstIn, work.nextIn, work.tail, rank, node)
  return { metric, nodeCount: rank.length, shortcutCount, rank, node, up, down, parts }
}

function gatherArcs(
  work: WorkingGraph,
  firstOf: Int32Array,
  nextOf: Int32Array,
  endOf: Int32Array,
  rank: Uint32Array,
  node: Uint32Array,
): UpwardArcs {
  const first = new Uint32Array(node.length + 1)
  const arcs: number[] = []
  for (let place = 0; place < node.length; place++) {
    const from = arcs.length
    for (let arc = firstOf[node[place]]; arc >= 0; arc = nextOf[arc]) arcs.push(arc)
    if (arcs.length - from > 1) sortTail(arcs, from, (arc) => rank[endOf[arc]])
    first[place + 1] = arcs.length
  }
  return {
    first,
    end: Uint32Array.from(arcs, (arc) => rank[endOf[arc]]),
    cost: Float64Array.from(arcs, (arc) => work.cost[arc]),
    lengthM: Float64Array.from(arcs, (arc) => work.lengthM[arc]),
    part: Uint32Array.from(arcs),
  }
}

/** Sorts the end of a list from `from` on by ascending key (few entries). */
function sortTail(list: number[], from: number, keyOf: (value: number) => number): void {
  const sorted = list.slice(from).toSorted((a, b) => keyOf(a) - keyOf(b))
  for (let i = 0; i < sorted.length; i++) list[from + i] = sorted[i]!
}

import { assert } from '../../../sim/assert.ts'
import type { RoadGraph } from '../graph.ts'
import type { Contraction, UpwardArcs } from './contraction.ts'
import { type RoadMetric, costArc } from './metric.ts'
import { type UpwardSpace, clearUpwardSpace, createUpwardSpace, searchUpwards } from './upward-search.ts'

/** A cheapest path: nodes of the graph in order, cost and length from the start up to each of them. */
export interface RoadPath {
  readonly node: Uint32Array
  /** Seconds or metres, by the contraction's metric. */
  readonly cost: Float64Array
  readonly lengthM: Float64Array
}

/** Scratch columns for `findShortestPath`: one search upwards from each end. */
export interface PathSpace {
  readonly forward: UpwardSpace
  readonly backward: UpwardSpace
}

/** Scratch columns for `findShortestPath`. */
export const createPathSpace = (contraction: Contraction): PathSpace => ({
  forward: createUpwardSpace(contraction),
  backward: createUpwardSpace(contraction),
})

/** The cheapest path from `source` to `target` (nodes of the graph), shortcuts unfolded; `null` where there is no way. */
export function findShortestPath(
  graph: RoadGraph,
  contraction: Contraction,
  source: number,
  target: number,
  space: PathSpace = createPathSpace(contraction),
): RoadPath | null {
  const { up, down, rank } = contraction
  for (const node of [source, target]) assert(rank[node] !== undefined, 'unknown-road-node', node)
  const ahead = searchUpwards(up, rank[source], space.forward)
  const back = searchUpwards(down, rank[target], space.backward)
  const summit = findBestSummit(ahead, space)
  const arcs: number[] = []
  if (summit >= 0) {
    for (const part of trace(up, summit, rank[source], space.forward).toReversed()) unfold(contraction, part, arcs)
    for (const part of trace(down, summit, rank[target], space.backward)) unfold(contraction, part, arcs)
  }
  clearUpwardSpace(ahead, space.forward)
  clearUpwardSpace(back, space.backward)
  return summit < 0 ? null : sumPath(graph, contraction.metric, source, arcs)
}

function findBestSummit(ahead: number, space: PathSpace): number {
  let best = Infinity
  let summit = -1
  for (let i = 0; i < ahead; i++) {
    const rank = space.forward.reached[i]
    const cost = space.forward.cost[rank] + space.backward.cost[rank]
    if (cost >= best) continue
    best = cost
    summit = rank
  }
  return summit
}

/** Parts from the summit back to where the search began. */
function trace(arcs: UpwardArcs, summit: number, start: number, space: UpwardSpace): number[] {
  const parts: number[] = []
  for (let rank = summit; rank !== start; rank = space.parent[rank]) parts.push(findPart(arcs, space.parent[rank], rank))
  return parts
}

/** There is at most one arc between two ranks in one direction. */
function findPart(arcs: UpwardArcs, low: number, high: number): number {
  let arc = arcs.first[low]
  while (arcs.end[arc] !== high) arc += 1
  return arcs.part[arc]
}

/** Appends the graph's arcs that a part stands for, in driving order. */
function unfold(contraction: Contraction, part: number, arcs: number[]): void {
  const { before, after } = contraction.parts
  const open = [part]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (before[next] < 0) arcs.push(after[next])
    else open.push(after[next], before[next])
  }
}

function sumPath(graph: RoadGraph, metric: RoadMetric, source: number, arcs: readonly number[]): RoadPath {
  const count = arcs.length + 1
  const path = { node: new Uint32Array(count), cost: new Float64Array(count), lengthM: new Float64Array(count) }
  path.node[0] = source
  arcs.forEach((arc, i) => {
    path.node[i + 1] = graph.head[arc]
    path.cost[i + 1] = path.cost[i] + costArc(graph, metric, arc)
    path.lengthM[i + 1] = path.lengthM[i] + graph.lengthM[arc]
  })
  return path
}

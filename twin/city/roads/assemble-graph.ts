import type { RoadGraph } from '../graph.ts'
import { findLargestComponent, findStrongComponents } from './components.ts'

/** Arcs in any order, one row each. */
export interface ArcList {
  readonly tail: ArrayLike<number>
  readonly head: ArrayLike<number>
  readonly lengthM: ArrayLike<number>
  readonly timeS: ArrayLike<number>
  readonly roadClass: ArrayLike<number>
}

/** Nodes, one row each. */
export interface NodeList {
  readonly nodeId: Float64Array
  readonly lonDeg: Float64Array
  readonly latDeg: Float64Array
}

/** What is worth saying of a graph besides its columns. */
export interface GraphCounts {
  readonly graphNodes: number
  readonly arcs: number
  /** Arcs that differ in tail or head. */
  readonly distinctArcs: number
  readonly strongComponents: number
  readonly largestSccNodes: number
  readonly totalArcLengthM: number
}

/** A graph and its counts. */
export interface AssembledGraph {
  readonly graph: RoadGraph
  readonly counts: GraphCounts
}

/** Sorts arcs into rows by tail (among equal tails the given order stays) and marks the largest strong component. */
export function assembleGraph(nodes: NodeList, arcs: ArcList): AssembledGraph {
  const nodeCount = nodes.nodeId.length
  const arcCount = arcs.tail.length
  const { firstOut, order } = sortByTail(arcs.tail, nodeCount)
  const head = Uint32Array.from(order, (arc) => arcs.head[arc])
  const lengthM = Float64Array.from(order, (arc) => arcs.lengthM[arc])
  const timeS = Float64Array.from(order, (arc) => arcs.timeS[arc])
  const roadClass = Uint8Array.from(order, (arc) => arcs.roadClass[arc])
  const components = findStrongComponents(firstOut, head)
  const largest = components.count === 0 ? -1 : findLargestComponent(components)
  const isCore = Uint8Array.from(components.component, (component) => (component === largest ? 1 : 0))
  const graph: RoadGraph = { nodeCount, arcCount, ...nodes, firstOut, head, lengthM, timeS, roadClass, isCore }
  const counts = {
    graphNodes: nodeCount,
    arcs: arcCount,
    distinctArcs: countDistinctArcs(firstOut, head),
    strongComponents: components.count,
    largestSccNodes: components.size[largest] ?? 0,
    totalArcLengthM: lengthM.reduce((sum, length) => sum + length, 0),
  }
  return { graph, counts }
}

/** Stable counting sort: `order` lists the arcs by tail. */
function sortByTail(tail: ArrayLike<number>, nodeCount: number): { firstOut: Uint32Array; order: Uint32Array } {
  const firstOut = new Uint32Array(nodeCount + 1)
  for (let arc = 0; arc < tail.length; arc++) firstOut[tail[arc] + 1] += 1
  for (let node = 0; node < nodeCount; node++) firstOut[node + 1] += firstOut[node]
  const next = firstOut.slice()
  const order = new Uint32Array(tail.length)
  for (let arc = 0; arc < tail.length; arc++) order[next[tail[arc]]++] = arc
  return { firstOut, order }
}

function countDistinctArcs(firstOut: Uint32Array, head: Uint32Array): number {
  const lastTail = new Int32Array(firstOut.length).fill(-1)
  let count = 0
  for (let tail = 0; tail + 1 < firstOut.length; tail++) {
    for (let arc = firstOut[tail]; arc < firstOut[tail + 1]; arc++) {
      if (lastTail[head[arc]] !== tail) count += 1
      lastTail[head[arc]] = tail
    }
  }
  return count
}

import type { RoadGraph } from '../graph.ts'
import { NodeHeap } from './node-heap.ts'

/** Scratch columns for searches on one graph; a search overwrites what the last one left. */
export interface DijkstraSpace {
  readonly heap: NodeHeap
  /** Cost from the source; +Infinity where the last search did not arrive. */
  readonly cost: Float64Array
  /** Length along the cheapest path, metres. */
  readonly lengthM: Float64Array
  /** 1 for targets of the search that are not yet settled. */
  readonly isWanted: Uint8Array
}

/** Scratch columns for `searchFromNode`. */
export function createDijkstraSpace(nodeCount: number): DijkstraSpace {
  return {
    heap: new NodeHeap(nodeCount),
    cost: new Float64Array(nodeCount),
    lengthM: new Float64Array(nodeCount),
    isWanted: new Uint8Array(nodeCount),
  }
}

/**
 * Dijkstra's algorithm from one node over typed arrays with a 4-ary heap (1959; Johnson 1975). With `targets` it stops when all of
 * them are settled, else it goes through the whole component. The answer stands in `space.cost` and `space.lengthM`.
 * The plain peer of the contraction hierarchy: its oracle in tests and its yardstick in benchmarks.
 */
export function searchFromNode(graph: RoadGraph, costs: Float64Array, source: number, space: DijkstraSpace, targets?: Uint32Array): void {
  const { heap, cost, lengthM, isWanted } = space
  const { firstOut, head } = graph
  let wanted = targets === undefined ? Infinity : markWanted(isWanted, targets)
  heap.clear()
  cost.fill(Infinity)
  cost[source] = 0
  lengthM[source] = 0
  heap.lower(source, 0)
  while (heap.size > 0 && wanted > 0) {
    const node = heap.pop()
    wanted -= isWanted[node]
    isWanted[node] = 0
    for (let arc = firstOut[node], end = firstOut[node + 1]; arc < end; arc++) {
      const next = head[arc]
      const candidate = cost[node] + costs[arc]
      if (candidate >= cost[next]) continue
      cost[next] = candidate
      lengthM[next] = lengthM[node] + graph.lengthM[arc]
      heap.lower(next, candidate)
    }
  }
  if (targets !== undefined) for (const target of targets) isWanted[target] = 0
}

function markWanted(isWanted: Uint8Array, targets: Uint32Array): number {
  let count = 0
  for (const target of targets) {
    count += 1 - isWanted[target]
    isWanted[target] = 1
  }
  return count
}

import { NodeHeap } from './node-heap.ts'
import type { WorkingGraph } from './working-graph.ts'

/** Scratch for finding which shortcuts the contraction of a node needs. */
export interface WitnessSpace {
  readonly heap: NodeHeap
  /** Tentative cost from the search's source; +Infinity elsewhere. */
  readonly cost: Float64Array
  /** Cost that a witness to this node must not exceed; −1 where none is wanted. */
  readonly bound: Float64Array
  readonly touched: Int32Array
  /** Needed shortcuts: pairs of arriving arc and leaving arc, in turn. */
  readonly needed: number[]
}

/** Nodes settled by one witness search: a shortcut too many costs a little time, never exactness. */
const settleLimit = 60

/** Scratch for `findShortcuts`. */
export function createWitnessSpace(nodeCount: number): WitnessSpace {
  return {
    heap: new NodeHeap(nodeCount),
    cost: new Float64Array(nodeCount).fill(Infinity),
    bound: new Float64Array(nodeCount).fill(-1),
    touched: new Int32Array(nodeCount),
    needed: [],
  }
}

/** Fills `space.needed` with the pairs of arcs through `node` that no path around it replaces at the same cost. */
export function findShortcuts(work: WorkingGraph, node: number, space: WitnessSpace): void {
  space.needed.length = 0
  for (let arc = work.firstIn[node]; arc >= 0; arc = work.nextIn[arc]) findShortcutsFrom(work, node, arc, space)
}

function findShortcutsFrom(work: WorkingGraph, node: number, arriving: number, space: WitnessSpace): void {
  const { bound } = space
  const source = work.tail[arriving]
  let wanted = 0
  let farthest = 0
  for (let arc = work.firstOut[node]; arc >= 0; arc = work.nextOut[arc]) {
    if (work.head[arc] === source) continue
    const cost = work.cost[arriving] + work.cost[arc]
    bound[work.head[arc]] = cost
    if (cost > farthest) farthest = cost
    wanted += 1
  }
  if (wanted === 0) return
  searchWitnesses(work, source, node, farthest, wanted, space)
  for (let arc = work.firstOut[node]; arc >= 0; arc = work.nextOut[arc]) {
    if (bound[work.head[arc]] >= 0) space.needed.push(arriving, arc)
    bound[work.head[arc]] = -1
  }
}

/** Dijkstra around `avoided`, up to `farthest`; a bound that is met is cleared. Ends when all are or the limit is reached. */
function searchWitnesses(work: WorkingGraph, source: number, avoided: number, farthest: number, wanted: number, space: WitnessSpace): void {
  const { heap, cost, bound, touched } = space
  const { firstOut, nextOut, head } = work
  let open = wanted
  let touchedCount = 1
  touched[0] = source
  cost[source] = 0
  heap.lower(source, 0)
  for (let settled = 0; settled < settleLimit && open > 0 && heap.size > 0; settled++) {
    const from = heap.pop()
    for (let arc = firstOut[from]; arc >= 0; arc = nextOut[arc]) {
      const next = head[arc]
      const candidate = cost[from] + work.cost[arc]
      if (candidate > farthest || next === avoided || candidate >= cost[next]) continue
      if (cost[next] === Infinity) touched[touchedCount++] = next
      cost[next] = candidate
      if (candidate <= bound[next]) {
        bound[next] = -1
        open -= 1
      }
      heap.lower(next, candidate)
    }
  }
  for (let i = 0; i < touchedCount; i++) cost[touched[i]] = Infinity
  heap.clear()
}

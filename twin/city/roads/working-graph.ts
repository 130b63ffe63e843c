import type { RoadGraph } from '../graph.ts'

const none = -1

/**
 * The graph while it is contracted: arcs in a pool that grows by shortcuts, linked into a list of leaving and a list of
 * arriving arcs per node. Contracting a node takes its arcs out of its neighbours' lists and leaves its own lists as they
 * are: they are its arcs to higher ranks.
 */
export interface WorkingGraph {
  readonly nodeCount: number
  arcCount: number
  tail: Int32Array
  head: Int32Array
  cost: Float64Array
  lengthM: Float64Array
  /** Number of arcs of the graph that an arc stands for. */
  hops: Int32Array
  before: Int32Array
  after: Int32Array
  nextOut: Int32Array
  nextIn: Int32Array
  readonly firstOut: Int32Array
  readonly firstIn: Int32Array
}

/** Working copy of a graph without loops; of parallel arcs the cheapest, of equals the first. */
export function createWorkingGraph(graph: RoadGraph, costs: Float64Array): WorkingGraph {
  const work = allocate(graph.nodeCount, graph.arcCount * 3 + 16)
  for (let tail = 0; tail < graph.nodeCount; tail++) {
    for (let arc = graph.firstOut[tail]; arc < graph.firstOut[tail + 1]; arc++) {
      if (graph.head[arc] !== tail) offerArc(work, tail, graph.head[arc], costs[arc], graph.lengthM[arc], 1, none, arc)
    }
  }
  return work
}

function allocate(nodeCount: number, capacity: number): WorkingGraph {
  const whole = (): Int32Array => new Int32Array(capacity)
  return {
    nodeCount,
    arcCount: 0,
    tail: whole(),
    head: whole(),
    cost: new Float64Array(capacity),
    lengthM: new Float64Array(capacity),
    hops: whole(),
    before: whole(),
    after: whole(),
    nextOut: whole(),
    nextIn: whole(),
    firstOut: new Int32Array(nodeCount).fill(none),
    firstIn: new Int32Array(nodeCount).fill(none),
  }
}

/** Adds an arc, or makes the one between the same nodes cheaper, or does nothing when that is as cheap already. */
export function offerArc(
  work: WorkingGraph,
  tail: number,
  head: number,
  cost: number,
  lengthM: number,
  hops: number,
  before: number,
  after: number,
): void {
  let arc = findArc(work, tail, head)
  if (arc >= 0 && work.cost[arc] <= cost) return
  if (arc < 0) arc = linkArc(work, tail, head)
  work.cost[arc] = cost
  work.lengthM[arc] = lengthM
  work.hops[arc] = hops
  work.before[arc] = before
  work.after[arc] = after
}

/** The arc between two nodes; −1 when there is none. */
function findArc(work: WorkingGraph, tail: number, head: number): number {
  let arc = work.firstOut[tail]
  while (arc >= 0 && work.head[arc] !== head) arc = work.nextOut[arc]
  return arc
}

function linkArc(work: WorkingGraph, tail: number, head: number): number {
  if (work.arcCount === work.tail.length) grow(work)
  const arc = work.arcCount++
  work.tail[arc] = tail
  work.head[arc] = head
  work.nextOut[arc] = work.firstOut[tail]
  work.firstOut[tail] = arc
  work.nextIn[arc] = work.firstIn[head]
  work.firstIn[head] = arc
  return arc
}

function grow(work: WorkingGraph): void {
  for (const column of ['tail', 'head', 'hops', 'before', 'after', 'nextOut', 'nextIn'] as const) {
    const larger = new Int32Array(work.arcCount * 2)
    larger.set(work[column])
    work[column] = larger
  }
  for (const column of ['cost', 'lengthM'] as const) {
    const larger = new Float64Array(work.arcCount * 2)
    larger.set(work[column])
    work[column] = larger
  }
}

/** Takes a node's arcs out of its neighbours' lists. Its own lists stay. */
export function detachNode(work: WorkingGraph, node: number): void {
  for (let arc = work.firstOut[node]; arc >= 0; arc = work.nextOut[arc]) unlink(work.firstIn, work.nextIn, work.head[arc], arc)
  for (let arc = work.firstIn[node]; arc >= 0; arc = work.nextIn[arc]) unlink(work.firstOut, work.nextOut, work.tail[arc], arc)
}

function unlink(first: Int32Array, next: Int32Array, node: number, arc: number): void {
  if (first[node] === arc) {
    first[node] = next[arc]
    return
  }
  let before = first[node]
  while (next[before] !== arc) before = next[before]
  next[before] = next[arc]
}

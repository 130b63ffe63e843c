import { Road } from './arteries.ts'
import { type Sketch, edgeLengthM, maxDegree, otherEnd, removeEdge } from './sketch.ts'

function isLocal(sketch: Sketch, edge: number): boolean {
  return sketch.edgeClass[edge] >= Road.unclassified
}

/** Follows a dead end back to the first junction that is not one: the pieces on the way and their length. */
function followDeadEnd(sketch: Sketch, end: number): { edges: number[]; lengthM: number } {
  const edges: number[] = []
  let lengthM = 0
  for (let node = end; edges.length < 60;) {
    const edge =
      sketch.nodeEdge[node * maxDegree] === edges.at(-1) ? sketch.nodeEdge[node * maxDegree + 1] : sketch.nodeEdge[node * maxDegree]
    edges.push(edge)
    lengthM += edgeLengthM(sketch, edge)
    node = otherEnd(sketch, edge, node)
    if (sketch.degree[node] !== 2) break
  }
  return { edges, lengthM }
}

/** Takes away stubs, long blind chains and most other local dead ends; a share `kept` stays as closes. */
export function pruneDeadEnds(sketch: Sketch, kept: number, draw: () => number): void {
  for (let node = 0; node < sketch.nodeCount; node++) {
    if (sketch.degree[node] !== 1) continue
    const { edges, lengthM } = followDeadEnd(sketch, node)
    if (!edges.every((edge) => sketch.edgeClass[edge] >= Road.tertiary)) continue
    if (edges.every((edge) => isLocal(sketch, edge)) && lengthM >= 45 && lengthM <= 260 && draw() < kept) continue
    for (const edge of edges) removeEdge(sketch, edge)
  }
}

function findRoot(parent: Uint32Array, node: number): number {
  let root = node
  while (parent[root] !== root) {
    parent[root] = parent[parent[root]]
    root = parent[root]
  }
  return root
}

/** Takes away everything that hangs together with less than the greatest part of the network. */
export function dropIslands(sketch: Sketch): void {
  const parent = Uint32Array.from({ length: sketch.nodeCount }, (_, node) => node)
  const size = new Uint32Array(sketch.nodeCount)
  for (let edge = 0; edge < sketch.edgeCount; edge++) {
    if (sketch.isDead[edge] === 0) parent[findRoot(parent, sketch.edgeA[edge])] = findRoot(parent, sketch.edgeB[edge])
  }
  let main = 0
  for (let node = 0; node < sketch.nodeCount; node++) {
    const root = findRoot(parent, node)
    if (++size[root] > size[main]) main = root
  }
  for (let edge = 0; edge < sketch.edgeCount; edge++) {
    if (sketch.isDead[edge] === 0 && findRoot(parent, sketch.edgeA[edge]) !== findRoot(parent, main)) removeEdge(sketch, edge)
  }
}

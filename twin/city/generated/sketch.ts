import { assert } from '../../../sim/assert.ts'

/** Most streets that may meet at one junction. */
export const maxDegree = 5
const cellSizeM = 120
const halfExtentM = 12_000
const cellsAcross = (2 * halfExtentM) / cellSizeM
const nodeLimit = 40_000
const edgeLimit = 80_000
const entryLimit = 600_000

/**
 * A planar drawing of streets that grows: junctions in metres east (`x`) and north (`y`) of the centre, and street pieces between them.
 * A uniform grid of cells finds what is near. Pieces are never removed from the cells: dead ones are skipped.
 */
export interface Sketch {
  nodeCount: number
  edgeCount: number
  entryCount: number
  stamp: number
  readonly x: Float64Array
  readonly y: Float64Array
  readonly degree: Uint8Array
  readonly nodeEdge: Int32Array
  readonly edgeA: Uint32Array
  readonly edgeB: Uint32Array
  readonly edgeClass: Uint8Array
  readonly edgeStreet: Uint32Array
  readonly isDead: Uint8Array
  readonly isBridge: Uint8Array
  readonly edgeStamp: Uint32Array
  readonly edgeCell: Int32Array
  readonly entryNext: Int32Array
  readonly entryEdge: Uint32Array
  readonly nodeCell: Int32Array
  readonly nodeNext: Int32Array
}

/** An empty sketch for a square of 24 km. */
export function createSketch(): Sketch {
  const cells = cellsAcross * cellsAcross
  return {
    nodeCount: 0,
    edgeCount: 0,
    entryCount: 0,
    stamp: 0,
    x: new Float64Array(nodeLimit),
    y: new Float64Array(nodeLimit),
    degree: new Uint8Array(nodeLimit),
    nodeEdge: new Int32Array(nodeLimit * maxDegree),
    edgeA: new Uint32Array(edgeLimit),
    edgeB: new Uint32Array(edgeLimit),
    edgeClass: new Uint8Array(edgeLimit),
    edgeStreet: new Uint32Array(edgeLimit),
    isDead: new Uint8Array(edgeLimit),
    isBridge: new Uint8Array(edgeLimit),
    edgeStamp: new Uint32Array(edgeLimit),
    edgeCell: new Int32Array(cells).fill(-1),
    entryNext: new Int32Array(entryLimit),
    entryEdge: new Uint32Array(entryLimit),
    nodeCell: new Int32Array(cells).fill(-1),
    nodeNext: new Int32Array(nodeLimit),
  }
}

function cellAlong(valueM: number): number {
  const index = Math.floor((valueM + halfExtentM) / cellSizeM)
  return index < 0 ? 0 : index >= cellsAcross ? cellsAcross - 1 : index
}

/** Adds a junction and returns its index. */
export function addNode(sketch: Sketch, x: number, y: number): number {
  assert(sketch.nodeCount < nodeLimit, 'sketch-nodes-full', sketch.nodeCount)
  const node = sketch.nodeCount++
  sketch.x[node] = x
  sketch.y[node] = y
  const cell = cellAlong(y) * cellsAcross + cellAlong(x)
  sketch.nodeNext[node] = sketch.nodeCell[cell]
  sketch.nodeCell[cell] = node
  return node
}

function attach(sketch: Sketch, node: number, edge: number): void {
  assert(sketch.degree[node] < maxDegree, 'sketch-degree', node)
  sketch.nodeEdge[node * maxDegree + sketch.degree[node]++] = edge
}

function detach(sketch: Sketch, node: number, edge: number): void {
  const base = node * maxDegree
  let slot = 0
  while (sketch.nodeEdge[base + slot] !== edge) slot++
  sketch.nodeEdge[base + slot] = sketch.nodeEdge[base + --sketch.degree[node]]
}

function listInCells(sketch: Sketch, edge: number): void {
  const a = sketch.edgeA[edge]
  const b = sketch.edgeB[edge]
  const columnFrom = cellAlong(Math.min(sketch.x[a], sketch.x[b]))
  const columnTo = cellAlong(Math.max(sketch.x[a], sketch.x[b]))
  const rowTo = cellAlong(Math.max(sketch.y[a], sketch.y[b]))
  for (let row = cellAlong(Math.min(sketch.y[a], sketch.y[b])); row <= rowTo; row++) {
    for (let column = columnFrom; column <= columnTo; column++) {
      assert(sketch.entryCount < entryLimit, 'sketch-entries-full')
      const entry = sketch.entryCount++
      const cell = row * cellsAcross + column
      sketch.entryEdge[entry] = edge
      sketch.entryNext[entry] = sketch.edgeCell[cell]
      sketch.edgeCell[cell] = entry
    }
  }
}

/** Adds a street piece between two junctions with room for it and returns its index. */
export function addEdge(sketch: Sketch, a: number, b: number, roadClass: number, street: number): number {
  assert(sketch.edgeCount < edgeLimit, 'sketch-edges-full')
  assert(a !== b, 'sketch-loop', a)
  const edge = sketch.edgeCount++
  sketch.edgeA[edge] = a
  sketch.edgeB[edge] = b
  sketch.edgeClass[edge] = roadClass
  sketch.edgeStreet[edge] = street
  attach(sketch, a, edge)
  attach(sketch, b, edge)
  listInCells(sketch, edge)
  return edge
}

/** Takes a street piece away. */
export function removeEdge(sketch: Sketch, edge: number): void {
  sketch.isDead[edge] = 1
  detach(sketch, sketch.edgeA[edge], edge)
  detach(sketch, sketch.edgeB[edge], edge)
}

/** Cuts a piece at a point on it and returns the new junction. The piece keeps its index for the first half. */
export function splitEdge(sketch: Sketch, edge: number, x: number, y: number): number {
  const node = addNode(sketch, x, y)
  const b = sketch.edgeB[edge]
  detach(sketch, b, edge)
  sketch.edgeB[edge] = node
  attach(sketch, node, edge)
  addEdge(sketch, node, b, sketch.edgeClass[edge], sketch.edgeStreet[edge])
  return node
}

/** The junction at the other end of a piece. */
export function otherEnd(sketch: Sketch, edge: number, node: number): number {
  return sketch.edgeA[edge] === node ? sketch.edgeB[edge] : sketch.edgeA[edge]
}

/** Length of a piece on the plane, metres. */
export function edgeLengthM(sketch: Sketch, edge: number): number {
  const dx = sketch.x[sketch.edgeB[edge]] - sketch.x[sketch.edgeA[edge]]
  const dy = sketch.y[sketch.edgeB[edge]] - sketch.y[sketch.edgeA[edge]]
  return Math.sqrt(dx * dx + dy * dy)
}

/** Whether two junctions are already joined by a piece. */
export function isJoined(sketch: Sketch, a: number, b: number): boolean {
  for (let slot = 0; slot < sketch.degree[a]; slot++) {
    if (otherEnd(sketch, sketch.nodeEdge[a * maxDegree + slot], a) === b) return true
  }
  return false
}

/** Visits each living piece listed in the cells of a box once; stops when `visit` returns true. */
export function visitEdges(sketch: Sketch, x0: number, y0: number, x1: number, y1: number, visit: (edge: number) => boolean): void {
  const stamp = ++sketch.stamp
  const columnTo = cellAlong(x1)
  const rowTo = cellAlong(y1)
  for (let row = cellAlong(y0); row <= rowTo; row++) {
    for (let column = cellAlong(x0); column <= columnTo; column++) {
      for (let entry = sketch.edgeCell[row * cellsAcross + column]; entry >= 0; entry = sketch.entryNext[entry]) {
        const edge = sketch.entryEdge[entry]
        if (sketch.isDead[edge] === 1 || sketch.edgeStamp[edge] === stamp) continue
        sketch.edgeStamp[edge] = stamp
        if (visit(edge)) return
      }
    }
  }
}

/** Nearest junction within `radiusM` that passes `accept`, or −1. */
export function findNode(sketch: Sketch, x: number, y: number, radiusM: number, accept: (node: number) => boolean): number {
  let best = -1
  let bestSquare = radiusM * radiusM
  const columnTo = cellAlong(x + radiusM)
  const rowTo = cellAlong(y + radiusM)
  for (let row = cellAlong(y - radiusM); row <= rowTo; row++) {
    for (let column = cellAlong(x - radiusM); column <= columnTo; column++) {
      for (let node = sketch.nodeCell[row * cellsAcross + column]; node >= 0; node = sketch.nodeNext[node]) {
        const dx = sketch.x[node] - x
        const dy = sketch.y[node] - y
        const square = dx * dx + dy * dy
        if (square < bestSquare && sketch.degree[node] > 0 && accept(node)) {
          best = node
          bestSquare = square
        }
      }
    }
  }
  return best
}

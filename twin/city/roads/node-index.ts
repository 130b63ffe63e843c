import type { RoadGraph } from '../graph.ts'
import { type Buckets, bucketPoints, visitWithin } from './buckets.ts'
import { type Plane, createPlane, eastM, northM } from './plane.ts'

/** Core nodes of a graph on a plane of their own, in buckets of a few nodes each. */
export interface NodeIndex {
  readonly graph: RoadGraph
  /** Core nodes, ascending; point p of the buckets is node `node[p]`. */
  readonly node: Uint32Array
  readonly plane: Plane
  readonly buckets: Buckets
}

/** Sorts the graph's core nodes into cells of 100 m. A graph without core nodes gives an index that finds nothing. */
export function indexNodes(graph: RoadGraph): NodeIndex {
  const node = Uint32Array.from(graph.isCore.keys()).filter((v) => graph.isCore[v] === 1)
  const plane = node.length === 0 ? createPlane(0, 0) : createPlane(graph.lonDeg[node[0]], graph.latDeg[node[0]])
  const x = Float64Array.from(node, (v) => eastM(plane, graph.lonDeg[v]))
  const y = Float64Array.from(node, (v) => northM(plane, graph.latDeg[v]))
  return { graph, node, plane, buckets: bucketPoints(x, y, 100) }
}

/** The core node nearest to a point in degrees, by distance on the index's plane; the lower index of equals; −1 when the graph has no core. */
export function findNearestNode({ node, plane, buckets }: NodeIndex, lonDeg: number, latDeg: number): number {
  if (node.length === 0) return -1
  const x = eastM(plane, lonDeg)
  const y = northM(plane, latDeg)
  const awayM = distanceFromBox(buckets, x, y)
  for (let reachM = buckets.cellM; ; reachM *= 2) {
    const point = findWithin(buckets, x, y, awayM + reachM)
    if (point >= 0) return node[point]
  }
}

function findWithin(buckets: Buckets, x: number, y: number, radiusM: number): number {
  let best = -1
  let least = Number.POSITIVE_INFINITY
  visitWithin(buckets, x, y, radiusM, (point, square) => {
    if (square > least || (square === least && point > best)) return
    least = square
    best = point
  })
  return best
}

/** Metres from a point to the box around all points; 0 inside. */
function distanceFromBox({ west, south, columns, rows, cellM }: Buckets, x: number, y: number): number {
  const dx = Math.max(0, west - x, x - (west + columns * cellM))
  const dy = Math.max(0, south - y, y - (south + rows * cellM))
  return Math.sqrt(dx * dx + dy * dy)
}

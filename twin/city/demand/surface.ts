import type { DemandSource, DemandSurface, RoadGraph } from '../graph.ts'
import { type Buckets, bucketPoints } from './buckets.ts'
import { type Plane, createPlane, eastM, northM } from './plane.ts'

/** Core nodes of a graph on a plane of their own. */
export interface CoreNodes {
  readonly node: Uint32Array
  readonly plane: Plane
  readonly buckets: Buckets
}

/** The core nodes of a graph, in buckets of 200 m around the first of them. */
export function listCoreNodes(graph: RoadGraph): CoreNodes {
  const node = Uint32Array.from(graph.isCore.keys()).filter((v) => graph.isCore[v] === 1)
  const plane = node.length === 0 ? createPlane(0, 0) : createPlane(graph.lonDeg[node[0]], graph.latDeg[node[0]])
  const x = Float64Array.from(node, (v) => eastM(plane, graph.lonDeg[v]))
  const y = Float64Array.from(node, (v) => northM(plane, graph.latDeg[v]))
  return { node, plane, buckets: bucketPoints(x, y, 200) }
}

/** The nodes with a weight above 0, in order of node. `weight` has one value for each node of the graph. */
export function collectWeights(source: DemandSource, weight: Float64Array): DemandSurface {
  const node = Uint32Array.from(weight.keys()).filter((v) => weight[v] > 0)
  return { source, node, weight: Float64Array.from(node, (v) => weight[v]) }
}

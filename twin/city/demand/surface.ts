import type { DemandSource, DemandSurface } from '../graph.ts'

/** The nodes with a weight above 0, in order of node. `weight` has one value for each node of the graph. */
export function collectWeights(source: DemandSource, weight: Float64Array): DemandSurface {
  const node = Uint32Array.from(weight.keys()).filter((v) => weight[v] > 0)
  return { source, node, weight: Float64Array.from(node, (v) => weight[v]) }
}

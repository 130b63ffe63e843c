import type { RoadGraph } from '../graph.ts'

/** What a route minimises. */
export interface RoadMetric {
  readonly metric: 'time' | 'length'
  /** For `time`: no arc is driven faster than this (cargo bike); absent for the car profile as it is. */
  readonly maxSpeedKmh?: number
}

/** Cost of one arc: seconds for `time`, metres for `length`. */
export function costArc(graph: RoadGraph, { metric, maxSpeedKmh }: RoadMetric, arc: number): number {
  if (metric === 'length') return graph.lengthM[arc]
  return maxSpeedKmh === undefined ? graph.timeS[arc] : Math.max(graph.timeS[arc], graph.lengthM[arc] / (maxSpeedKmh / 3.6))
}

/** Cost of each arc: seconds for `time`, metres for `length`. */
export const costArcs = (graph: RoadGraph, metric: RoadMetric): Float64Array => graph.timeS.map((_, arc) => costArc(graph, metric, arc))

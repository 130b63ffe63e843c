import type { RoadGraph } from '../graph.ts'

/** What a route minimises. */
export interface RoadMetric {
  readonly metric: 'time' | 'length'
  /** For `time`: no arc is driven faster than this (cargo bike); absent for the car profile as it is. */
  readonly maxSpeedKmh?: number
}

/** Cost of each arc: seconds for `time`, metres for `length`. */
export function costArcs(graph: RoadGraph, metric: RoadMetric): Float64Array {
  if (metric.metric === 'length') return graph.lengthM
  const { maxSpeedKmh } = metric
  if (maxSpeedKmh === undefined) return graph.timeS
  const maxSpeed = maxSpeedKmh / 3.6
  return graph.timeS.map((timeS, arc) => Math.max(timeS, graph.lengthM[arc] / maxSpeed))
}

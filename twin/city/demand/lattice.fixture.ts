import type { RoadGraph } from '../graph.ts'
import { assembleGraph, haversineM } from '../roads/index.ts'

/** A square lattice of two-way residential streets, about 70 by 110 m a block unless told otherwise; for tests. */
export function latticeGraph(side: number, westDeg = 10, southDeg = 50, stepLonDeg = 0.001, stepLatDeg = 0.001): RoadGraph {
  const count = side * side
  const lonDeg = Float64Array.from({ length: count }, (_, i) => westDeg + stepLonDeg * (i % side))
  const latDeg = Float64Array.from({ length: count }, (_, i) => southDeg + stepLatDeg * Math.floor(i / side))
  const nodeId = Float64Array.from({ length: count }, (_, i) => i)
  const pairs: [number, number][] = []
  for (let i = 0; i < count; i++) {
    if (i % side < side - 1) pairs.push([i, i + 1], [i + 1, i])
    if (i + side < count) pairs.push([i, i + side], [i + side, i])
  }
  const lengthM = pairs.map(([a, b]) => haversineM(lonDeg[a], latDeg[a], lonDeg[b], latDeg[b]))
  const arcs = {
    tail: pairs.map(([a]) => a),
    head: pairs.map(([, b]) => b),
    lengthM,
    timeS: lengthM.map((m) => m * 0.144),
    roadClass: pairs.map(() => 11),
  }
  return assembleGraph({ nodeId, lonDeg, latDeg }, arcs).graph
}

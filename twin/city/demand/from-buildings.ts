import type { Parsed, Problem } from '../../../data/columns/index.ts'
import type { DemandSurface, RoadGraph } from '../graph.ts'
import { findNearestNode, indexNodes } from '../roads/index.ts'
import { collectWeights } from './surface.ts'

/** Centres of buildings in degrees; where footprints are known they weigh, else every building counts the same. */
export interface BuildingPlaces {
  readonly lonDeg: ArrayLike<number>
  readonly latDeg: ArrayLike<number>
  /** Footprints, m². */
  readonly areaM2?: ArrayLike<number>
}

/** Footprints count at most this much: halls and factories are not full of customers, m². */
const largestAreaM2 = 1500

/**
 * Demand from buildings: each goes to the nearest core node, weighed by its footprint up to 1 500 m². Buildings without a place give one problem
 * together; value is null when none can be used.
 */
export function demandFromBuildings(buildings: BuildingPlaces, graph: RoadGraph): Parsed<DemandSurface> {
  const problems: Problem[] = []
  const weight = new Float64Array(graph.nodeCount)
  const index = indexNodes(graph)
  let lost = 0
  for (let i = 0; i < buildings.lonDeg.length; i++) {
    const areaM2 = buildings.areaM2?.[i] ?? 1
    const isPlaced = Math.abs(buildings.lonDeg[i]) <= 180 && Math.abs(buildings.latDeg[i]) <= 90 && areaM2 >= 0
    const node = isPlaced ? findNearestNode(index, buildings.lonDeg[i], buildings.latDeg[i]) : -1
    if (node < 0) lost++
    else weight[node] += Math.min(areaM2, largestAreaM2)
  }
  const demand = collectWeights('buildings', weight)
  if (lost > 0) {
    const remedy = 'These buildings have no valid place or area and were left out: check the extract.'
    problems.push({ code: 'buildings-without-place', place: 'buildings', value: `${lost} of ${buildings.lonDeg.length}`, remedy })
  }
  if (demand.node.length > 0) return { value: demand, problems }
  const remedy = 'Use a population grid, or let demand follow the length of residential roads.'
  return {
    value: null,
    problems: [...problems, { code: 'buildings-none', place: 'buildings', value: `${buildings.lonDeg.length}`, remedy }],
  }
}

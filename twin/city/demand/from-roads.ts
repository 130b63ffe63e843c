import type { Parsed } from '../../../data/columns/index.ts'
import { type DemandSurface, type RoadGraph, roadClasses } from '../graph.ts'
import { collectWeights } from './surface.ts'

const residential: readonly string[] = ['unclassified', 'residential', 'living_street']

function hasArc(graph: RoadGraph, tail: number, head: number): boolean {
  for (let arc = graph.firstOut[tail]; arc < graph.firstOut[tail + 1]; arc++) if (graph.head[arc] === head) return true
  return false
}

/**
 * Length of street at each node, metres: half of every street piece that ends there and whose class `counts`.
 * A two-way street counts once. Nodes outside the core have 0.
 */
export function streetLengthM(graph: RoadGraph, counts: (roadClass: string) => boolean): Float64Array {
  const lengthM = new Float64Array(graph.nodeCount)
  const isCounted = roadClasses.map(counts)
  for (let tail = 0; tail < graph.nodeCount; tail++) {
    if (graph.isCore[tail] === 0) continue
    for (let arc = graph.firstOut[tail]; arc < graph.firstOut[tail + 1]; arc++) {
      const head = graph.head[arc]
      if (!isCounted[graph.roadClass[arc]] || graph.isCore[head] === 0) continue
      if (tail > head && hasArc(graph, head, tail)) continue
      lengthM[tail] += graph.lengthM[arc] / 2
      lengthM[head] += graph.lengthM[arc] / 2
    }
  }
  return lengthM
}

/**
 * Demand by the length of residential, living and unclassified streets at each core node, metres. Where a network has none of these
 * all streets count and a problem says so; value is null when the network has no street at all.
 */
export function demandFromResidentialRoads(graph: RoadGraph): Parsed<DemandSurface> {
  const demand = collectWeights(
    'residential-roads',
    streetLengthM(graph, (name) => residential.includes(name)),
  )
  if (demand.node.length > 0) return { value: demand, problems: [] }
  const all = collectWeights(
    'residential-roads',
    streetLengthM(graph, () => true),
  )
  const isEmpty = all.node.length === 0
  const remedy = isEmpty
    ? 'Use an extract that contains roads.'
    : 'No residential streets: all streets count. Give a population grid for a better surface.'
  return {
    value: isEmpty ? null : all,
    problems: [{ code: 'roads-not-residential', place: 'roads', value: `${graph.arcCount} arcs`, remedy }],
  }
}

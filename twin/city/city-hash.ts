import { createHash } from '../../sim/hash/index.ts'
import type { City } from './graph.ts'

/** Hash of what decides the bits of a run on a city: its roads and its demand. Name and outlines are for drawing and do not count. */
export function hashCity(city: Pick<City, 'graph' | 'demand'>): string {
  const { graph, demand } = city
  const hash = createHash()
  hash.addString(demand.source)
  const columns = [
    graph.nodeId,
    graph.lonDeg,
    graph.latDeg,
    graph.firstOut,
    graph.head,
    graph.lengthM,
    graph.timeS,
    graph.roadClass,
    graph.isCore,
  ]
  for (const column of [...columns, demand.node, demand.weight]) {
    hash.addNumber(column.length)
    hash.addColumn(column, 0, column.length)
  }
  return hash.digest()
}

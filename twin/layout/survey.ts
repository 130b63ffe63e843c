import { createHash } from '../../sim/hash/index.ts'
import { contractRoads, findNearestFacilities, findNearestNode, indexNodes, placeOnDemand, travelMatrix } from '../city/index.ts'
import type { City, Contraction, NodeIndex, TravelMatrix } from '../city/index.ts'

/**
 * What was measured on one city so far, to be asked again: the dear answers are kept, each with a limit on how many. Answers are
 * functions of the city and of what is asked, so a kept one has the bits of a new one. Nobody may write into them.
 */
export interface Survey {
  readonly city: City
  /** Roads contracted by time, for a vehicle with a speed cap (`null`: as the road allows). */
  readonly contract: (maxSpeedKmh: number | null) => Contraction
  /** Nodes for so many places of one kind, by demand. */
  readonly place: (count: number) => Uint32Array
  /** The core node nearest to a point, WGS 84. */
  readonly nearestNode: (lonDeg: number, latDeg: number) => number
  /** Index of the nearest facility to each site, −1 where there is none. */
  readonly findNearest: (facilities: Uint32Array, sites: Uint32Array) => Int32Array
  /** Travel between all nodes of a list: seconds in free flow and metres. */
  readonly measure: (maxSpeedKmh: number | null, nodes: Uint32Array) => TravelMatrix
}

/** Answers kept of each kind; the one asked for longest ago goes first. */
const keptContractions = 6
const keptPlacings = 24
const keptMatrices = 16

export function createSurvey(city: City): Survey {
  const contractions = new Map<string, Contraction>()
  const placings = new Map<string, Uint32Array>()
  const nearest = new Map<string, Int32Array>()
  const matrices = new Map<string, TravelMatrix>()
  let crossings: NodeIndex | null = null
  const contract = (cap: number | null): Contraction =>
    recall(contractions, keptContractions, String(cap), () =>
      contractRoads(city.graph, cap === null ? { metric: 'time' } : { metric: 'time', maxSpeedKmh: cap }),
    )
  return {
    city,
    contract,
    place: (count) => recall(placings, keptPlacings, String(count), () => placeOnDemand(city, contract(null), count)),
    nearestNode: (lonDeg, latDeg) => findNearestNode((crossings ??= indexNodes(city.graph)), lonDeg, latDeg),
    findNearest: (facilities, sites) =>
      recall(nearest, keptPlacings, `${nameNodes(facilities)} ${nameNodes(sites)}`, () =>
        findNearestFacilities(contract(null), facilities, sites),
      ),
    measure: (cap, nodes) => recall(matrices, keptMatrices, `${cap} ${nameNodes(nodes)}`, () => travelMatrix(contract(cap), nodes, nodes)),
  }
}

function nameNodes(nodes: Uint32Array): string {
  const hash = createHash()
  hash.addColumn(nodes, 0, nodes.length)
  return `${nodes.length}:${hash.digest()}`
}

function recall<T>(kept: Map<string, T>, limit: number, key: string, make: () => T): T {
  const known = kept.get(key)
  const value = known ?? make()
  kept.delete(key)
  kept.set(key, value)
  for (const oldest of kept.keys()) {
    if (kept.size <= limit) break
    kept.delete(oldest)
  }
  return value
}

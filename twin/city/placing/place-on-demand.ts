import { assert } from '../../../sim/assert.ts'
import type { City, DemandSurface } from '../graph.ts'
import { type Contraction, travelMatrix } from '../roads/index.ts'
import { type Candidates, gatherDemand } from './candidates.ts'
import { type MedoidProblem, buildMedoids, improveMedoids } from './medoids.ts'

/** How places are chosen. */
export interface PlacingOptions {
  /** Nodes that are taken already (for example shops, when boxes are placed): never chosen. */
  readonly avoid?: Uint32Array
  /** Demand is gathered to at most this many points; 800, or three for each place where more are asked for. */
  readonly candidateLimit?: number
  /** Most swaps after the greedy choice; 2 000. */
  readonly swapLimit?: number
}

/** No road leads there: dearer than any trip, but finite, so that sums stay comparable. */
const unreachableS = 1e6

/** Demand without the nodes that are taken. */
function withoutNodes(demand: DemandSurface, avoid: Uint32Array): DemandSurface {
  if (avoid.length === 0) return demand
  const taken = new Set(avoid)
  const kept = Uint32Array.from(demand.node.keys()).filter((i) => !taken.has(demand.node[i]))
  return {
    source: demand.source,
    node: Uint32Array.from(kept, (i) => demand.node[i]),
    weight: Float64Array.from(kept, (i) => demand.weight[i]),
  }
}

/** Mean of the two travel times between each pair of candidates, seconds: what a round trip costs, halved. */
function measureRoundTrips(contraction: Contraction, candidates: Candidates): MedoidProblem {
  const n = candidates.node.length
  const times = travelMatrix(contraction, candidates.node, candidates.node).cost
  const cost = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    for (let c = 0; c < n; c++) cost[i * n + c] = Math.min(unreachableS, (times[i * n + c] + times[c * n + i]) / 2)
  }
  return { cost, weight: candidates.weight }
}

/** Core nodes without demand, in order, for the rare case that more places are asked for than demand has nodes. */
function fillUp(city: City, chosen: readonly number[], avoid: Uint32Array, count: number): number[] {
  const taken = new Set([...chosen, ...avoid])
  const nodes = [...chosen]
  for (let v = 0; v < city.graph.nodeCount && nodes.length < count; v++) {
    if (city.graph.isCore[v] === 1 && !taken.has(v)) nodes.push(v)
  }
  assert(nodes.length === count, 'placing-count', count)
  return nodes
}

/**
 * Places `count` facilities on the road by k-medoids on demand: gathered demand, mean travel time there and back, greedy choice, then swaps.
 * Deterministic; gives `count` different core nodes in ascending order. `contraction` is of the city's graph by time. The same rule serves hubs,
 * shops and boxes on any city. Asking for more places than the core has nodes is a programmer error.
 */
export function placeOnDemand(city: City, contraction: Contraction, count: number, options: PlacingOptions = {}): Uint32Array {
  if (count === 0) return new Uint32Array(0)
  const avoid = options.avoid ?? new Uint32Array(0)
  const demand = withoutNodes(city.demand, avoid)
  if (demand.node.length <= count) return Uint32Array.from(fillUp(city, [...demand.node], avoid, count)).toSorted()
  const limit = Math.max(count, options.candidateLimit ?? Math.max(800, Math.min(3 * count, 2000)))
  const gathered = gatherDemand(city.graph, demand, limit)
  const candidates = gathered.node.length >= count ? gathered : { node: demand.node, weight: demand.weight }
  const problem = measureRoundTrips(contraction, candidates)
  const medoids = buildMedoids(problem, count)
  improveMedoids(problem, medoids, options.swapLimit ?? 2000)
  return Uint32Array.from(medoids, (medoid) => candidates.node[medoid]).toSorted()
}

import { travelMatrix } from '../city/index.ts'
import type { Contraction } from '../city/index.ts'

/** Travel between the stops of one hub for one kind of vehicle: whole milliseconds in traffic and whole metres, row-major. */
export interface HubTravel {
  readonly stops: number
  readonly timeMs: Int32Array
  readonly lengthM: Int32Array
}

/** Times × `trafficFactor` along the fastest paths between all `nodes`. Unreachable pairs do not occur: nodes lie in one strong component. */
export function layOutTravel(contraction: Contraction, nodes: Uint32Array, trafficFactor: number): HubTravel {
  const { cost, lengthM } = travelMatrix(contraction, nodes, nodes)
  return {
    stops: nodes.length,
    timeMs: Int32Array.from(cost, (seconds) => Math.round(seconds * 1000 * trafficFactor)),
    lengthM: Int32Array.from(lengthM, (metres) => Math.round(metres)),
  }
}

const facilityChunk = 64

/**
 * Index of the nearest facility for every node by travel time from the facility, ties to the lower index. Facilities are taken in
 * chunks, so that memory stays small for many facilities.
 */
export function findNearestFacilities(contraction: Contraction, facilities: Uint32Array, nodes: Uint32Array): Int32Array {
  const nearest = new Int32Array(nodes.length)
  const best = new Float64Array(nodes.length).fill(Infinity)
  for (let from = 0; from < facilities.length; from += facilityChunk) {
    const chunk = facilities.subarray(from, from + facilityChunk)
    const { cost } = travelMatrix(contraction, chunk, nodes)
    for (let f = 0; f < chunk.length; f++) {
      for (let n = 0; n < nodes.length; n++) {
        if (cost[f * nodes.length + n] >= best[n]) continue
        best[n] = cost[f * nodes.length + n]
        nearest[n] = from + f
      }
    }
  }
  return nearest
}

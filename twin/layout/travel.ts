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

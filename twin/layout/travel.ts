import type { TravelMatrix } from '../city/index.ts'

/** Travel between the stops of one hub for one kind of vehicle: whole milliseconds in traffic and whole metres, row-major. */
export interface HubTravel {
  readonly stops: number
  readonly timeMs: Int32Array
  readonly lengthM: Int32Array
}

/** Times × `trafficFactor` along the fastest paths between all stops. Unreachable pairs do not occur: nodes lie in one strong component. */
export function layOutTravel({ cost, lengthM }: TravelMatrix, stops: number, trafficFactor: number): HubTravel {
  const roads = { stops, timeMs: new Int32Array(cost.length), lengthM: new Int32Array(cost.length) }
  for (let i = 0; i < cost.length; i++) {
    roads.timeMs[i] = Math.round(cost[i] * 1000 * trafficFactor)
    roads.lengthM[i] = Math.round(lengthM[i])
  }
  return roads
}

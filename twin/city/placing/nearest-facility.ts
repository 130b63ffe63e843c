import { type Contraction, travelMatrix } from '../roads/index.ts'

/** Facilities searched at once: 64 rows of travel times keep memory small however many facilities there are. */
const chunkSize = 64

/**
 * Index of the facility with the least travel time to each site, from the facility to the site; among equals the first; −1 where no road leads
 * from any facility.
 */
export function findNearestFacilities(contraction: Contraction, facilities: Uint32Array, sites: Uint32Array): Int32Array {
  const nearest = new Int32Array(sites.length).fill(-1)
  const best = new Float64Array(sites.length).fill(Number.POSITIVE_INFINITY)
  for (let from = 0; from < facilities.length; from += chunkSize) {
    const { cost } = travelMatrix(contraction, facilities.subarray(from, from + chunkSize), sites)
    for (let cell = 0; cell < cost.length; cell++) {
      const site = cell % sites.length
      if (cost[cell] >= best[site]) continue
      best[site] = cost[cell]
      nearest[site] = from + Math.floor(cell / sites.length)
    }
  }
  return nearest
}

import { assert } from '../../../sim/assert.ts'

/** For each site its nearest facility and how long the way is. */
export interface NearestFacility {
  readonly facility: Uint32Array
  readonly timeS: Float64Array
}

/**
 * Assigns each site to the facility with the least time; among equals the first. `timeS` has one row for each facility and one column for each site
 * (as `travelMatrix(contraction, facilities, sites).cost`), seconds, +Infinity where no road leads.
 */
export function assignNearest(timeS: Float64Array, facilityCount: number, siteCount: number): NearestFacility {
  assert(facilityCount > 0 && timeS.length === facilityCount * siteCount, 'assign-shape', timeS.length)
  const facility = new Uint32Array(siteCount)
  const best = timeS.slice(0, siteCount)
  for (let f = 1; f < facilityCount; f++) {
    for (let site = 0; site < siteCount; site++) {
      const time = timeS[f * siteCount + site]
      if (time < best[site]) {
        best[site] = time
        facility[site] = f
      }
    }
  }
  return { facility, timeS: best }
}

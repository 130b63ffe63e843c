import { cos } from '../../../sim/math/index.ts'
import { earthRadiusM } from './haversine.ts'

const radiansPerDegree = Math.PI / 180

/** A flat frame around a city: metres east and north of its origin; good to about 0.1 % within 30 km. */
export interface Plane {
  readonly lonDeg: number
  readonly latDeg: number
  readonly metresPerLonDeg: number
  readonly metresPerLatDeg: number
}

/** The frame with its origin at a point in degrees. */
export function createPlane(lonDeg: number, latDeg: number): Plane {
  const metresPerLatDeg = earthRadiusM * radiansPerDegree
  return { lonDeg, latDeg, metresPerLatDeg, metresPerLonDeg: metresPerLatDeg * cos(latDeg * radiansPerDegree) }
}

/** Metres east of the frame's origin. */
export function eastM(plane: Plane, lonDeg: number): number {
  return (lonDeg - plane.lonDeg) * plane.metresPerLonDeg
}

/** Metres north of the frame's origin. */
export function northM(plane: Plane, latDeg: number): number {
  return (latDeg - plane.latDeg) * plane.metresPerLatDeg
}

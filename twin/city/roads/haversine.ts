import { asin, cos, sin } from '../../../sim/math/index.ts'

/** Mean radius of the earth, metres (IUGG). */
export const earthRadiusM = 6_371_008.8

const radiansPerDegree = Math.PI / 180

/** Great-circle distance in metres between two points in degrees (haversine formula; Sinnott 1984). */
export function haversineM(lon1Deg: number, lat1Deg: number, lon2Deg: number, lat2Deg: number): number {
  const lat1 = lat1Deg * radiansPerDegree
  const lat2 = lat2Deg * radiansPerDegree
  const sinLat = sin((lat2 - lat1) / 2)
  const sinLon = sin(((lon2Deg - lon1Deg) * radiansPerDegree) / 2)
  const square = sinLat * sinLat + cos(lat1) * cos(lat2) * sinLon * sinLon
  return 2 * earthRadiusM * asin(Math.min(1, Math.sqrt(square)))
}

import { sampleNoise } from './noise.ts'
import { type CityPlan, type District, findDistrict } from './plan.ts'
import { riverTangent, shoreDistanceM } from './river.ts'

/** Unit vector; streets run along it or across it. */
export type Axis = readonly [number, number]

/** Steps of local streets along and across the main direction, metres. */
export interface BlockSize {
  readonly longM: number
  readonly shortM: number
}

const blockSizes = {
  old: { longM: 66, shortM: 54 },
  ring: { longM: 104, shortM: 78 },
  grid: { longM: 118, shortM: 74 },
  suburb: { longM: 104, shortM: 78 },
  village: { longM: 80, shortM: 64 },
  industry: { longM: 210, shortM: 150 },
} as const

/** Block size of a district's style. */
export function blockSize(district: District): BlockSize {
  return blockSizes[district.style]
}

/** Turns a vector by a small angle (tangent `bend`) and makes it a unit vector again. */
function bendBy(x: number, y: number, bend: number): Axis {
  const scale = 1 / Math.sqrt((x * x + y * y) * (1 + bend * bend))
  return [(x - bend * y) * scale, (y + bend * x) * scale]
}

/** Of the four directions of a cross along `axis`, the one nearest to (x, y). */
export function nearestArm(axis: Axis, x: number, y: number): Axis {
  const along = axis[0] * x + axis[1] * y
  const across = axis[0] * y - axis[1] * x
  if (Math.abs(along) >= Math.abs(across)) return along >= 0 ? axis : [-axis[0], -axis[1]]
  return across >= 0 ? [-axis[1], axis[0]] : [axis[1], -axis[0]]
}

/** The tangential direction around a point; `fallback` at the point itself. */
function around(x: number, y: number, fallback: Axis): Axis {
  const length = Math.sqrt(x * x + y * y)
  return length < 1 ? fallback : [-y / length, x / length]
}

function districtAxis(plan: CityPlan, district: District, x: number, y: number): Axis {
  const own: Axis = [district.axisX, district.axisY]
  const wide = sampleNoise(x, y, 750, plan.seed + 51)
  switch (district.style) {
    case 'old':
      return bendBy(...around(x, y, own), 0.6 * sampleNoise(x, y, 260, plan.seed + 52))
    case 'ring':
      return bendBy(...around(x, y, own), 0.16 * wide)
    case 'village': {
      const dx = x - district.x
      const dy = y - district.y
      if (dx * dx + dy * dy < 420 * 420) return bendBy(...around(dx, dy, own), 0.5 * sampleNoise(x, y, 260, plan.seed + 52))
      return bendBy(...own, 0.6 * wide)
    }
    case 'suburb':
      return bendBy(...own, 0.85 * wide)
    default:
      return bendBy(...own, 0.05 * wide)
  }
}

/** Main direction of the streets at a point: the district's own, turned to the river's near its banks. */
export function streetAxis(plan: CityPlan, x: number, y: number): Axis {
  const axis = districtAxis(plan, findDistrict(plan, x, y), x, y)
  const share = Math.min(1, Math.max(0, 1 - shoreDistanceM(plan.river, x, y) / 320))
  if (share === 0) return axis
  const river = riverTangent(plan.river, x, y)
  const arm = nearestArm(axis, river[0], river[1])
  return bendBy(arm[0] * (1 - share) + river[0] * share, arm[1] * (1 - share) + river[1] * share, 0)
}

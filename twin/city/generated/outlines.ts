import type { Outline } from '../graph.ts'
import { sampleNoise } from './noise.ts'
import { type CityPlan, type District, type Park, warpM } from './plan.ts'
import { toLonLatDeg } from './road-graph.ts'
import { moveToBank, traceMiddle, traceRiver } from './river.ts'

const cityRadiusM = 6000

type Polygon = readonly (readonly [number, number])[]

/** Keeps the part of a convex polygon that is nearer to `own` than to `other` (Sutherland and Hodgman, 1974). */
function clipNearer(polygon: Polygon, own: District, other: District): Polygon {
  const nx = other.x - own.x
  const ny = other.y - own.y
  const limit = (other.x * other.x + other.y * other.y - own.x * own.x - own.y * own.y) / 2
  const kept: [number, number][] = []
  polygon.forEach(([x, y], i) => {
    const [px, py] = polygon[(i + polygon.length - 1) % polygon.length]
    const here = x * nx + y * ny - limit
    const before = px * nx + py * ny - limit
    if (here < 0 !== before < 0) {
      const t = before / (before - here)
      kept.push([px + t * (x - px), py + t * (y - py)])
    }
    if (here < 0) kept.push([x, y])
  })
  return kept
}

/** Points every 120 m or nearer along a closed polygon. */
function densify(polygon: Polygon): [number, number][] {
  return polygon.flatMap(([x, y], i) => {
    const [nx, ny] = polygon[(i + 1) % polygon.length]
    const steps = Math.max(1, Math.ceil(Math.sqrt((nx - x) * (nx - x) + (ny - y) * (ny - y)) / 120))
    return Array.from({ length: steps }, (_, step): [number, number] => [x + ((nx - x) * step) / steps, y + ((ny - y) * step) / steps])
  })
}

const rim: Polygon = Array.from({ length: 6 }, (_, i): [number, number] => {
  const corners = [1, 0, 0.5, 0.866025403784, -0.5, 0.866025403784, -1, 0, -0.5, -0.866025403784, 0.5, -0.866025403784]
  return [corners[2 * i] * 8000, corners[2 * i + 1] * 8000]
})

/** Pulls a point that lies outside the city's uneven edge back onto it. */
function pullInside(plan: CityPlan, x: number, y: number): readonly [number, number] {
  const r = Math.sqrt(x * x + y * y)
  const edge = cityRadiusM * (1 + 0.08 * sampleNoise((5000 * x) / r, (5000 * y) / r, 1800, plan.seed + 71))
  return r > edge ? [(x * edge) / r, (y * edge) / r] : [x, y]
}

function outlineDistrict(plan: CityPlan, own: District): Outline {
  let polygon = rim
  for (const other of plan.districts) {
    if (other !== own && other.side === own.side) polygon = clipNearer(polygon, own, other)
  }
  const points = densify(polygon).flatMap(([x, y]) => {
    const [wx, wy] = warpM(plan, x, y)
    const [insideX, insideY] = pullInside(plan, x + wx, y + wy)
    return moveToBank(plan.river, insideX, insideY, own.side, 0)
  })
  return { name: own.name, lonLatDeg: toLonLatDeg(points) }
}

function outlinePark(plan: CityPlan, park: Park): Outline {
  const points: number[] = []
  for (let i = 0; i < 48; i++) {
    // A circle by the tangent half-angle: no trigonometry needed.
    const quarter = ((i % 12) - 6) / 6
    const t = quarter * 0.41421356237
    const c = (1 - t * t) / (1 + t * t)
    const s = (2 * t) / (1 + t * t)
    const [ux, uy] = [
      [c, s],
      [-s, c],
      [-c, -s],
      [s, -c],
    ][Math.floor(i / 12)]
    const along = ux * park.halfLongM
    const across = uy * park.halfWideM
    const x = park.x + along * park.axisX - across * park.axisY
    const y = park.y + along * park.axisY + across * park.axisX
    const scale = 0.93 - 0.12 * sampleNoise(x, y, 200, plan.seed + 21)
    points.push(park.x + (x - park.x) * scale, park.y + (y - park.y) * scale)
  }
  return { name: park.name, lonLatDeg: toLonLatDeg(points) }
}

/** The river, the districts and the parks of a plan as closed outlines in degrees. */
export function outlinePlan(plan: CityPlan): { water: Outline[]; waterLines: Outline[]; districts: Outline[]; green: Outline[] } {
  return {
    water: [{ name: '', lonLatDeg: toLonLatDeg(traceRiver(plan.river)) }],
    waterLines: [{ name: 'Strom', lonLatDeg: toLonLatDeg(traceMiddle(plan.river)) }],
    districts: plan.districts.map((district) => outlineDistrict(plan, district)),
    green: plan.parks.map((park) => outlinePark(plan, park)),
  }
}

import { createPlane, eastM, northM } from '../roads/index.ts'
import type { City } from '../graph.ts'

/** Tangent of 22.5°: border between a main and a between direction. */
const octantSlope = 0.41421356237309503
/** Hubs nearer to the centre than this share of the farthest hub's distance are called after it. */
const centreShare = 0.3

/** Compass name of a direction by eighths of the circle. */
function nameDirection(east: number, north: number): string {
  const eastWest = east >= 0 ? 'East' : 'West'
  const northSouth = north >= 0 ? 'North' : 'South'
  if (Math.abs(north) <= octantSlope * Math.abs(east)) return eastWest
  if (Math.abs(east) <= octantSlope * Math.abs(north)) return northSouth
  return `${northSouth}-${eastWest}`
}

/** Distances of nodes from the city's centre of demand, metres east and north. */
function locateNodes(city: City, nodes: ArrayLike<number>): { east: number[]; north: number[] } {
  const { graph, demand } = city
  let total = 0
  let lon = 0
  let lat = 0
  demand.node.forEach((v, i) => {
    total += demand.weight[i]
    lon += demand.weight[i] * graph.lonDeg[v]
    lat += demand.weight[i] * graph.latDeg[v]
  })
  const plane = createPlane(lon / total, lat / total)
  const list = Array.from(nodes)
  return { east: list.map((v) => eastM(plane, graph.lonDeg[v])), north: list.map((v) => northM(plane, graph.latDeg[v])) }
}

function indexOfBest(values: readonly number[], isBetter: (a: number, b: number) => boolean): number {
  return values.reduce((best, value, i) => (isBetter(value, values[best]) ? i : best), 0)
}

/**
 * Names of hubs in the order of `nodes`, stable for a city: the northernmost is North, then the southernmost is South, the others are called by their
 * direction from the centre of demand (East, North-West …) or Centre; a name that is taken gets a number (East 2). Every name occurs once.
 */
export function orderHubNames(city: City, nodes: ArrayLike<number>): string[] {
  const { east, north } = locateNodes(city, nodes)
  const top = indexOfBest(north, (a, b) => a > b)
  const bottom = indexOfBest(north, (a, b) => a <= b)
  const square = north.map((y, i) => y * y + east[i] * east[i])
  const centreSquare = centreShare * centreShare * Math.max(0, ...square)
  const wanted = north.map((y, i) => {
    if (i === top) return 'North'
    if (i === bottom) return 'South'
    return square[i] < centreSquare ? 'Centre' : nameDirection(east[i], y)
  })
  const used = new Map<string, number>()
  if (wanted.length > 0) used.set('North', 1)
  if (wanted.length > 1) used.set('South', 1)
  return wanted.map((name, i) => {
    if (i === top || i === bottom) return name
    const number = (used.get(name) ?? 0) + 1
    used.set(name, number)
    return number === 1 ? name : `${name} ${number}`
  })
}

import { roadClasses } from '../../twin/index.ts'
import type { City, Layout, Outline } from '../../twin/index.ts'
import { drawAreaNames } from './area-names.ts'
import type { CityDrawing, OutlineColumns, RunScene } from './draw.ts'
import { drawLineNames } from './line-names.ts'

type Graph = City['graph']

/** West, south, east, north of all nodes of the road network, degrees. */
function boundsOf({ lonDeg, latDeg }: Graph): [number, number, number, number] {
  const bounds: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let v = 0; v < lonDeg.length; v++) {
    bounds[0] = Math.min(bounds[0], lonDeg[v])
    bounds[1] = Math.min(bounds[1], latDeg[v])
    bounds[2] = Math.max(bounds[2], lonDeg[v])
    bounds[3] = Math.max(bounds[3], latDeg[v])
  }
  return bounds
}

/** Point that all drawn positions are relative to: the middle of the road network. */
export function originOf(graph: Graph): [number, number] {
  const [west, south, east, north] = boundsOf(graph)
  return [(west + east) / 2, (south + north) / 2]
}

/** Positions of nodes relative to the origin, longitude and latitude in turn. */
export function positionsOf(graph: Graph, nodes: ArrayLike<number>): Float32Array {
  const [lon, lat] = originOf(graph)
  const positions = new Float32Array(2 * nodes.length)
  for (let i = 0; i < nodes.length; i++) {
    positions[2 * i] = graph.lonDeg[nodes[i]] - lon
    positions[2 * i + 1] = graph.latDeg[nodes[i]] - lat
  }
  return positions
}

/** The city as columns for the map. */
export function drawCity(city: City): CityDrawing {
  const originLonLat = originOf(city.graph)
  return {
    name: city.name,
    isGenerated: city.isGenerated,
    attribution: city.attribution,
    demandFrom: city.demand.source,
    hash: city.hash,
    boundsLonLat: boundsOf(city.graph),
    originLonLat,
    roads: drawRoads(city.graph, originLonLat),
    roadClassNames: roadClasses,
    water: drawOutlines(city.water, originLonLat),
    green: drawOutlines(city.green ?? [], originLonLat),
    waterLines: drawLines(city.waterLines ?? [], originLonLat),
    lineNames: drawLineNames(city.streets ?? [], city.waterLines ?? [], originLonLat),
    areaNames: drawAreaNames(city.water, city.green ?? [], originLonLat),
    districts: city.districts.map(({ name, lonLatDeg }) => ({ name, lonLat: centreOf(lonLatDeg) })),
  }
}

/** Each segment once: of two arcs between the same nodes the one that leaves the lower node. */
function drawRoads(graph: Graph, [lon, lat]: readonly [number, number]): CityDrawing['roads'] {
  const { firstOut, head, lonDeg, latDeg, roadClass } = graph
  const kept: number[] = []
  const tails: number[] = []
  for (let v = 0; v < graph.nodeCount; v++) {
    for (let arc = firstOut[v]; arc < firstOut[v + 1]; arc++) {
      if (head[arc] < v && hasArc(graph, head[arc], v)) continue
      kept.push(arc)
      tails.push(v)
    }
  }
  const segments = new Float32Array(4 * kept.length)
  kept.forEach((arc, i) => {
    segments[4 * i] = lonDeg[tails[i]] - lon
    segments[4 * i + 1] = latDeg[tails[i]] - lat
    segments[4 * i + 2] = lonDeg[head[arc]] - lon
    segments[4 * i + 3] = latDeg[head[arc]] - lat
  })
  return { count: kept.length, classOfSegment: Uint8Array.from(kept, (arc) => roadClass[arc]), segments }
}

function hasArc({ firstOut, head }: Graph, from: number, to: number): boolean {
  for (let arc = firstOut[from]; arc < firstOut[from + 1]; arc++) if (head[arc] === to) return true
  return false
}

function drawOutlines(outlines: readonly Outline[], [lon, lat]: readonly [number, number]): OutlineColumns {
  const rings = outlines.flatMap(({ lonLatDeg, holes = [] }) => [lonLatDeg, ...holes])
  const startIndices = new Uint32Array(rings.length + 1)
  rings.forEach((ring, i) => (startIndices[i + 1] = startIndices[i] + ring.length / 2))
  const positions = new Float32Array(2 * startIndices[rings.length])
  rings.forEach((ring, i) => {
    for (let k = 0; k < ring.length; k++) positions[2 * startIndices[i] + k] = ring[k] - (k % 2 === 0 ? lon : lat)
  })
  const firstRing = new Uint32Array(outlines.length + 1)
  outlines.forEach(({ holes = [] }, i) => (firstRing[i + 1] = firstRing[i] + 1 + holes.length))
  return { positions, startIndices, firstRing }
}

/** Four numbers a segment: from, to. */
function drawLines(lines: readonly Outline[], [lon, lat]: readonly [number, number]): Float32Array {
  const count = lines.reduce((sum, { lonLatDeg }) => sum + Math.max(0, lonLatDeg.length / 2 - 1), 0)
  const segments = new Float32Array(4 * count)
  let at = 0
  for (const { lonLatDeg } of lines)
    for (let k = 0; k + 3 < lonLatDeg.length; k += 2)
      for (let end = 0; end < 4; end++) segments[at++] = lonLatDeg[k + end] - (end % 2 === 0 ? lon : lat)
  return segments
}

function centreOf(lonLatDeg: Float64Array): [number, number] {
  let lon = 0
  let lat = 0
  for (let k = 0; k < lonLatDeg.length; k += 2) {
    lon += lonLatDeg[k]
    lat += lonLatDeg[k + 1]
  }
  return [(2 * lon) / lonLatDeg.length, (2 * lat) / lonLatDeg.length]
}

/** What stands still in a run on its city. */
export function drawScene(layout: Layout, run: number): RunScene {
  const { spec, city, places, customers, couriers, days } = layout
  return {
    run,
    cityHash: city.hash,
    scenario: spec.name,
    days: spec.days,
    dayStartMs: days.startMs.slice(0, spec.days + 1),
    startUtcMs: spec.calendar.startUtcMs,
    utcOffsets: spec.calendar.utcOffsets,
    places: {
      count: places.count,
      name: places.name,
      kind: places.kind.slice(),
      lonLat: positionsOf(city.graph, places.node),
      slots: places.slots.slice(),
    },
    customers: {
      count: customers.count,
      lonLat: positionsOf(city.graph, customers.node),
      segment: customers.segment.slice(),
      mode: customers.mode.slice(),
    },
    segments: spec.segments.map(({ id, label }) => ({ id, label })),
    couriers: { count: couriers.count, hub: couriers.hub.slice(), vehicle: couriers.vehicle.slice() },
    vehicles: spec.couriers.vehicles.map(({ id, label }) => ({ id, label })),
  }
}

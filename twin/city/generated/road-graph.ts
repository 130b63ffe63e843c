import { cos } from '../../../sim/math/index.ts'
import { type RoadGraph, roadClasses } from '../graph.ts'
import { Direction, profileRoad } from '../osm/index.ts'
import { type ArcList, type NodeList, assembleGraph, earthRadiusM, haversineM } from '../roads/index.ts'
import { Road } from './arteries.ts'
import { type CityPlan, findDistrict } from './plan.ts'
import type { Sketch } from './sketch.ts'

/** Where a generated city lies: the centre's longitude and latitude, degrees. It is no real place's. */
const centreDeg = { lon: 10, lat: 50 } as const

const metresPerDegree = (earthRadiusM * 3.141592653589793) / 180
const metresPerLonDegree = metresPerDegree * cos((centreDeg.lat * 3.141592653589793) / 180)

function roundDeg(deg: number): number {
  return Math.round(deg * 1e7) / 1e7
}

/** Longitude and latitude in turn of points in metres (x, y in turn), rounded to 1e-7° as in an extract. */
export function toLonLatDeg(points: ArrayLike<number>): Float64Array {
  const lonLatDeg = new Float64Array(points.length)
  for (let i = 0; i < points.length; i += 2) {
    lonLatDeg[i] = roundDeg(centreDeg.lon + points[i] / metresPerLonDegree)
    lonLatDeg[i + 1] = roundDeg(centreDeg.lat + points[i + 1] / metresPerDegree)
  }
  return lonLatDeg
}

/** A graph and, for each of its nodes, the place in the sketch in metres. */
export interface DrawnGraph {
  readonly graph: RoadGraph
  readonly xM: Float64Array
  readonly yM: Float64Array
}

/**
 * Direction of each piece (a value of `Direction`): some local streets of the dense districts are one-way, whole streets at a time,
 * half of them against the order in which they were drawn.
 */
function chooseDirections(sketch: Sketch, plan: CityPlan): Int8Array {
  const direction = new Int8Array(sketch.edgeCount)
  for (let edge = 0; edge < sketch.edgeCount; edge++) {
    if (sketch.edgeClass[edge] !== Road.residential) continue
    const street = sketch.edgeStreet[edge]
    const { style } = findDistrict(plan, sketch.x[sketch.edgeA[edge]], sketch.y[sketch.edgeA[edge]])
    const isDense = style === 'old' || style === 'ring' || style === 'grid'
    if (isDense && street % 4 === 1) direction[edge] = street % 8 === 1 ? Direction.forward : Direction.backward
  }
  return direction
}

function numberNodes(sketch: Sketch): { index: Int32Array; kept: Uint32Array } {
  const kept: number[] = []
  const index = new Int32Array(sketch.nodeCount).fill(-1)
  for (let node = 0; node < sketch.nodeCount; node++) {
    if (sketch.degree[node] > 0) index[node] = kept.push(node) - 1
  }
  return { index, kept: Uint32Array.from(kept) }
}

/** Speeds of the car profile by class, km/h. */
function profileSpeedsKmh(): number[] {
  return roadClasses.map((name) => profileRoad(new Map([['highway', name]]))?.speedKmh ?? 0)
}

/** The living pieces of a sketch as rows: ends by number of node, length and class. */
interface Streets {
  readonly edge: number[]
  readonly a: number[]
  readonly b: number[]
  readonly lengthM: number[]
  readonly roadClass: number[]
}

function listStreets(sketch: Sketch, index: Int32Array, nodes: NodeList): Streets {
  const { lonDeg, latDeg } = nodes
  const edge = Array.from({ length: sketch.edgeCount }, (_, i) => i).filter((i) => sketch.isDead[i] === 0)
  const a = edge.map((i) => index[sketch.edgeA[i]])
  const b = edge.map((i) => index[sketch.edgeB[i]])
  const lengthM = a.map((from, i) => haversineM(lonDeg[from], latDeg[from], lonDeg[b[i]], latDeg[b[i]]))
  return { edge, a, b, lengthM, roadClass: edge.map((i) => sketch.edgeClass[i]) }
}

/** One arc for each allowed direction of each street. */
function listArcs(streets: Streets, direction: Int8Array, speedsKmh: readonly number[]): ArcList {
  const arcs = { tail: [] as number[], head: [] as number[], lengthM: [] as number[], timeS: [] as number[], roadClass: [] as number[] }
  const addArc = (tail: number, head: number, street: number): void => {
    arcs.tail.push(tail)
    arcs.head.push(head)
    arcs.lengthM.push(streets.lengthM[street])
    arcs.timeS.push(streets.lengthM[street] / (speedsKmh[streets.roadClass[street]] / 3.6))
    arcs.roadClass.push(streets.roadClass[street])
  }
  streets.edge.forEach((edge, street) => {
    if (direction[edge] !== Direction.backward) addArc(streets.a[street], streets.b[street], street)
    if (direction[edge] !== Direction.forward) addArc(streets.b[street], streets.a[street], street)
  })
  return arcs
}

/** Opens the one-way streets at junctions outside the core; false when every junction belongs to it. */
function openDirections(streets: Streets, isCore: Uint8Array, direction: Int8Array): boolean {
  let isOpened = false
  streets.edge.forEach((edge, street) => {
    if (isCore[streets.a[street]] === 1 && isCore[streets.b[street]] === 1) return
    if (direction[edge] !== Direction.both) isOpened = true
    direction[edge] = Direction.both
  })
  return isOpened
}

/**
 * The graph of a sketch by the rules of the car profile, with its one-way streets. A one-way street that would cut a junction off from the strong
 * component is opened in both directions, so that every junction of a generated city can be reached and left.
 */
export function drawConnectedGraph(sketch: Sketch, plan: CityPlan): DrawnGraph {
  const { index, kept } = numberNodes(sketch)
  const xM = Float64Array.from(kept, (node) => sketch.x[node])
  const yM = Float64Array.from(kept, (node) => sketch.y[node])
  const places = toLonLatDeg(Float64Array.from({ length: 2 * kept.length }, (_, i) => (i % 2 === 0 ? xM : yM)[i >> 1]))
  const pick = (offset: number): Float64Array => Float64Array.from(kept, (_, i) => places[2 * i + offset])
  const nodes = { nodeId: Float64Array.from(kept.keys()), lonDeg: pick(0), latDeg: pick(1) }
  const streets = listStreets(sketch, index, nodes)
  const direction = chooseDirections(sketch, plan)
  const speedsKmh = profileSpeedsKmh()
  for (;;) {
    const { graph } = assembleGraph(nodes, listArcs(streets, direction, speedsKmh))
    if (!openDirections(streets, graph.isCore, direction)) return { graph, xM, yM }
  }
}

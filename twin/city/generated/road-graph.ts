import { cos } from '../../../sim/math/index.ts'
import { type RoadGraph, roadClasses } from '../graph.ts'
import { Direction, profileRoad } from '../osm/index.ts'
import { assembleGraph, earthRadiusM, haversineM } from '../roads/index.ts'
import { Road } from './arteries.ts'
import { type CityPlan, findDistrict } from './plan.ts'
import type { Sketch } from './sketch.ts'

/** Where a generated city lies: the centre's longitude and latitude, degrees. It is no real place's. */
export const centreDeg = { lon: 10, lat: 50 } as const

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
export function chooseDirections(sketch: Sketch, plan: CityPlan): Int8Array {
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

/** Turns a sketch into a road graph: one arc for each allowed direction of each piece, by the rules of the car profile. */
export function drawGraph(sketch: Sketch, direction: Int8Array): DrawnGraph {
  const { index, kept } = numberNodes(sketch)
  const xM = Float64Array.from(kept, (node) => sketch.x[node])
  const yM = Float64Array.from(kept, (node) => sketch.y[node])
  const places = Float64Array.from({ length: 2 * kept.length }, (_, i) => (i % 2 === 0 ? xM : yM)[i >> 1])
  const lonLatDeg = toLonLatDeg(places)
  const lonDeg = Float64Array.from(kept, (_, i) => lonLatDeg[2 * i])
  const latDeg = Float64Array.from(kept, (_, i) => lonLatDeg[2 * i + 1])
  const arcs = { tail: [] as number[], head: [] as number[], lengthM: [] as number[], timeS: [] as number[], roadClass: [] as number[] }
  const speedsKmh = profileSpeedsKmh()
  const addArc = (a: number, b: number, roadClass: number): void => {
    const lengthM = haversineM(lonDeg[a], latDeg[a], lonDeg[b], latDeg[b])
    arcs.tail.push(a)
    arcs.head.push(b)
    arcs.lengthM.push(lengthM)
    arcs.timeS.push(lengthM / (speedsKmh[roadClass] / 3.6))
    arcs.roadClass.push(roadClass)
  }
  for (let edge = 0; edge < sketch.edgeCount; edge++) {
    if (sketch.isDead[edge] === 1) continue
    const a = index[sketch.edgeA[edge]]
    const b = index[sketch.edgeB[edge]]
    if (direction[edge] !== Direction.backward) addArc(a, b, sketch.edgeClass[edge])
    if (direction[edge] !== Direction.forward) addArc(b, a, sketch.edgeClass[edge])
  }
  const nodeId = Float64Array.from(kept, (_, i) => i)
  return { graph: assembleGraph({ nodeId, lonDeg, latDeg }, arcs).graph, xM, yM }
}

/**
 * The graph of a sketch with its one-way streets. A one-way street that would cut a junction off from the strong component
 * is opened in both directions, so that every junction of a generated city can be reached and left.
 */
export function drawConnectedGraph(sketch: Sketch, plan: CityPlan): DrawnGraph {
  const direction = chooseDirections(sketch, plan)
  const { index } = numberNodes(sketch)
  for (let round = 0; ; round++) {
    const drawn = drawGraph(sketch, direction)
    if (round === 8 || drawn.graph.isCore.every((core) => core === 1)) return drawn
    for (let edge = 0; edge < sketch.edgeCount; edge++) {
      if (sketch.isDead[edge] === 1) continue
      const { isCore } = drawn.graph
      if (isCore[index[sketch.edgeA[edge]]] === 0 || isCore[index[sketch.edgeB[edge]]] === 0) direction[edge] = Direction.both
    }
  }
}

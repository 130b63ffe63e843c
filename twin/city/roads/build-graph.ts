import type { Parsed } from '../../../data/columns/index.ts'
import { Direction, type OsmExtract, type OsmNodes, type OsmRoads, findNode } from '../osm/index.ts'
import { type ArcList, type AssembledGraph, type NodeList, assembleGraph } from './assemble-graph.ts'
import { haversineM } from './haversine.ts'

/**
 * Road graph of an extract by the car profile (rules 5–7): nodes ascending by OpenStreetMap id, one arc for each
 * drivable direction between neighbouring nodes of a way, parallel arcs kept. Node references that are not in the extract
 * are dropped and their neighbours joined. An extract without a drivable road gives `value: null` and a problem.
 */
export function buildRoadGraph(extract: OsmExtract): Parsed<AssembledGraph> {
  const arcs = collectArcs(extract.nodes, extract.roads)
  if (arcs.tail.length === 0) return { value: null, problems: [describeRoadless(extract)] }
  const { rows, nodes } = numberNodes(extract.nodes, arcs)
  const toGraph = (row: number): number => rows[row]
  return { value: assembleGraph(nodes, { ...arcs, tail: arcs.tail.map(toGraph), head: arcs.head.map(toGraph) }), problems: [] }
}

function describeRoadless(extract: OsmExtract) {
  const value = `${extract.osmWays} ways, ${extract.drivableWays} drivable, ${extract.osmNodes} nodes`
  const remedy = 'Pass an extract that has highway ways and their nodes, for example cut with "osmium extract --bbox".'
  return { code: 'no-roads', place: 'extract', value, remedy }
}

interface GrowingArcs extends ArcList {
  readonly tail: number[]
  readonly head: number[]
  readonly lengthM: number[]
  readonly timeS: number[]
  readonly roadClass: number[]
}

/** Arcs between rows of the extract's nodes, in the order of the ways. */
function collectArcs(nodes: OsmNodes, roads: OsmRoads): GrowingArcs {
  const arcs: GrowingArcs = { tail: [], head: [], lengthM: [], timeS: [], roadClass: [] }
  for (let way = 0; way < roads.roadClass.length; way++) {
    let before = -1
    for (let at = roads.firstNode[way]; at < roads.firstNode[way + 1]; at++) {
      const node = findNode(nodes.id, roads.nodeId[at])
      if (node < 0) continue
      if (before >= 0 && before !== node) addStep(arcs, nodes, roads, way, before, node)
      before = node
    }
  }
  return arcs
}

function addStep(arcs: GrowingArcs, nodes: OsmNodes, roads: OsmRoads, way: number, from: number, to: number): void {
  const lengthM = haversineM(nodes.lonE7[from] / 1e7, nodes.latE7[from] / 1e7, nodes.lonE7[to] / 1e7, nodes.latE7[to] / 1e7)
  const timeS = lengthM / (roads.speedKmh[way] / 3.6)
  const direction = roads.direction[way]
  if (direction !== Direction.backward) addArc(arcs, from, to, lengthM, timeS, roads.roadClass[way])
  if (direction !== Direction.forward) addArc(arcs, to, from, lengthM, timeS, roads.roadClass[way])
}

function addArc(arcs: GrowingArcs, tail: number, head: number, lengthM: number, timeS: number, roadClass: number): void {
  arcs.tail.push(tail)
  arcs.head.push(head)
  arcs.lengthM.push(lengthM)
  arcs.timeS.push(timeS)
  arcs.roadClass.push(roadClass)
}

/** Numbers the nodes that an arc touches, in the order of their ids; `rows` maps a row of the extract to a graph node. */
function numberNodes(nodes: OsmNodes, arcs: GrowingArcs): { rows: Uint32Array; nodes: NodeList } {
  const rows = new Uint32Array(nodes.id.length)
  for (const tail of arcs.tail) rows[tail] = 1
  for (const head of arcs.head) rows[head] = 1
  const used: number[] = []
  for (let row = 0; row < rows.length; row++) {
    if (rows[row] === 0) continue
    rows[row] = used.length
    used.push(row)
  }
  const nodeId = Float64Array.from(used, (row) => nodes.id[row])
  const lonDeg = Float64Array.from(used, (row) => nodes.lonE7[row] / 1e7)
  const latDeg = Float64Array.from(used, (row) => nodes.latE7[row] / 1e7)
  return { rows, nodes: { nodeId, lonDeg, latDeg } }
}

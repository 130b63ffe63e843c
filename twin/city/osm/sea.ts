import type { Outline } from '../graph.ts'
import type { OsmNodes, OsmRoads } from './extract.ts'
import { findNode } from './nodes.ts'
import { isInside, locate } from './outlines.ts'
import { joinWays } from './rings.ts'

type Box = readonly [west: number, south: number, east: number, north: number]

/** A piece of coast that crosses the box: its points, and where on the box's edge it comes in and goes out (0..4, clockwise from the north-west). */
interface Crossing {
  readonly points: number[]
  readonly from: number
  readonly to: number
}

/**
 * The sea inside the box of the roads, from coastlines: land lies to their left, water to their right. Where a piece of coast ends inside the
 * box the sea cannot be told from the land, and none is drawn.
 */
export function locateSea(nodes: OsmNodes, roads: OsmRoads, coast: readonly Float64Array[]): Outline[] {
  const box = coast.length === 0 ? null : boxOf(nodes, roads)
  if (box === null) return []
  const { open, closed } = joinWays(coast, true)
  const rings = closed.map((ring) => locate(nodes, ring)).filter((ring) => ring.length >= 8)
  const crossings = [...open.map((line) => locate(nodes, line)), ...rings].flatMap((line) => cutToBox(line, box))
  if (crossings.length === 0 || crossings.some(({ from, to }) => Number.isNaN(from + to))) return []
  const islands = rings.filter((ring) => isWithin(box, ring) && areaOf(ring) > 0)
  return closeAlongEdge(crossings, box).map((lonLatDeg) => ({
    name: '',
    lonLatDeg,
    holes: islands.filter((ring) => isInside(lonLatDeg, ring[0], ring[1])),
  }))
}

function boxOf(nodes: OsmNodes, roads: OsmRoads): Box | null {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const id of roads.nodeId) {
    const row = findNode(nodes.id, id)
    if (row < 0) continue
    const [lon, lat] = [nodes.lonE7[row] / 1e7, nodes.latE7[row] / 1e7]
    box[0] = Math.min(box[0], lon)
    box[1] = Math.min(box[1], lat)
    box[2] = Math.max(box[2], lon)
    box[3] = Math.max(box[3], lat)
  }
  return box[0] < box[2] && box[1] < box[3] ? box : null
}

const isWithin = (box: Box, ring: Float64Array): boolean => {
  for (let i = 0; i < ring.length; i += 2) if (!isPointIn(box, ring[i], ring[i + 1])) return false
  return true
}

const isPointIn = ([west, south, east, north]: Box, lon: number, lat: number): boolean =>
  lon > west && lon < east && lat > south && lat < north

/** Twice the signed area: above 0 where the ring runs anticlockwise, so that the land lies inside. */
function areaOf(ring: Float64Array): number {
  let twice = 0
  for (let i = 0; i + 3 < ring.length; i += 2) twice += ring[i] * ring[i + 3] - ring[i + 2] * ring[i + 1]
  return twice
}

/** The pieces of a line inside the box; a piece that begins or ends inside has NaN there. A ring that lies inside whole is no piece. */
function cutToBox(line: Float64Array, box: Box): Crossing[] {
  const isRing = line[0] === line[line.length - 2] && line[1] === line[line.length - 1]
  if (isRing && isWithin(box, line)) return []
  const pieces: { points: number[]; from: number; to: number }[] = []
  let piece: { points: number[]; from: number; to: number } | null = null
  for (let i = 0; i + 3 < line.length; i += 2) {
    const share = clip(box, line[i], line[i + 1], line[i + 2], line[i + 3])
    if (share === null) {
      piece = null
      continue
    }
    const at = (t: number): [number, number] => [line[i] + t * (line[i + 2] - line[i]), line[i + 1] + t * (line[i + 3] - line[i + 1])]
    if (piece === null) {
      piece = { points: at(share[0]), from: edgeAt(box, ...at(share[0])), to: NaN }
      pieces.push(piece)
    }
    piece.points.push(...at(share[1]))
    piece.to = edgeAt(box, ...at(share[1]))
    if (share[1] < 1) piece = null
  }
  return isRing ? joinSeam(pieces) : pieces
}

/** A ring may begin inside the box: its last piece then goes on with its first. */
function joinSeam(pieces: Crossing[]): Crossing[] {
  const [first, last] = [pieces[0], pieces[pieces.length - 1]]
  if (pieces.length < 2 || !Number.isNaN(first.from) || !Number.isNaN(last.to)) return pieces
  return [...pieces.slice(1, -1), { points: [...last.points, ...first.points.slice(2)], from: last.from, to: first.to }]
}

/** Shares of a step that lie in the box (Liang and Barsky, 1984); `null` where none does. */
function clip([west, south, east, north]: Box, x: number, y: number, toX: number, toY: number): [number, number] | null {
  let low = 0
  let high = 1
  const sides = [
    [x - toX, x - west],
    [toX - x, east - x],
    [y - toY, y - south],
    [toY - y, north - y],
  ]
  for (const [p, q] of sides) {
    if (p === 0 && q < 0) return null
    if (p < 0) low = Math.max(low, q / p)
    if (p > 0) high = Math.min(high, q / p)
  }
  return low < high ? [low, high] : null
}

/** Shares of the box's side by which a point on its edge may miss it. */
const roundingFrac = 1e-6

/** Place of a point on the box's edge, NaN where it lies inside: 0..1 along the north, 1..2 down the east, 2..3 back along the south, 3..4 up the west. */
function edgeAt([west, south, east, north]: Box, lon: number, lat: number): number {
  const [x, y] = [(lon - west) / (east - west), (north - lat) / (north - south)]
  const gaps = [y, 1 - x, 1 - y, x].map(Math.abs)
  const side = gaps.indexOf(Math.min(...gaps))
  if (gaps[side] > roundingFrac) return NaN
  return side + Math.min(0.999999, Math.max(0, [x, y, 1 - x, 1 - y][side]))
}

/** From where a piece of coast goes out, clockwise along the edge to where the next comes in: the sea stays on the right. */
function closeAlongEdge(crossings: readonly Crossing[], [west, south, east, north]: Box): Float64Array[] {
  const corners = [
    [west, north],
    [east, north],
    [east, south],
    [west, south],
  ]
  const left = new Set(crossings)
  const rings: Float64Array[] = []
  for (const first of crossings) {
    const points: number[] = []
    for (let piece: Crossing | null = left.has(first) ? first : null; piece !== null;) {
      left.delete(piece)
      points.push(...piece.points)
      const { to }: Crossing = piece
      const ahead = (from: number): number => (((from - to) % 4) + 4) % 4
      const next: Crossing = [...left, first].reduce((best, one) => (ahead(one.from) < ahead(best.from) ? one : best), first)
      for (let corner = Math.floor(to) + 1; corner < to + ahead(next.from); corner++) points.push(...corners[corner % 4])
      piece = next === first ? null : next
    }
    if (points.length >= 6) rings.push(Float64Array.from([...points, points[0], points[1]]))
  }
  return rings
}

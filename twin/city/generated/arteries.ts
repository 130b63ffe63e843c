import { cos, sin } from '../../../sim/math/index.ts'
import { sampleNoise } from './noise.ts'
import { type CityPlan, ringRadiiM } from './plan.ts'
import { bankDistanceM, moveToBank, riverMiddle, riverTangent, shoreDistanceM } from './river.ts'
import { type Crossing, findCrossing } from './measure.ts'
import { type Sketch, addEdge, addNode, findNode, isJoined, maxDegree, splitEdge } from './sketch.ts'

/** Indices into `roadClasses` that the generator uses. */
export const Road = { trunk: 2, primary: 4, secondary: 6, tertiary: 8, unclassified: 10, residential: 11, livingStreet: 12 } as const

const twoPi = 6.283185307179586
const longestBridgeM = 430
const shoreM = 28
const snapM = 38
const bridgeHeadM = 230

/** Points of a line, x and y in turn, metres. */
type Line = number[]

interface Pen {
  readonly sketch: Sketch
  readonly plan: CityPlan
  readonly crossing: Crossing
  /** Junction where the pen stands, −1 when it is lifted. */
  at: number
  street: number
}

/** The junction at which a line that meets `crossing.edge` joins it: a near end of that piece, else a new one. */
function joinCrossing(pen: Pen): number {
  const { sketch, crossing } = pen
  for (const end of [sketch.edgeA[crossing.edge], sketch.edgeB[crossing.edge]]) {
    const dx = sketch.x[end] - crossing.x
    const dy = sketch.y[end] - crossing.y
    if (dx * dx + dy * dy < snapM * snapM && sketch.degree[end] < maxDegree && end !== pen.at) return end
  }
  return splitEdge(sketch, crossing.edge, crossing.x, crossing.y)
}

function link(pen: Pen, node: number, roadClass: number): void {
  const { sketch, at } = pen
  if (at >= 0 && at !== node && !isJoined(sketch, at, node) && sketch.degree[at] < maxDegree && sketch.degree[node] < maxDegree) {
    addEdge(sketch, at, node, roadClass, pen.street)
  }
  pen.at = node
}

/** Draws to (x, y), with a junction at every street that is crossed. */
function drawTo(pen: Pen, x: number, y: number, roadClass: number): void {
  const { sketch, crossing } = pen
  for (let guard = 0; guard < 12 && pen.at >= 0 && findCrossing(sketch, pen.at, x, y, -1, crossing); guard++) {
    link(pen, joinCrossing(pen), roadClass)
  }
  if (pen.at >= 0) {
    const dx = sketch.x[pen.at] - x
    const dy = sketch.y[pen.at] - y
    if (dx * dx + dy * dy < snapM * snapM) return
  }
  const near = findNode(sketch, x, y, snapM, (node) => sketch.degree[node] < maxDegree && node !== pen.at)
  link(pen, near >= 0 ? near : addNode(sketch, x, y), roadClass)
}

/** Crosses the river in one straight piece, unless that would be too long or meet another bridge. */
function drawBridge(pen: Pen, x: number, y: number, roadClass: number): void {
  const { sketch } = pen
  const dx = sketch.x[pen.at] - x
  const dy = sketch.y[pen.at] - y
  const isTooLong = dx * dx + dy * dy > longestBridgeM * longestBridgeM
  if (isTooLong || findCrossing(sketch, pen.at, x, y, -1, pen.crossing)) {
    pen.at = -1
    return
  }
  const edge = addEdge(sketch, pen.at, addNode(sketch, x, y), roadClass, pen.street)
  sketch.isBridge[edge] = 1
  pen.at = sketch.nodeCount - 1
}

/** Draws a main road along a line. Where the line is in the water it becomes a bridge, or ends and begins again on the other bank. */
function drawRoad(pen: Pen, line: Line, roadClass: number, mayBridge = true): void {
  pen.street++
  pen.at = -1
  let wasWet = false
  for (let i = 0; i < line.length; i += 2) {
    const isWet = shoreDistanceM(pen.plan.river, line[i], line[i + 1]) < shoreM
    if (isWet && !mayBridge) pen.at = -1
    if (!isWet && wasWet && pen.at >= 0) drawBridge(pen, line[i], line[i + 1], roadClass)
    if (!isWet) drawTo(pen, line[i], line[i + 1], roadClass)
    wasWet = isWet
  }
}

/** The point of an uneven ring in direction (dx, dy), a unit vector. */
function ringPoint(plan: CityPlan, radiusM: number, dx: number, dy: number): readonly [number, number] {
  const wide = sampleNoise(radiusM * dx, radiusM * dy, radiusM * 1.1, plan.seed + 61)
  const fine = sampleNoise(radiusM * dx, radiusM * dy, radiusM * 0.4, plan.seed + 63)
  const r = radiusM * (1 + 0.19 * wide + 0.06 * fine)
  return [r * dx, r * dy]
}

/** A ring with an uneven radius, from share `from` to share `to` of the turn. */
function ringLine(plan: CityPlan, radiusM: number, stepM: number, from: number, to: number): Line {
  const line: Line = []
  const steps = Math.round((twoPi * radiusM * (to - from)) / stepM)
  for (let step = 0; step <= steps; step++) {
    const angle = twoPi * (from + ((to - from) * step) / steps)
    line.push(...ringPoint(plan, radiusM, cos(angle), sin(angle)))
  }
  return line
}

/** A radial from radius `fromM` to `toM` that wanders about its angle and keeps to the bank of its outer end. */
function radialLine(plan: CityPlan, angle: number, fromM: number, toM: number, key: number): Line {
  const line: Line = []
  const side = sideAt(plan, angle)
  for (let r = fromM; r <= toM; r += 92) {
    const bend = angle + 0.2 * sampleNoise(r, key * 1000, 1500, plan.seed + 62) * Math.min(1, r / 2500)
    line.push(...moveToBank(plan.river, r * cos(bend), r * sin(bend), side, 105))
  }
  return line
}

/** Bank on which a radial of this angle ends: +1 left, −1 right. */
function sideAt(plan: CityPlan, angle: number): number {
  return bankDistanceM(plan.river, 3600 * cos(angle), 3600 * sin(angle)) > 0 ? 1 : -1
}

/** Straight line between two points in steps of about 90 m. */
function straightLine(x0: number, y0: number, x1: number, y1: number): Line {
  const line: Line = []
  const steps = Math.max(1, Math.round(Math.sqrt((x1 - x0) * (x1 - x0) + (y1 - y0) * (y1 - y0)) / 90))
  for (let step = 0; step <= steps; step++) line.push(x0 + ((x1 - x0) * step) / steps, y0 + ((y1 - y0) * step) / steps)
  return line
}

/** Point of the old town's bridge road `which` (0 or 1), `acrossM` metres from the river's middle towards the far bank, square to the river. */
function bridgePoint(plan: CityPlan, which: number, acrossM: number): readonly [number, number] {
  const [x, y] = riverMiddle(plan.river, which === 0 ? -330 : 360)
  const [tx, ty] = riverTangent(plan.river, x, y)
  return [x + acrossM * ty * plan.homeSide, y - acrossM * tx * plan.homeSide]
}

/** A radial of the far bank: from the head of the nearer old bridge out to its angle. */
function farRadialLine(plan: CityPlan, angle: number, toM: number, key: number): Line {
  const outer = radialLine(plan, angle, 1750, toM, key)
  const isUpstream = cos(angle) * plan.river.dirX + sin(angle) * plan.river.dirY < 0
  const [x, y] = bridgePoint(plan, isUpstream ? 0 : 1, bridgeHeadM)
  const inner = straightLine(x, y, outer[0], outer[1])
  const line: Line = []
  for (let i = 0; i < inner.length; i += 2) line.push(...moveToBank(plan.river, inner[i], inner[i + 1], -plan.homeSide, 105))
  return line.concat(outer.slice(2))
}

/** One of the two main streets of the old town: from the boulevard over the river to the bridge's head. */
function bridgeLine(plan: CityPlan, which: number): Line {
  const [x, y] = bridgePoint(plan, which, -900)
  const r = Math.sqrt(x * x + y * y)
  const start = ringPoint(plan, ringRadiiM[0], x / r, y / r)
  const quay = bridgePoint(plan, which, -130)
  return straightLine(...start, ...quay).concat(straightLine(...quay, ...bridgePoint(plan, which, bridgeHeadM)).slice(2))
}

/** A radial of the old town's bank: from the boulevard out. */
function homeRadialLine(plan: CityPlan, angle: number, toM: number, key: number): Line {
  const start = moveToBank(plan.river, ...ringPoint(plan, ringRadiiM[0], cos(angle), sin(angle)), plan.homeSide, 60)
  return [...start, ...radialLine(plan, angle, ringRadiiM[0] + 220, toM, key)]
}

/** Draws rings, radials and bridges; returns the number of streets used. */
export function drawArteries(sketch: Sketch, plan: CityPlan, draw: () => number): number {
  const pen: Pen = { sketch, plan, crossing: { edge: -1, t: 0, x: 0, y: 0 }, at: -1, street: 0 }
  const turn = draw()
  drawRoad(pen, ringLine(plan, ringRadiiM[0], 72, turn, turn + 1), Road.secondary, false)
  for (const which of [0, 1]) drawRoad(pen, bridgeLine(plan, which), Road.secondary)
  drawRoad(pen, ringLine(plan, ringRadiiM[1], 88, turn, turn + 1), Road.primary)
  drawRoad(pen, ringLine(plan, ringRadiiM[3], 120, turn, turn + 1), Road.trunk)
  const radials = 11
  for (let index = 0; index < radials; index++) {
    const angle = (twoPi * (index + turn + 0.55 * (draw() - 0.5))) / radials
    const isMain = index % 2 === 0
    const toM = isMain ? 6900 : 5700
    const isFar = sideAt(plan, angle) !== plan.homeSide
    const line = isFar ? farRadialLine(plan, angle, toM, index) : homeRadialLine(plan, angle, toM, index)
    drawRoad(pen, line, isMain ? Road.primary : Road.secondary)
  }
  for (let arc = 0; arc < 3; arc++) {
    const from = turn + 0.1 + arc / 3
    drawRoad(pen, ringLine(plan, ringRadiiM[2], 95, from, from + 0.22 + 0.1 * draw()), Road.secondary)
  }
  return pen.street
}

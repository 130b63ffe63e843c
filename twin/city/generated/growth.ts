import { blockSize, nearestArm, streetAxis } from './field.ts'
import { Road } from './arteries.ts'
import { type Crossing, findCrossing, findEdge, sharpestCosine } from './measure.ts'
import { type CityPlan, findDistrict, isBuildable, urbanity } from './plan.ts'
import { type Sketch, addEdge, addNode, edgeLengthM, findNode, isJoined, maxDegree, splitEdge } from './sketch.ts'
import { type Tip, type TipQueue, popTip, pushTip } from './tip-queue.ts'

/** Sharpest angle between two streets at a junction: cosine of 52°. */
const sharpestAllowed = 0.62
const shoreM = 24

/** What a growth pass draws: collectors first, then local streets between them. */
export interface GrowthRules {
  readonly isCollector: boolean
  /** Stop when the sketch has this many junctions. */
  readonly nodeLimit: number
  /** Points less urban than this are left open. */
  readonly leastUrbanity: number
}

interface Grower {
  readonly sketch: Sketch
  readonly plan: CityPlan
  readonly rules: GrowthRules
  readonly draw: () => number
  readonly queue: TipQueue
  readonly crossing: Crossing
  street: number
}

/** Where a piece may end: an existing junction, a point on an existing piece, or free ground. */
interface Landing {
  node: number
  edge: number
  x: number
  y: number
}

function stepLength(grower: Grower, x: number, y: number, dx: number, dy: number): number {
  if (grower.rules.isCollector) return 96
  const size = blockSize(findDistrict(grower.plan, x, y))
  const axis = streetAxis(grower.plan, x, y)
  const isAlong = Math.abs(axis[0] * dx + axis[1] * dy) > 0.7071
  return (isAlong ? size.longM : size.shortM) * (0.82 + 0.36 * grower.draw())
}

function touchesTrunk(sketch: Sketch, node: number): boolean {
  for (let slot = 0; slot < sketch.degree[node]; slot++) {
    const edge = sketch.nodeEdge[node * maxDegree + slot]
    if (sketch.edgeClass[edge] === Road.trunk || sketch.isBridge[edge] === 1) return true
  }
  return false
}

function isOpenTo(grower: Grower, node: number, from: number): boolean {
  const { sketch } = grower
  return node !== from && sketch.degree[node] < 4 && !isJoined(sketch, from, node) && !touchesTrunk(sketch, node)
}

/** Turns a meeting with a piece into a landing: at a near end of it that is open, else on the piece itself. */
function landOnEdge(grower: Grower, from: number, edge: number, snapM: number, landing: Landing): boolean {
  const { sketch, crossing } = grower
  if (sketch.edgeClass[edge] === Road.trunk || sketch.isBridge[edge] === 1) return false
  landing.edge = edge
  landing.x = crossing.x
  landing.y = crossing.y
  let isNearEnd = false
  for (const end of [sketch.edgeA[edge], sketch.edgeB[edge]]) {
    const dx = sketch.x[end] - crossing.x
    const dy = sketch.y[end] - crossing.y
    if (dx * dx + dy * dy > snapM * snapM) continue
    isNearEnd = true
    if (!isOpenTo(grower, end, from)) continue
    landing.node = end
    landing.edge = -1
    landing.x = sketch.x[end]
    landing.y = sketch.y[end]
    return true
  }
  return !isNearEnd
}

/** Finds where the piece from `from` towards (x, y) ends; false when it may not be built. */
function findLanding(grower: Grower, from: number, x: number, y: number, lengthM: number, landing: Landing): boolean {
  const { sketch, crossing } = grower
  landing.node = -1
  landing.edge = -1
  landing.x = x
  landing.y = y
  const ahead = 1.45
  const farX = sketch.x[from] + ahead * (x - sketch.x[from])
  const farY = sketch.y[from] + ahead * (y - sketch.y[from])
  const snapM = 0.42 * lengthM
  if (findCrossing(sketch, from, farX, farY, -1, crossing)) return landOnEdge(grower, from, crossing.edge, snapM, landing)
  const node = findNode(sketch, x, y, snapM, (candidate) => candidate !== from)
  if (node >= 0) {
    landing.node = node
    landing.x = sketch.x[node]
    landing.y = sketch.y[node]
    return isOpenTo(grower, node, from)
  }
  const notOwn = (edge: number): boolean => sketch.edgeA[edge] !== from && sketch.edgeB[edge] !== from
  if (findEdge(sketch, x, y, 0.42 * lengthM, notOwn, crossing)) return landOnEdge(grower, from, crossing.edge, 0.3 * lengthM, landing)
  return true
}

function hasGoodAngles(grower: Grower, from: number, landing: Landing): boolean {
  const { sketch } = grower
  const dx = landing.x - sketch.x[from]
  const dy = landing.y - sketch.y[from]
  if (sharpestCosine(sketch, from, dx, dy) > sharpestAllowed) return false
  if (landing.node >= 0) return sharpestCosine(sketch, landing.node, -dx, -dy) <= sharpestAllowed
  if (landing.edge < 0) return true
  const a = sketch.edgeA[landing.edge]
  const b = sketch.edgeB[landing.edge]
  const ex = sketch.x[b] - sketch.x[a]
  const ey = sketch.y[b] - sketch.y[a]
  return Math.abs(dx * ex + dy * ey) <= sharpestAllowed * Math.sqrt(dx * dx + dy * dy) * edgeLengthM(sketch, landing.edge)
}

/** Whether the piece is dry, crosses nothing, is not too short and keeps its distance from the streets beside it. */
function isClear(grower: Grower, from: number, landing: Landing, lengthM: number): boolean {
  const { sketch, plan, crossing } = grower
  const dx = landing.x - sketch.x[from]
  const dy = landing.y - sketch.y[from]
  const length = Math.sqrt(dx * dx + dy * dy)
  if (length < 0.42 * lengthM || length > 1.7 * lengthM) return false
  for (let quarter = 1; quarter <= 4; quarter++) {
    if (!isBuildable(plan, sketch.x[from] + (dx * quarter) / 4, sketch.y[from] + (dy * quarter) / 4, shoreM)) return false
  }
  if (findCrossing(sketch, from, landing.x, landing.y, landing.node, crossing) && crossing.edge !== landing.edge) return false
  const isBeside = (edge: number): boolean => {
    const a = sketch.edgeA[edge]
    const b = sketch.edgeB[edge]
    return a !== from && b !== from && edge !== landing.edge && (landing.node < 0 || (a !== landing.node && b !== landing.node))
  }
  return !findEdge(sketch, sketch.x[from] + 0.5 * dx, sketch.y[from] + 0.5 * dy, 0.36 * lengthM, isBeside, crossing)
}

function classFor(grower: Grower, x: number, y: number, street: number): number {
  if (grower.rules.isCollector) return Road.tertiary
  const { style } = findDistrict(grower.plan, x, y)
  if (style === 'industry') return Road.unclassified
  if (style === 'old') return street % 3 === 0 ? Road.livingStreet : Road.residential
  return street % 17 === 0 ? Road.livingStreet : Road.residential
}

/** Queues a tip; street −1 begins a new street. */
function pushBranch(grower: Grower, node: number, dx: number, dy: number, street: number, age = 0): void {
  const { sketch, plan } = grower
  const priority = 1 - urbanity(plan, sketch.x[node], sketch.y[node]) + 0.05 * grower.draw()
  if (1 - priority < grower.rules.leastUrbanity) return
  const isFirst = street < 0
  pushTip(grower.queue, { priority, node, dx, dy, street: isFirst ? ++grower.street : street, age, isFirst })
}

/** Collectors keep about 400 m between each other: is the ground ahead of a new one free? */
function isFreeAhead(grower: Grower, tip: Tip): boolean {
  const { sketch, crossing } = grower
  const x = sketch.x[tip.node]
  const y = sketch.y[tip.node]
  const isFree = (aheadM: number, radiusM: number): boolean =>
    !findEdge(sketch, x + aheadM * tip.dx, y + aheadM * tip.dy, radiusM, () => true, crossing)
  return isFree(400, 290) && isFree(210, 190)
}

/** Puts new tips at a fresh junction: straight on, and side streets. */
function branchOut(grower: Grower, node: number, tip: Tip, dx: number, dy: number): void {
  const { rules, draw } = grower
  if (!rules.isCollector) {
    if (draw() < 0.94) pushBranch(grower, node, dx, dy, tip.street)
    if (draw() < 0.5) pushBranch(grower, node, -dy, dx, -1)
    if (draw() < 0.5) pushBranch(grower, node, dy, -dx, -1)
    return
  }
  const isDue = tip.age >= 3
  pushBranch(grower, node, dx, dy, tip.street, isDue ? 0 : tip.age + 1)
  if (isDue) pushBranch(grower, node, -dy, dx, -1)
  if (isDue) pushBranch(grower, node, dy, -dx, -1)
}

/** Lets one tip grow by a piece. */
function growTip(grower: Grower, tip: Tip, landing: Landing): void {
  const { sketch, plan } = grower
  if (sketch.degree[tip.node] >= 4) return
  if (grower.rules.isCollector && tip.isFirst && !isFreeAhead(grower, tip)) return
  const x = sketch.x[tip.node]
  const y = sketch.y[tip.node]
  const arm = nearestArm(streetAxis(plan, x + 40 * tip.dx, y + 40 * tip.dy), tip.dx, tip.dy)
  const lengthM = stepLength(grower, x, y, arm[0], arm[1])
  const ground = { x: x + lengthM * arm[0], y: y + lengthM * arm[1] }
  if (!findLanding(grower, tip.node, ground.x, ground.y, lengthM, landing)) return
  if (!hasGoodAngles(grower, tip.node, landing) || !isClear(grower, tip.node, landing, lengthM)) return
  const isFree = landing.node < 0 && landing.edge < 0
  if (landing.edge >= 0) landing.node = splitEdge(sketch, landing.edge, landing.x, landing.y)
  if (isFree) landing.node = addNode(sketch, landing.x, landing.y)
  addEdge(sketch, tip.node, landing.node, classFor(grower, x, y, tip.street), tip.street)
  if (isFree) branchOut(grower, landing.node, tip, arm[0], arm[1])
}

/** First tips: side streets at the junctions that are there, on both sides of the street through them. */
function sowTips(grower: Grower): void {
  const { sketch, rules, draw } = grower
  const junctions = sketch.nodeCount
  for (let node = 0; node < junctions; node++) {
    if (sketch.degree[node] === 0 || touchesTrunk(sketch, node)) continue
    if (draw() > (rules.isCollector ? 0.3 : 0.82)) continue
    const edge = sketch.nodeEdge[node * maxDegree]
    const length = edgeLengthM(sketch, edge)
    const dx = (sketch.x[sketch.edgeB[edge]] - sketch.x[sketch.edgeA[edge]]) / length
    const dy = (sketch.y[sketch.edgeB[edge]] - sketch.y[sketch.edgeA[edge]]) / length
    pushBranch(grower, node, -dy, dx, -1)
    pushBranch(grower, node, dy, -dx, -1)
  }
}

/**
 * Grows streets from the junctions that are there until nothing fits or the limit of junctions is reached. Tips grow in order of urbanity,
 * steered by the street axis of the place; a piece joins what it meets at a fair angle or is not built (after Parish and Müller, 2001,
 * local constraints; Chen et al., 2008, cross field). Returns the last street number used.
 */
export function growStreets(sketch: Sketch, plan: CityPlan, rules: GrowthRules, street: number, draw: () => number): number {
  const grower: Grower = { sketch, plan, rules, draw, queue: { tips: [] }, crossing: { edge: -1, t: 0, x: 0, y: 0 }, street }
  const landing: Landing = { node: -1, edge: -1, x: 0, y: 0 }
  sowTips(grower)
  for (let tip = popTip(grower.queue); tip !== undefined && sketch.nodeCount < rules.nodeLimit; tip = popTip(grower.queue)) {
    growTip(grower, tip, landing)
  }
  return grower.street
}

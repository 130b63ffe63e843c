import { createPathSpace, findShortestPath } from '../../twin/index.ts'
import type { PathSpace } from '../../twin/index.ts'
import { originOf } from './city-drawing.ts'
import type { DrawWindow } from './draw.ts'
import { addRow, createGrowing, rowAfter } from './growing.ts'
import { CourierStep } from './journal.ts'
import type { Journal } from './journal.ts'
import { longestTourMs } from './replay.ts'
import type { Replay } from './replay.ts'

const legColumns = {
  courier: 'u16',
  fromLon: 'f32',
  fromLat: 'f32',
  toLon: 'f32',
  toLat: 'f32',
  fromS: 'f32',
  toS: 'f32',
  vehicle: 'u8',
} as const

/** The pencil of one window: rows drawn so far, and what a row needs. */
interface Pencil {
  readonly replay: Replay
  readonly rows: ReturnType<typeof createGrowing<typeof legColumns>>
  readonly origin: readonly [number, number]
  readonly spaces: (PathSpace | undefined)[]
  readonly fromMs: number
  readonly toMs: number
}

/** Ways of all couriers in a span, road segment by road segment, and their standing in between. */
export function drawLegs(replay: Replay, journal: Journal, fromMs: number, toMs: number): DrawWindow['legs'] {
  const pencil: Pencil = {
    replay,
    rows: createGrowing(legColumns, 4096),
    origin: originOf(replay.layout.city.graph),
    spaces: [],
    fromMs,
    toMs,
  }
  const steps = stepsByCourier(journal, replay.layout.couriers.count, fromMs - longestTourMs, toMs)
  steps.forEach((rows, courier) => followCourier(pencil, journal, courier, rows))
  return finish(pencil)
}

/** Rows of the journal's couriers in a span, by courier, in order. */
function stepsByCourier({ couriers }: Journal, count: number, fromMs: number, toMs: number): number[][] {
  const { timeMs, courier } = couriers.columns
  const steps: number[][] = Array.from({ length: count }, () => [])
  const end = rowAfter(timeMs, couriers.rows, toMs)
  for (let row = rowAfter(timeMs, couriers.rows, fromMs); row < end; row++) steps[courier[row]].push(row)
  return steps
}

/** From shift to shift: stands, drives, stands … */
function followCourier(pencil: Pencil, { couriers }: Journal, courier: number, rows: readonly number[]): void {
  const c = couriers.columns
  let standsFromMs = -1
  let node = 0
  for (const row of rows) {
    if (standsFromMs >= 0) stand(pencil, courier, node, standsFromMs, c.departMs[row])
    if (c.step[row] === CourierStep.drives) drive(pencil, courier, c.fromNode[row], c.toNode[row], c.departMs[row], c.arriveMs[row])
    node = c.toNode[row]
    standsFromMs = c.step[row] === CourierStep.shiftEnds ? -1 : c.arriveMs[row]
  }
  if (standsFromMs >= 0) stand(pencil, courier, node, standsFromMs, pencil.toMs)
}

function stand(pencil: Pencil, courier: number, node: number, fromMs: number, toMs: number): void {
  draw(pencil, courier, node, node, fromMs, toMs)
}

/** Along the fastest way of the courier's vehicle; traffic slows all of it alike. */
function drive(pencil: Pencil, courier: number, from: number, to: number, departMs: number, arriveMs: number): void {
  if (arriveMs <= pencil.fromMs || departMs >= pencil.toMs) return
  const path = findWay(pencil, courier, from, to)
  const total = path === null ? 0 : path.cost[path.cost.length - 1]
  if (path === null || total <= 0) return draw(pencil, courier, from, to, departMs, arriveMs)
  const at = (i: number): number => departMs + ((arriveMs - departMs) * path.cost[i]) / total
  for (let i = 0; i + 1 < path.node.length; i++) draw(pencil, courier, path.node[i], path.node[i + 1], at(i), at(i + 1))
}

function findWay({ replay, spaces }: Pencil, courier: number, from: number, to: number) {
  const { layout, survey } = replay
  const vehicle = layout.couriers.vehicle[courier]
  const contraction = survey.contract(layout.spec.couriers.vehicles[vehicle].maxSpeedKmh)
  spaces[vehicle] ??= createPathSpace(contraction)
  return findShortestPath(layout.city.graph, contraction, from, to, spaces[vehicle])
}

function draw(pencil: Pencil, courier: number, from: number, to: number, fromMs: number, toMs: number): void {
  const { rows, replay, origin } = pencil
  if (toMs <= fromMs || toMs <= pencil.fromMs || fromMs >= pencil.toMs) return
  const { lonDeg, latDeg } = replay.layout.city.graph
  const row = addRow(rows)
  const c = rows.columns
  c.courier[row] = courier
  c.fromLon[row] = lonDeg[from] - origin[0]
  c.fromLat[row] = latDeg[from] - origin[1]
  c.toLon[row] = lonDeg[to] - origin[0]
  c.toLat[row] = latDeg[to] - origin[1]
  c.fromS[row] = (fromMs - pencil.fromMs) / 1000
  c.toS[row] = (toMs - pencil.fromMs) / 1000
  c.vehicle[row] = replay.layout.couriers.vehicle[courier]
}

function finish({ rows }: Pencil): DrawWindow['legs'] {
  const c = rows.columns
  const n = rows.rows
  const lonLat = new Float32Array(4 * n)
  for (let row = 0; row < n; row++) {
    lonLat[4 * row] = c.fromLon[row]
    lonLat[4 * row + 1] = c.fromLat[row]
    lonLat[4 * row + 2] = c.toLon[row]
    lonLat[4 * row + 3] = c.toLat[row]
  }
  return {
    count: n,
    courier: Uint16Array.from(c.courier.subarray(0, n)),
    lonLat,
    fromS: Float32Array.from(c.fromS.subarray(0, n)),
    toS: Float32Array.from(c.toS.subarray(0, n)),
    vehicle: Uint8Array.from(c.vehicle.subarray(0, n)),
  }
}

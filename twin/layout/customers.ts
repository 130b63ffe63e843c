import { createSiteSampler, drawSite } from '../city/index.ts'
import { discreteFrom, lognormalFrom, normalFrom, philoxUniform, stableId } from '../../sim/random/index.ts'
import { DeliveryMode, deliveryModeCount, PlaceKind, SwapTrigger } from '../kinds.ts'
import { Stream } from '../luck.ts'
import type { ModeShares, SegmentSpec, WorldSpec } from '../spec.ts'
import { modeByShare, ownRowsOf } from './own-data.ts'
import type { OwnCustomers } from './own-data.ts'
import { createHubByArea } from './areas.ts'
import type { PlaceTable } from './places.ts'
import type { Survey } from './survey.ts'

/** Customers, segment after segment; what never changes about them in a run. */
export interface CustomerTable {
  readonly count: number
  /** First customer of each segment, and the end. */
  readonly segmentFrom: Int32Array
  readonly segment: Uint8Array
  /** `SwapTrigger` of the segment. */
  readonly trigger: Uint8Array
  readonly product: Uint8Array
  readonly hub: Uint8Array
  readonly mode: Uint8Array
  readonly packs: Uint16Array
  readonly node: Uint32Array
  /** Box or shop that the customer goes to; −1 where couriers come. */
  readonly station: Int32Array
  readonly stableId: Uint32Array
  /** Fact cell: hub × mode × product. */
  readonly cell: Int32Array
  /** Use of this customer relative to the segment's mean. */
  readonly useFactor: Float64Array
  readonly swapAtSocFrac: Float64Array
  /** Rows of the customers under full maintenance, and of those with appointments: what concerns them alone looks at no other. */
  readonly maintained: Int32Array
  readonly appointed: Int32Array
  /** The company's own names, by segment; empty where customers are drawn. */
  readonly ownNames: readonly (readonly string[])[]
}

/** Stable name of a customer: it decides its luck, and its batteries are called after it. */
export function customerName(segments: readonly SegmentSpec[], table: CustomerColumns, row: number): string {
  const s = table.segment[row]
  const index = row - table.segmentFrom[s]
  return `${segments[s].id}/${table.ownNames[s][index] ?? index + 1}`
}

/**
 * Draws the customers of a specification, or takes the company's own where it has some; `spec` is then as own customers make it, while
 * `shares` are those that the scenario states.
 */
export function layOutCustomers(spec: WorldSpec, survey: Survey, places: PlaceTable, source: CustomerSource): CustomerTable {
  const segmentFrom = new Int32Array(spec.segments.length + 1)
  spec.segments.forEach((s, i) => (segmentFrom[i + 1] = segmentFrom[i] + s.customers))
  const count = segmentFrom[spec.segments.length]
  const own = spec.segments.map((_, s) => ownRowsOf(source.own, s))
  const table = createColumns(
    count,
    segmentFrom,
    own.map((rows) => rows.map((at) => source.own!.name[at])),
  )
  const sampler = createSiteSampler(survey.city.demand)
  spec.segments.forEach((segment, s) => {
    const product = spec.products.findIndex((p) => p.id === segment.product)
    for (let row = segmentFrom[s]; row < segmentFrom[s + 1]; row++) {
      table.segment[row] = s
      table.trigger[row] = SwapTrigger[segment.swapTrigger]
      table.product[row] = product
      table.packs[row] = segment.packsPerCustomer
      drawCustomer(spec, source.shares[s], row, table, (u) => drawSite(sampler, u))
      if (own[s].length > 0) takeOwn(table, row, source.own!, own[s][row - segmentFrom[s]], survey)
    }
  })
  attachToPlaces(spec, table, survey, places)
  for (let row = 0; row < count; row++) table.cell[row] = cellIn(spec, table.hub[row], table.mode[row], table.product[row])
  return {
    ...table,
    maintained: findRows(table.mode, DeliveryMode.fullMaintenance),
    appointed: findRows(table.trigger, SwapTrigger.appointment),
  }
}

function findRows(column: Uint8Array, value: number): Int32Array {
  return Int32Array.from(Array.from(column.keys()).filter((row) => column[row] === value))
}

/** Where customers come from: the company's own list, and the scenario's shares of modes by segment. */
export interface CustomerSource {
  readonly own: OwnCustomers | null
  readonly shares: readonly ModeShares[]
}

/** What the company knows of a customer stands above what would be drawn. */
function takeOwn(table: CustomerColumns, row: number, own: OwnCustomers, at: number, survey: Survey): void {
  table.node[row] = survey.nearestNode(own.lonDeg[at], own.latDeg[at])
  table.packs[row] = own.packs[at]
  if (own.mode[at] !== modeByShare) table.mode[row] = own.mode[at]
}

/** Row of the fact accumulators for a hub, mode and product. */
export function cellIn(spec: WorldSpec, hub: number, mode: number, product: number): number {
  return (hub * deliveryModeCount + mode) * spec.products.length + product
}

type CustomerColumns = Omit<CustomerTable, 'maintained' | 'appointed'>

function createColumns(count: number, segmentFrom: Int32Array, ownNames: CustomerTable['ownNames']): CustomerColumns {
  return {
    ownNames,
    count,
    segmentFrom,
    segment: new Uint8Array(count),
    trigger: new Uint8Array(count),
    product: new Uint8Array(count),
    hub: new Uint8Array(count),
    mode: new Uint8Array(count),
    packs: new Uint16Array(count),
    node: new Uint32Array(count),
    station: new Int32Array(count).fill(-1),
    stableId: new Uint32Array(count),
    cell: new Int32Array(count),
    useFactor: new Float64Array(count),
    swapAtSocFrac: new Float64Array(count),
  }
}

function drawCustomer(spec: WorldSpec, shares: ModeShares, row: number, table: CustomerColumns, site: (u: number) => number): void {
  const { seed, segments } = spec
  const segment = segments[table.segment[row]]
  const id = stableId(customerName(segments, table, row))
  const luck = (stream: number) => philoxUniform(seed, stream, id, 0)
  // Boxes come first, then delivery: when shares move from one to the other, only the customers in between change their mode.
  const cumulative = [shares.box, shares.box + shares.delivery, shares.box + shares.delivery + shares.pickUp, 1]
  const modes = [DeliveryMode.box, DeliveryMode.delivery, DeliveryMode.pickUp, DeliveryMode.fullMaintenance]
  table.stableId[row] = id
  table.node[row] = site(luck(Stream.site))
  table.mode[row] = modes[discreteFrom(luck(Stream.mode), cumulative)]
  // The mean of the factor is 1, so that spread alone does not raise demand.
  const spread = segment.useSpreadCustomers
  table.useFactor[row] = spread > 0 ? lognormalFrom(luck(Stream.useFactor), 1, spread) / lognormalMean(spread) : 1
  const asked = normalFrom(luck(Stream.swapThreshold), segment.swapAtSocFrac, segment.swapAtSocSpread)
  table.swapAtSocFrac[row] = Math.min(0.9, Math.max(0.05, asked))
}

/** exp(s²/2) to fourth order: s ≤ 0.6 keeps it within 1e-3 of the mean of a lognormal of median 1. */
function lognormalMean(sigma: number): number {
  const h = (sigma * sigma) / 2
  return 1 + h + (h * h) / 2 + (h * h * h) / 6
}

function attachToPlaces(spec: WorldSpec, table: CustomerColumns, survey: Survey, places: PlaceTable): void {
  const nodes = Uint32Array.from(new Set(table.node)).toSorted()
  const indexOf = new Map(Array.from(nodes, (node, i) => [node, i]))
  const hubByArea = createHubByArea(spec.couriers.areas, places.name, survey.city.graph)
  const nearestHub = survey.findNearest(places.node.subarray(0, places.hubs), nodes).map((hub, at) => {
    const ordered = hubByArea(nodes[at])
    return ordered < 0 ? hub : ordered
  })
  const nearestShop = nearestOfKind(survey, places, PlaceKind.shop, nodes)
  const nearestBox = nearestOfKind(survey, places, PlaceKind.box, nodes)
  for (let row = 0; row < table.count; row++) {
    const at = indexOf.get(table.node[row]) ?? 0
    const station = table.mode[row] === DeliveryMode.box ? nearestBox?.[at] : nearestShop?.[at]
    const goes = table.mode[row] === DeliveryMode.box || table.mode[row] === DeliveryMode.pickUp
    // Without a shop the hub's counter serves.
    table.station[row] = goes ? (station ?? nearestHub[at]) : -1
    table.hub[row] = goes ? places.hub[table.station[row]] : nearestHub[at]
  }
}

function nearestOfKind(survey: Survey, places: PlaceTable, kind: number, nodes: Uint32Array): Int32Array | null {
  const rows = Array.from(places.kind.keys()).filter((p) => places.kind[p] === kind)
  if (rows.length === 0) return null
  const nearest = survey.findNearest(
    Uint32Array.from(rows, (p) => places.node[p]),
    nodes,
  )
  return nearest.map((i) => rows[i])
}

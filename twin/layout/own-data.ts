import { DeliveryMode } from '../kinds.ts'
import type { OwnWeather } from './own-weather.ts'
import type { ModeShares, SegmentSpec, WorldSpec } from '../spec.ts'

/** Mode of an own customer whose mode is not told: drawn by the segment's shares. */
export const modeByShare = 255

/**
 * Customers that a company has already. In a run they take the place of the drawn ones of their segments; segments without a row keep
 * theirs. Rows of one segment keep their order.
 */
export interface OwnCustomers {
  readonly count: number
  /** Index into the specification's segments. */
  readonly segment: Uint8Array
  readonly lonDeg: Float64Array
  readonly latDeg: Float64Array
  /** Batteries that the customer rents. */
  readonly packs: Uint16Array
  /** `DeliveryMode`, or `modeByShare`. */
  readonly mode: Uint8Array
  /** The company's own name of each customer, once a segment: it decides the customer's luck. */
  readonly name: readonly string[]
}

/** Batteries that a company has already, product after product in the file's order: they are dealt to customers' sets, then to spares. */
export interface OwnBatteries {
  readonly count: number
  /** Index into the specification's products. */
  readonly product: Uint8Array
  /** Days since purchase; NaN = as the scenario’s mix. */
  readonly ageDays: Float64Array
  /** Measured state of health, 0 … 1.1; NaN = by the ageing law. */
  readonly sohFrac: Float64Array
  /** Own factor on the law's loss; NaN = pack factor × luck. */
  readonly multiplier: Float64Array
}

/** A company's own data, beside a scenario and a city. */
export interface OwnData {
  readonly customers: OwnCustomers | null
  readonly batteries: OwnBatteries | null
  /** In place of the typical year. */
  readonly weather: OwnWeather | null
  /** 16 hex digits over all of it. */
  readonly hash: string
}

/** A scenario as it stands, with nothing of anybody's own. */
export const noOwnData: OwnData = { customers: null, batteries: null, weather: null, hash: '' }

/** Rows of a segment among the own customers, in the file's order. */
export function ownRowsOf(customers: OwnCustomers | null, segment: number): number[] {
  if (customers === null) return []
  return [...customers.segment.keys()].filter((row) => customers.segment[row] === segment)
}

/**
 * The specification as own customers make it, in segments that have any: their number, and on the mean their batteries and their modes,
 * so that whoever sizes stock by the specification sizes it for them.
 */
export function withOwnCustomers(spec: WorldSpec, own: OwnCustomers | null): WorldSpec {
  if (own === null) return spec
  const segments = spec.segments.map((segment, s): SegmentSpec => {
    const rows = ownRowsOf(own, s)
    if (rows.length === 0) return segment
    const packs = sumOf(rows, (row) => own.packs[row])
    return { ...segment, customers: rows.length, packsPerCustomer: packs / rows.length, modeShares: sharesOf(segment, own, rows, packs) }
  })
  return { ...spec, segments }
}

/** Share of the packs by mode; where no mode is told, by the segment's shares. */
function sharesOf({ modeShares }: SegmentSpec, own: OwnCustomers, rows: readonly number[], packs: number): ModeShares {
  const share = (mode: number, drawn: number): number =>
    sumOf(rows, (row) => own.packs[row] * (own.mode[row] === modeByShare ? drawn : own.mode[row] === mode ? 1 : 0)) / packs
  return {
    pickUp: share(DeliveryMode.pickUp, modeShares.pickUp),
    delivery: share(DeliveryMode.delivery, modeShares.delivery),
    box: share(DeliveryMode.box, modeShares.box),
    fullMaintenance: share(DeliveryMode.fullMaintenance, modeShares.fullMaintenance),
  }
}

function sumOf(rows: readonly number[], of: (row: number) => number): number {
  return rows.reduce((sum, row) => sum + of(row), 0)
}

import type { Layout, RunTrace, World } from '../../twin/index.ts'

/**
 * What a run did at each place and in each hour, as sums: a few kilobytes however long it lives. In rows of places; what customers at their doors met counts
 * at their hub.
 */
export interface PlaceCounts {
  readonly promisesMissed: Float64Array
  /** Swaps and replacements. */
  readonly exchanges: Float64Array
  /** Times without a ready battery that have ended, summed over types, ms. */
  readonly stockOutMs: Float64Array
  /** By place and type: since when none is ready, ms; −1 where one is. */
  readonly outSinceMs: Float64Array
  /** Swaps and replacements in each hour since the start of the run; 65535 stands for more. */
  readonly eventsPerHour: Uint16Array
}

const hourMs = 3_600_000
const mostPerHour = 65_535

/** Sums that begin with the world as it stands. */
export function createPlaceCounts({ t, layout }: World): PlaceCounts {
  const { places, spec, days } = layout
  return {
    promisesMissed: new Float64Array(places.count),
    exchanges: new Float64Array(places.count),
    stockOutMs: new Float64Array(places.count),
    outSinceMs: t.stock.outSinceMs.map((sinceMs) => (sinceMs >= 0 ? t.clock.nowMs[0] : -1)),
    eventsPerHour: new Uint16Array(Math.ceil(days.startMs[spec.days] / hourMs)),
  }
}

/** Where a customer's exchanges count. */
function placeOf({ customers }: Layout, customer: number): number {
  return customers.station[customer] >= 0 ? customers.station[customer] : customers.hub[customer]
}

export function countPromise(counts: PlaceCounts, { layout }: World, isKept: boolean, customer: number): void {
  if (!isKept) counts.promisesMissed[placeOf(layout, customer)] += 1
}

export function countExchange({ exchanges, eventsPerHour }: PlaceCounts, { layout, t }: World, customer: number): void {
  exchanges[placeOf(layout, customer)] += 1
  const hour = Math.floor(t.clock.nowMs[0] / hourMs)
  if (hour < eventsPerHour.length && eventsPerHour[hour] < mostPerHour) eventsPerHour[hour] += 1
}

export function countStockOut(
  { stockOutMs, outSinceMs }: PlaceCounts,
  { layout, t }: World,
  place: number,
  product: number,
  isOut: boolean,
): void {
  const row = place * layout.spec.products.length + product
  const nowMs = t.clock.nowMs[0]
  if (outSinceMs[row] >= 0) stockOutMs[place] += nowMs - outSinceMs[row]
  outSinceMs[row] = isOut ? nowMs : -1
}

const ignore = (): void => undefined

/** A trace that only counts: for a run whose record would not fit. */
export function traceCounts(counts: PlaceCounts): RunTrace {
  return {
    moved: ignore,
    changedShift: ignore,
    drove: ignore,
    ordered: ignore,
    promised: (w, isKept, { customer = -1 }) => countPromise(counts, w, isKept, customer),
    exchanged: (w, customer) => countExchange(counts, w, customer),
    ranOut: (w, place, product, isOut) => countStockOut(counts, w, place, product, isOut),
  }
}

const columnsOf = (counts: PlaceCounts) => [
  counts.promisesMissed,
  counts.exchanges,
  counts.stockOutMs,
  counts.outSinceMs,
  counts.eventsPerHour,
]

/** The sums as one column, for a checkpoint of theirs. */
export function packCounts(counts: PlaceCounts): Float64Array {
  return Float64Array.from(columnsOf(counts).flatMap((column) => Array.from(column)))
}

/** The sums of a packed column again; `null` when it is not of this world's shape. */
export function unpackCounts(world: World, packed: Float64Array): PlaceCounts | null {
  const counts = createPlaceCounts(world)
  const columns = columnsOf(counts)
  if (columns.reduce((sum, { length }) => sum + length, 0) !== packed.length) return null
  let from = 0
  for (const column of columns) {
    column.set(packed.subarray(from, from + column.length))
    from += column.length
  }
  return counts
}

import { nowMs, PlaceKind } from '../../twin/index.ts'
import type { RunTrace, World } from '../../twin/index.ts'
import { addRow, createGrowing } from './growing.ts'
import type { GrowingTable } from './growing.ts'
import { countExchange, countPromise, countStockOut, createPlaceCounts } from './place-counts.ts'

/*
 * What a run did, as far as a page draws or tells it, in columns: heard while the run lives, a few dozen bytes for each move, drive and
 * step of an order. It is a record, never state: it can be made again by a re-run.
 */

/** Holder of a battery that is not there yet. */
const nowhere = 255

/** Kinds of rows in `Journal.couriers`. */
export const CourierStep = { shiftBegins: 0, drives: 1, shiftEnds: 2 } as const

/** Moves kept at most: beyond, the journal ends and `endsMs` says when. */
const maxMoves = 6_000_000

export type Journal = ReturnType<typeof createJournal>

/** An empty journal that begins with the world as it stands. */
export function createJournal(w: World, moveLimit = maxMoves) {
  const rows = w.t.clock.batteryRows[0]
  return {
    fromMs: nowMs(w),
    /** Later moves are not in it. */
    endsMs: Infinity,
    moveLimit,
    batteryRows: rows,
    /** Where each battery was when the journal began. */
    startKind: w.t.battery.placeKind.slice(0, rows),
    startAt: w.t.battery.place.slice(0, rows),
    startSoh: Float32Array.from(w.t.battery.q.subarray(0, rows)),
    moves: createGrowing({ timeMs: 'f64', battery: 'u32', kind: 'u8', at: 'i32', soh: 'f32' }, 65_536),
    couriers: createGrowing(
      { timeMs: 'f64', departMs: 'f64', arriveMs: 'f64', courier: 'u16', step: 'u8', fromNode: 'u32', toNode: 'u32' },
      4096,
    ),
    orders: createGrowing(
      {
        timeMs: 'f64',
        serial: 'f64',
        dueMs: 'f64',
        earliestMs: 'f64',
        customer: 'i32',
        place: 'i32',
        courier: 'i32',
        event: 'u8',
        kind: 'u8',
        cause: 'u8',
      },
      8192,
    ),
    promises: createGrowing({ timeMs: 'f64', askedMs: 'f64', serial: 'f64', customer: 'i32', place: 'i32', isKept: 'u8' }, 8192),
    /** A row where a stock-out begins and one where it ends; those that last when the journal begins come first. */
    stockOuts: createStockOuts(w),
    counts: createPlaceCounts(w),
    /** Node at which each courier was last seen. */
    courierNode: Uint32Array.from(w.layout.couriers.hub, (hub) => w.layout.places.node[hub]),
  }
}

const stockOutTypes = { timeMs: 'f64', place: 'i32', product: 'u8', isOut: 'u8' } as const

function createStockOuts(w: World): GrowingTable<typeof stockOutTypes> {
  const table = createGrowing(stockOutTypes, 4096)
  const products = w.layout.spec.products.length
  w.t.stock.outSinceMs.forEach((sinceMs, row) => {
    if (sinceMs >= 0) addStockOut(table, nowMs(w), Math.floor(row / products), row % products, true)
  })
  return table
}

function addStockOut(table: GrowingTable<typeof stockOutTypes>, timeMs: number, place: number, product: number, isOut: boolean): void {
  const row = addRow(table)
  const c = table.columns
  c.timeMs[row] = timeMs
  c.place[row] = place
  c.product[row] = product
  c.isOut[row] = isOut ? 1 : 0
}

/** A trace that writes into the journal. */
export function traceInto(journal: Journal): RunTrace {
  return {
    moved: (w, battery, kind, at) => addMove(journal, w, battery, kind, at),
    changedShift: (w, courier, isOn) =>
      addCourierStep(
        journal,
        w,
        courier,
        isOn ? CourierStep.shiftBegins : CourierStep.shiftEnds,
        nowMs(w),
        nowMs(w),
        journal.courierNode[courier],
      ),
    drove: (w, courier, order, departMs, arriveMs) =>
      addCourierStep(journal, w, courier, CourierStep.drives, departMs, arriveMs, nodeOfStop(w, courier, order)),
    ordered: (w, order, event) => addOrderStep(journal, w, order, event),
    promised: (w, isKept, { customer = -1, place = -1, order = -1 }) => {
      countPromise(journal.counts, w, isKept, customer)
      addPromise(journal, w, isKept, customer, place, order)
    },
    exchanged: (w, customer) => countExchange(journal.counts, w, customer),
    ranOut: (w, place, product, isOut) => {
      countStockOut(journal.counts, w, place, product, isOut)
      addStockOut(journal.stockOuts, nowMs(w), place, product, isOut)
    },
  }
}

function addMove(journal: Journal, w: World, battery: number, kind: number, at: number): void {
  const { placeKind, place, q } = w.t.battery
  if (placeKind[battery] === kind && place[battery] === at) return
  const { moves } = journal
  if (moves.rows >= journal.moveLimit) {
    journal.endsMs = Math.min(journal.endsMs, nowMs(w))
    return
  }
  const row = addRow(moves)
  const c = moves.columns
  c.timeMs[row] = nowMs(w)
  c.battery[row] = battery
  c.kind[row] = kind
  c.at[row] = at
  c.soh[row] = q[battery]
  if (battery >= journal.batteryRows) journal.batteryRows = battery + 1
}

function nodeOfStop(w: World, courier: number, order: number): number {
  const { couriers, customers, places } = w.layout
  if (order < 0) return places.node[couriers.hub[courier]]
  const { customer, place } = w.t.order
  return customer[order] >= 0 ? customers.node[customer[order]] : places.node[place[order]]
}

function addCourierStep(
  journal: Journal,
  w: World,
  courier: number,
  step: number,
  departMs: number,
  arriveMs: number,
  toNode: number,
): void {
  const row = addRow(journal.couriers)
  const c = journal.couriers.columns
  c.timeMs[row] = nowMs(w)
  c.departMs[row] = departMs
  c.arriveMs[row] = arriveMs
  c.courier[row] = courier
  c.step[row] = step
  c.fromNode[row] = journal.courierNode[courier]
  c.toNode[row] = toNode
  journal.courierNode[courier] = toNode
}

function addOrderStep(journal: Journal, w: World, order: number, event: number): void {
  const o = w.t.order
  const row = addRow(journal.orders)
  const c = journal.orders.columns
  c.timeMs[row] = nowMs(w)
  c.serial[row] = o.serial[order]
  c.dueMs[row] = o.dueMs[order]
  c.earliestMs[row] = o.earliestMs[order]
  c.customer[row] = o.customer[order]
  c.place[row] = o.place[order]
  c.courier[row] = o.courier[order]
  c.event[row] = event
  c.kind[row] = o.kind[order]
  c.cause[row] = o.cause[order]
}

/** Asked: at a station when the customer came; else when the order was accepted, which its steps tell. */
function addPromise(journal: Journal, w: World, isKept: boolean, customer: number, place: number, serial: number): void {
  const row = addRow(journal.promises)
  const c = journal.promises.columns
  c.timeMs[row] = nowMs(w)
  c.askedMs[row] = place >= 0 && customer >= 0 ? w.t.customer.requestMs[customer] : -1
  c.serial[row] = serial
  c.customer[row] = customer
  c.place[row] = place
  c.isKept[row] = isKept ? 1 : 0
}

/** Where every battery is after the moves before `untilRow`: kind (`nowhere` before it is bought), row, and last known soh. */
export interface Holders {
  readonly kind: Uint8Array
  readonly at: Int32Array
  readonly soh: Float32Array
  /** First row of `moves` that comes later. */
  readonly nextMove: number
}

/** A moment at which it is known where every battery was, and the moves that came before it. */
type Known = Pick<Holders, 'kind' | 'at' | 'nextMove'>

/** Follows the journal from its start or from a moment that is known; some nanoseconds a move. */
export function holdersAt(journal: Journal, untilRow: number, known?: Known): Holders {
  const rows = journal.batteryRows
  const kind = new Uint8Array(rows).fill(nowhere)
  const at = new Int32Array(rows).fill(-1)
  const soh = new Float32Array(rows).fill(1)
  kind.set(known?.kind ?? journal.startKind)
  at.set(known?.at ?? journal.startAt)
  soh.set(journal.startSoh)
  const c = journal.moves.columns
  for (let row = known?.nextMove ?? 0; row < untilRow; row++) {
    const battery = c.battery[row]
    kind[battery] = c.kind[row]
    at[battery] = c.at[row]
    soh[battery] = c.soh[row]
  }
  return { kind, at, soh, nextMove: untilRow }
}

export const isGone = (kind: number): boolean => kind === nowhere || kind === PlaceKind.gone

import { CourierState } from './courier-state.ts'
import { startTour } from './courier.ts'
import { requestDispatch } from './dispatch-request.ts'
import { OrderKind } from './order-kind.ts'
import { countStock } from './stock.ts'
import { StockList } from './schema.ts'
import { createTour, createTourCandidates, planTour } from './tour.ts'
import type { TourCandidates } from './tour.ts'
import { nowMs } from './world.ts'
import type { World } from './world.ts'

/** A planner looks at so many orders of a hub at most, most urgent first. */
const maxCandidates = 64
/** Orders are looked at so long before their window opens. */
const lookAheadMs = 45 * 60_000
/** When nothing calls earlier, a hub with open orders looks again after this time. */
const reviewMs = 30 * 60_000

// Scratch of the planner: filled and read within one event, so it is no state of the run.
const candidates: TourCandidates = createTourCandidates(maxCandidates)
const tour = createTour()
const urgent = new Float64Array(maxCandidates)
const reserved = new Int32Array(256)
/** End of the longest shift, by vehicle, that nothing fitted since the hub's orders were last the same. */
const refusedEndMs = new Float64Array(256)

/** The hub looks at its orders: free couriers start tours while the policy says so. */
export function dispatchHub(w: World, hub: number): void {
  const h = w.t.hub
  if (h.dispatchAtMs[hub] !== nowMs(w)) return
  h.dispatchAtMs[hub] = -1
  if (h.isClosed[hub] === 1) return
  refusedEndMs.fill(-Infinity, 0, w.layout.spec.couriers.vehicles.length)
  for (let courier = hub; courier < w.layout.couriers.count; courier += w.layout.places.hubs) {
    if (w.t.courier.state[courier] !== CourierState.idle || h.orderCount[hub] === 0) continue
    if (!dispatchCourier(w, hub, courier)) break
  }
  if (h.orderCount[hub] > 0) requestDispatch(w, hub, nowMs(w) + reviewMs)
}

function dispatchCourier(w: World, hub: number, courier: number): boolean {
  const { couriers, spec, travel } = w.layout
  const type = couriers.vehicle[courier]
  // Where nothing fitted a longer shift with the same vehicle, nothing fits this one: no order has come or gone in between.
  if (w.t.courier.shiftEndMs[courier] <= refusedEndMs[type]) return true
  collectCandidates(w, hub)
  if (candidates.count === 0) return false
  if (!w.policies.startTour(urgent[0] - nowMs(w), candidates.count)) return false
  describeCandidates(w)
  const vehicle = spec.couriers.vehicles[type]
  const loadMs = Math.round(spec.couriers.loadMinutes * 60_000)
  planTour(
    travel[hub][type],
    candidates,
    {
      maxStops: spec.couriers.maxStops,
      pieces: vehicle.capacityPieces,
      kg: vehicle.capacityKg,
      stopMs: Math.round(spec.couriers.stopMinutes * 60_000),
      startMs: nowMs(w) + loadMs,
      endMs: w.t.courier.shiftEndMs[courier] - loadMs,
    },
    tour,
  )
  if (tour.length > 0) {
    startTour(w, courier, candidates, tour)
    refusedEndMs.fill(-Infinity)
  } else refusedEndMs[type] = w.t.courier.shiftEndMs[courier]
  // This courier's shift or van may be too short for what waits; the next one may manage.
  return true
}

/** Open orders of the hub whose window is near and whose batteries are in stock, most urgent first. */
function collectCandidates(w: World, hub: number): void {
  const o = w.t.order
  candidates.count = 0
  reserved.fill(0, 0, w.layout.spec.products.length)
  for (let row = w.t.hub.orderHead[hub]; row >= 0; row = o.next[row]) {
    if (o.earliestMs[row] > nowMs(w) + lookAheadMs) continue
    if (candidates.count < maxCandidates || o.dueMs[row] < urgent[maxCandidates - 1]) insertByUrgency(w, row)
  }
  keepInStock(w, hub)
}

function insertByUrgency(w: World, row: number): void {
  const due = w.t.order.dueMs[row]
  let at = candidates.count < maxCandidates ? candidates.count++ : maxCandidates - 1
  while (at > 0 && urgent[at - 1] > due) {
    urgent[at] = urgent[at - 1]
    candidates.row[at] = candidates.row[at - 1]
    at -= 1
  }
  urgent[at] = due
  candidates.row[at] = row
}

/** Drops orders that the hub's stock does not cover, first come by urgency. */
function keepInStock(w: World, hub: number): void {
  const { kind, packs, product } = w.t.order
  let kept = 0
  for (let i = 0; i < candidates.count; i++) {
    const row = candidates.row[i]
    const needed = kind[row] === OrderKind.inspection ? 0 : packs[row]
    if (reserved[product[row]] + needed > countStock(w, hub, product[row], StockList.ready)) continue
    reserved[product[row]] += needed
    urgent[kept] = urgent[i]
    candidates.row[kept] = row
    candidates.packs[kept] = needed
    kept += 1
  }
  candidates.count = kept
}

/** Fills the planner's other columns: only where a tour is planned, which is asked for much oftener. */
function describeCandidates(w: World): void {
  const { products } = w.layout.spec
  const { customerStop, placeStop } = w.layout
  const { product, customer, place, earliestMs, dueMs } = w.t.order
  for (let i = 0; i < candidates.count; i++) {
    const row = candidates.row[i]
    candidates.stop[i] = customer[row] >= 0 ? customerStop[customer[row]] : placeStop[place[row]]
    candidates.earliestMs[i] = earliestMs[row]
    candidates.dueMs[i] = dueMs[row]
    candidates.massKg[i] = candidates.packs[i] * products[product[row]].massKg
  }
}

import { philoxUniform } from '../sim/random/index.ts'
import { bookCo2, bookHours, bookMoney, Account, Co2Source } from './book.ts'
import { CourierState } from './courier-state.ts'
import { fireCustomer } from './customer.ts'
import { requestDispatch } from './dispatch-request.ts'
import { EventKind, EventPriority } from './event-kinds.ts'
import { receiveUsed } from './exchange.ts'
import { completeVisit } from './hand-over.ts'
import { BatteryStatus, DeliveryMode, PlaceKind } from './kinds.ts'
import { cellOf, timeOfHour } from './layout/index.ts'
import { freshList, moveTo, usedList } from './list.ts'
import { LogKind } from './log.ts'
import { Stream } from './luck.ts'
import { cellOfOrder, fireOrder } from './order.ts'
import { OrderKind } from './order-kind.ts'
import { CustomerEvent, OrderEvent } from './process/index.ts'
import { startInspections } from './renewal.ts'
import { addReady, findReady, takeReady } from './stock.ts'
import type { Tour, TourCandidates } from './tour.ts'
import { luckSeed, nowMs, today } from './world.ts'
import type { World } from './world.ts'

const minuteMs = 60_000
const maxAttempts = 2

/** Fact cell of a courier's time and kilometres: its hub, no single mode or product. */
function cellOfCourier(w: World, courier: number): number {
  return cellOf(w.layout, w.layout.couriers.hub[courier], DeliveryMode.none, 0)
}

/**
 * The shift begins: from now on the courier is paid, and waits for a tour. Who is still on tour since the shift before works on without a
 * break, up to the end of this one.
 */
export function beginShift(w: World, courier: number): void {
  const c = w.t.courier
  const { couriers, spec, days } = w.layout
  c.shiftEndMs[courier] = timeOfHour(days, today(w), spec.couriers.shifts[couriers.shift[courier]].endHour)
  if (c.state[courier] !== CourierState.off) return
  c.state[courier] = CourierState.idle
  c.shiftStartMs[courier] = nowMs(w)
  w.trace?.changedShift(w, courier, true)
  requestDispatch(w, w.layout.couriers.hub[courier], nowMs(w))
}

/** The planned end of a shift: a courier who is on tour ends it when back. */
export function endShift(w: World, courier: number): void {
  if (w.t.courier.state[courier] === CourierState.idle) goOff(w, courier)
}

function goOff(w: World, courier: number): void {
  const c = w.t.courier
  const cell = cellOfCourier(w, courier)
  const paidMs = nowMs(w) - c.shiftStartMs[courier]
  c.state[courier] = CourierState.off
  w.trace?.changedShift(w, courier, false)
  w.t.dayFacts.courierPaidMs[cell] += paidMs
  bookHours(w, 'courierPaidMs', cell, c.shiftStartMs[courier], nowMs(w))
  w.log.add(nowMs(w), LogKind.courierShift, 0, cell, paidMs, 0, { courier })
  const wage = Math.round((paidMs / 3_600_000) * w.layout.spec.couriers.microEurPerHour)
  bookMoney(w, Account.courier, cell, wage, { courier })
}

/** Loads the planned orders and leaves: full batteries out, used ones back. */
export function startTour(w: World, courier: number, candidates: TourCandidates, tour: Tour): void {
  const c = w.t.courier
  const o = w.t.order
  let previous = -1
  for (let i = 0; i < tour.length; i++) {
    const row = candidates.row[tour.stops[i]]
    o.courier[row] = courier
    fireOrder(w, row, OrderEvent.load)
    o.next[row] = -1
    if (previous < 0) c.tourHead[courier] = row
    else o.next[previous] = row
    previous = row
    loadOrder(w, courier, row)
  }
  c.stops[courier] = tour.length
  c.atStop[courier] = 0
  c.busySinceMs[courier] = nowMs(w)
  c.drivenM[courier] = 0
  driveOn(w, courier, Math.round(w.layout.spec.couriers.loadMinutes * minuteMs))
}

function loadOrder(w: World, courier: number, row: number): void {
  const o = w.t.order
  if (o.kind[row] === OrderKind.inspection) return
  for (let i = 0; i < o.packs[row]; i++) {
    const battery = findReady(w, o.hub[row], o.product[row], 0)
    takeReady(w, battery)
    moveTo(w, battery, freshList(w, courier), PlaceKind.courier, courier, BatteryStatus.inTransit)
  }
}

function stopOfOrder(w: World, row: number): number {
  const o = w.t.order
  return o.customer[row] >= 0 ? w.layout.customerStop[o.customer[row]] : w.layout.placeStop[o.place[row]]
}

/** Drives to the next stop of the tour, or back to the hub. */
function driveOn(w: World, courier: number, delayMs: number): void {
  const c = w.t.courier
  const { couriers, travel } = w.layout
  const roads = travel[couriers.hub[courier]][couriers.vehicle[courier]]
  const row = c.tourHead[courier]
  const to = row >= 0 ? stopOfOrder(w, row) : 0
  const arc = c.atStop[courier] * roads.stops + to
  const arriveMs = nowMs(w) + delayMs + roads.timeMs[arc]
  w.trace?.drove(w, courier, row, nowMs(w) + delayMs, arriveMs)
  c.drivenM[courier] += roads.lengthM[arc]
  c.atStop[courier] = to
  c.state[courier] = row >= 0 ? CourierState.underway : CourierState.returning
  const kind = row >= 0 ? EventKind.courierArrives : EventKind.courierBack
  w.list.schedule(row >= 0 ? Math.max(arriveMs, w.t.order.earliestMs[row]) : arriveMs, EventPriority.act, kind, courier)
}

/** At the door: somebody is there, or the attempt fails and the battery travels on. */
export function arrive(w: World, courier: number): void {
  const o = w.t.order
  const row = w.t.courier.tourHead[courier]
  o.attempts[row] += 1
  const cell = cellOfOrder(w, row)
  w.t.dayFacts.stops[cell] += 1
  const ids = { courier, order: o.serial[row], customer: o.customer[row], place: o.place[row] }
  w.log.add(nowMs(w), LogKind.stop, o.kind[row], cell, 1, 0, ids)
  if (!isAbsent(w, row)) {
    w.t.courier.state[courier] = CourierState.serving
    const stopMs = Math.round(w.layout.spec.couriers.stopMinutes * minuteMs)
    w.list.schedule(nowMs(w) + stopMs, EventPriority.act, EventKind.courierServed, courier)
    return
  }
  w.t.dayFacts.failedAttempts[cell] += 1
  w.log.add(nowMs(w), LogKind.attemptFailed, 0, cell, 1, 0, ids)
  w.t.courier.tourHead[courier] = o.next[row]
  if (o.attempts[row] < maxAttempts) fireOrder(w, row, OrderEvent.absent)
  else failOrder(w, row)
  driveOn(w, courier, minuteMs)
}

function isAbsent(w: World, row: number): boolean {
  const o = w.t.order
  const customer = o.customer[row]
  if (customer < 0) return false
  const { spec, customers } = w.layout
  const luck = philoxUniform(luckSeed(w), Stream.absent, customers.stableId[customer], o.occasion[row], o.attempts[row])
  return luck < spec.couriers.absentFrac
}

/** The visit is over: batteries change hands, the order is closed, the tour goes on. */
export function finishStop(w: World, courier: number): void {
  const o = w.t.order
  const row = w.t.courier.tourHead[courier]
  w.t.courier.tourHead[courier] = o.next[row]
  fireOrder(w, row, OrderEvent.present)
  completeVisit(w, row, freshList(w, courier), usedList(w, courier), PlaceKind.courier, courier)
  fireOrder(w, row, OrderEvent.close)
  driveOn(w, courier, 0)
}

/** Back at the hub: kilometres are booked; unloading takes as long as loading. */
export function returnToHub(w: World, courier: number): void {
  const c = w.t.courier
  const { spec, couriers } = w.layout
  const vehicle = spec.couriers.vehicles[couriers.vehicle[courier]]
  const cell = cellOfCourier(w, courier)
  const metres = c.drivenM[courier]
  w.t.dayFacts.drivenM[cell] += metres
  w.log.add(nowMs(w), LogKind.drive, 0, cell, metres, c.stops[courier], { courier })
  bookMoney(w, Account.courier, cell, Math.round((metres * vehicle.microEurPerKm) / 1000), { courier })
  bookCo2(w, Co2Source.travel, cell, Math.round(metres * vehicle.co2GramPerKm), { courier })
  const unloadMs = Math.round(spec.couriers.loadMinutes * minuteMs)
  w.list.schedule(nowMs(w) + unloadMs, EventPriority.act, EventKind.courierReady, courier)
}

/** Unloaded: used batteries are received, what was not handed over is stock again; the next tour or the end of the shift. */
export function unload(w: World, courier: number): void {
  const c = w.t.courier
  const hub = w.layout.couriers.hub[courier]
  const cell = cellOfCourier(w, courier)
  const used = usedList(w, courier)
  const fresh = freshList(w, courier)
  for (let b = w.t.list.head[used]; b >= 0; b = w.t.list.head[used]) receiveUsed(w, b, hub)
  for (let b = w.t.list.head[fresh]; b >= 0; b = w.t.list.head[fresh]) addReady(w, b, hub)
  const busyMs = nowMs(w) - c.busySinceMs[courier]
  w.t.dayFacts.courierBusyMs[cell] += busyMs
  bookHours(w, 'courierBusyMs', cell, c.busySinceMs[courier], nowMs(w))
  w.log.add(nowMs(w), LogKind.courierTour, 0, cell, busyMs, c.stops[courier], { courier })
  startInspections(w, hub)
  c.state[courier] = CourierState.idle
  if (nowMs(w) >= c.shiftEndMs[courier]) goOff(w, courier)
  requestDispatch(w, hub, nowMs(w))
}

/** A visit failed for good: the order is closed and the customer asks again later. */
export function failOrder(w: World, row: number): void {
  const { kind, customer } = w.t.order
  const asker = kind[row] === OrderKind.swap || kind[row] === OrderKind.replacement ? customer[row] : -1
  fireOrder(w, row, OrderEvent.giveUp)
  fireOrder(w, row, OrderEvent.close)
  if (asker >= 0) fireCustomer(w, asker, CustomerEvent.orderFails)
}

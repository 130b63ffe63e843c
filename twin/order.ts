import { bookPromise, bookRequest } from './book.ts'
import { requestDispatch } from './dispatch-request.ts'
import { EventKind, EventPriority } from './event-kinds.ts'
import { cellOf } from './layout/index.ts'
import { LogKind } from './log.ts'
import { OrderKind } from './order-kind.ts'
import { handToPartner } from './partner-pick-up.ts'
import { cellOf as processCell, OrderAction, OrderEvent, orderProcess, OrderState } from './process/index.ts'
import { assert } from '../sim/assert.ts'
import { nowMs } from './world.ts'
import type { World } from './world.ts'

/** What a new order needs to know. Rows that do not apply are −1. */
export interface OrderRequest {
  readonly kind: number
  readonly cause: number
  readonly mode: number
  readonly customer: number
  readonly place: number
  readonly battery: number
  readonly product: number
  readonly packs: number
  readonly hub: number
  readonly earliestMs: number
  readonly dueMs: number
}

/** Accepts an order: its clock starts now. Customers' orders carry a promise that is judged at `dueMs` at the latest. Answers its row. */
export function acceptOrder(w: World, request: OrderRequest, isForPartner = false): number {
  const row = takeFreeRow(w)
  const o = w.t.order
  o.kind[row] = request.kind
  o.cause[row] = request.cause
  o.mode[row] = request.mode
  o.customer[row] = request.customer
  o.place[row] = request.place
  o.battery[row] = request.battery
  o.occasion[row] = request.customer < 0 ? 0 : w.t.customer.orders[request.customer]
  o.product[row] = request.product
  o.packs[row] = request.packs
  o.hub[row] = request.hub
  o.earliestMs[row] = request.earliestMs
  o.dueMs[row] = request.dueMs
  o.acceptedMs[row] = nowMs(w)
  o.isJudged[row] = request.kind === OrderKind.restock ? 1 : 0
  scheduleJudgement(w, row)
  fireOrder(w, row, isForPartner ? OrderEvent.acceptPartner : OrderEvent.accept)
  return row
}

function takeFreeRow(w: World): number {
  const { clock, order } = w.t
  const row = clock.freeOrder[0]
  assert(row >= 0, 'orders-full', clock.openOrders[0])
  clock.freeOrder[0] = order.next[row]
  clock.openOrders[0] += 1
  clock.orderSerial[0] += 1
  order.serial[row] = clock.orderSerial[0]
  order.state[row] = OrderState.free
  order.attempts[row] = 0
  order.courier[row] = -1
  order.next[row] = -1
  order.prev[row] = -1
  order.pausedSinceMs[row] = -1
  order.handle[row] = -1
  return row
}

function scheduleJudgement(w: World, row: number): void {
  const o = w.t.order
  if (o.isJudged[row] === 0) o.handle[row] = w.list.schedule(o.dueMs[row], EventPriority.judge, EventKind.orderDue, row)
}

/** Fact cell of an order. */
export function cellOfOrder(w: World, row: number): number {
  const o = w.t.order
  return cellOf(w.layout, o.hub[row], o.mode[row], o.product[row])
}

/** Lets an event happen to an order, by the process table. */
export function fireOrder(w: World, row: number, event: number): void {
  const o = w.t.order
  const cell = processCell(orderProcess, o.state[row], event)
  const action = orderProcess.action[cell]
  o.state[row] = orderProcess.next[cell]
  w.trace?.ordered(w, row, event)
  w.log.add(nowMs(w), LogKind.orderState, event, cellOfOrder(w, row), o.state[row], 0, {
    order: o.serial[row],
    customer: o.customer[row],
    place: o.place[row],
    courier: o.courier[row],
  })
  switch (action) {
    case OrderAction.enqueue:
      enqueue(w, row)
      break
    case OrderAction.requeue:
      resumeClock(w, row)
      enqueue(w, row)
      break
    case OrderAction.dequeue:
      dequeue(w, row)
      break
    case OrderAction.hand:
      judge(w, row, true)
      break
    case OrderAction.pauseClock:
      pauseClock(w, row)
      break
    case OrderAction.fail:
      judge(w, row, false)
      break
    case OrderAction.handToPartner:
      handToPartner(w, row)
      break
    case OrderAction.release:
      release(w, row)
      break
  }
}

function enqueue(w: World, row: number): void {
  const o = w.t.order
  const h = w.t.hub
  const hub = o.hub[row]
  const last = h.orderTail[hub]
  o.prev[row] = last
  o.next[row] = -1
  if (last < 0) h.orderHead[hub] = row
  else o.next[last] = row
  h.orderTail[hub] = row
  h.orderCount[hub] += 1
  requestDispatch(w, hub, nowMs(w))
}

function dequeue(w: World, row: number): void {
  const o = w.t.order
  const h = w.t.hub
  const hub = o.hub[row]
  const next = o.next[row]
  const prev = o.prev[row]
  if (prev < 0) h.orderHead[hub] = next
  else o.next[prev] = next
  if (next < 0) h.orderTail[hub] = prev
  else o.prev[next] = prev
  h.orderCount[hub] -= 1
}

/** The customer is absent: the promise's clock stands still until the next attempt. */
function pauseClock(w: World, row: number): void {
  const o = w.t.order
  o.pausedSinceMs[row] = nowMs(w)
  if (o.handle[row] >= 0) w.list.cancel(o.handle[row])
  o.handle[row] = -1
  const retryMs = nowMs(w) + Math.round(w.layout.spec.couriers.retryAfterHours * 3_600_000)
  w.list.schedule(retryMs, EventPriority.act, EventKind.orderRetries, row)
}

function resumeClock(w: World, row: number): void {
  const o = w.t.order
  if (o.pausedSinceMs[row] < 0) return
  o.dueMs[row] += nowMs(w) - o.pausedSinceMs[row]
  o.pausedSinceMs[row] = -1
  scheduleJudgement(w, row)
}

/** The promise's window ended, or the visit did: it is judged once. */
export function judge(w: World, row: number, isHandedOver: boolean): void {
  const o = w.t.order
  if (o.isJudged[row] === 1) return
  o.isJudged[row] = 1
  if (o.handle[row] >= 0) w.list.cancel(o.handle[row])
  o.handle[row] = -1
  const isKept = isHandedOver && nowMs(w) <= o.dueMs[row]
  const ids = { order: o.serial[row], customer: o.customer[row], courier: o.courier[row] }
  const cell = cellOfOrder(w, row)
  bookPromise(w, cell, isKept, ids)
  if (o.kind[row] === OrderKind.swap) bookRequest(w, cell, isKept, ids)
}

/** The order is over; its row is free again. A failed one sends its customer back to ask anew. */
function release(w: World, row: number): void {
  const o = w.t.order
  const { clock } = w.t
  if (o.handle[row] >= 0) w.list.cancel(o.handle[row])
  if (o.kind[row] === OrderKind.restock) w.t.stock.openOrders[o.place[row] * w.layout.spec.products.length + o.product[row]] -= 1
  o.next[row] = clock.freeOrder[0]
  clock.freeOrder[0] = row
  clock.openOrders[0] -= 1
}

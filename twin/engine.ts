import { assert } from '../sim/assert.ts'
import { growArena } from '../sim/arena/index.ts'
import { EventList, eventListRows } from '../sim/events/index.ts'
import { createRun } from '../sim/run/index.ts'
import type { Run, RunColumns, RunModel } from '../sim/run/index.ts'
import { arrive, beginShift, endShift, finishStop, returnToHub, unload } from './courier.ts'
import { linkFreeOrders } from './create-world.ts'
import { answerNeed, fireCustomer } from './customer.ts'
import { changeDay, openHub } from './day.ts'
import { dispatchHub } from './dispatch.ts'
import { requestDispatch } from './dispatch-request.ts'
import { EventKind } from './event-kinds.ts'
import { strike } from './fault.ts'
import { judge, fireOrder } from './order.ts'
import { deliverByPartner } from './partner.ts'
import { CustomerEvent, OrderEvent } from './process/index.ts'
import { finishInspection } from './renewal.ts'
import { finishCharge } from './stock.ts'
import { serveWaiting } from './queue.ts'
import { receivePurchase, receiveRebuilt } from './supply.ts'
import { touchBattery, touchExchange } from './touch.ts'
import { nowMs } from './world.ts'
import type { World } from './world.ts'

/** Rows kept free, so that no event runs out of them: the dearest one (midnight) opens two orders a customer and one a stock at most. */
const spareBatteries = 64

/** The run of a world under the scenario's limits, up to the end of its last day. A restored or forked world goes on as it stood. */
export function createWorldRun(w: World): Run {
  const { limits, days } = w.layout.spec
  return createRun(new WorldModel(w), { maxEvents: limits.events, maxTime: w.layout.days.startMs[days] })
}

/** A world as run control sees it. A class, since V8 keeps an object literal with accessors as a hash table, which each event would search. */
class WorldModel implements RunModel {
  private readonly w: World

  constructor(w: World) {
    this.w = w
  }

  get list(): EventList {
    return this.w.list
  }

  get columns(): RunColumns {
    return this.w.t.run
  }

  handle(kind: number, subject: number, timeMs: number): void {
    handleEvent(this.w, kind, subject, timeMs)
  }

  prepare(): void {
    growWorld(this.w)
  }
}

/** Executes one event: the one `switch` of the twin. */
export function handleEvent(w: World, kind: number, subject: number, timeMs: number): void {
  w.t.clock.nowMs[0] = timeMs
  switch (kind) {
    case EventKind.dayBegins:
      return changeDay(w, subject)
    case EventKind.customerNeeds:
    case EventKind.customerRetries:
      touchExchange(w, subject)
      return answerNeed(w, subject)
    case EventKind.customerGivesUp:
      return fireCustomer(w, subject, CustomerEvent.giveUp)
    case EventKind.chargeDone:
      touchBattery(w, subject)
      return welcomeReady(w, finishCharge(w, subject), w.t.battery.product[subject])
    case EventKind.faultStrikes:
      return strike(w, subject)
    case EventKind.shiftBegins:
      return beginShift(w, subject)
    case EventKind.shiftEnds:
      return endShift(w, subject)
    case EventKind.courierArrives:
      return arrive(w, subject)
    case EventKind.courierServed:
      return finishStop(w, subject)
    case EventKind.courierBack:
      return returnToHub(w, subject)
    case EventKind.courierReady:
      return unload(w, subject)
    case EventKind.dispatch:
      return dispatchHub(w, subject)
    case EventKind.hubOpens:
      return openHub(w, subject)
    case EventKind.orderDue:
      return judge(w, subject, false)
    case EventKind.orderRetries:
      return fireOrder(w, subject, OrderEvent.retry)
    case EventKind.partnerDelivers:
      return deliverByPartner(w, subject)
    case EventKind.inspectionDone:
      return finishInspection(w, subject)
    case EventKind.rebuilt:
      return receiveRebuilt(w, Math.floor(subject / w.layout.places.hubs), subject % w.layout.places.hubs)
    case EventKind.purchaseArrives:
      return receivePurchase(w, Math.floor(subject / w.layout.places.hubs), subject % w.layout.places.hubs)
    default:
      assert(false, 'event-kind', kind)
  }
}

/** A charged battery can serve who waits here, or an order that the hub could not fill. */
function welcomeReady(w: World, place: number, product: number): void {
  serveWaiting(w, place, product)
  if (place < w.layout.places.hubs && w.t.hub.orderCount[place] > 0) requestDispatch(w, place, nowMs(w))
}

/** What there is may not exceed the scenario's limits; how much room the tables have does not count. */
function assertLimits(w: World): void {
  const { limits } = w.layout.spec
  assert(w.t.clock.batteryRows[0] <= limits.batteries, 'limit-batteries', limits.batteries)
  assert(w.t.clock.openOrders[0] <= limits.openOrders, 'limit-open-orders', limits.openOrders)
  assert(w.list.size <= limits.pendingEvents, 'limit-pending-events', limits.pendingEvents)
}

/** Makes room between two events, by copy into a larger arena. Throws `limit-…` beyond the scenario's limits. */
export function growWorld(w: World): void {
  const { clock, battery, order } = w.t
  const customers = w.layout.customers.count
  const needsBatteries = clock.batteryRows[0] + spareBatteries > battery.product.length
  const freeOrders = 2 * customers + w.t.stock.target.length + spareBatteries
  const needsOrders = order.state.length - clock.openOrders[0] < freeOrders
  const needsEvents = w.list.needsGrowth(2 * customers + clock.batteryRows[0] / 2 + 256)
  assertLimits(w)
  if (!needsBatteries && !needsOrders && !needsEvents) return
  const batteries = needsBatteries ? Math.ceil(battery.product.length * 1.25) + spareBatteries : battery.product.length
  const orders = needsOrders ? order.state.length + Math.max(order.state.length, freeOrders) : order.state.length
  const events = needsEvents ? w.list.capacity * 2 : w.list.capacity
  const before = order.state.length
  w.arena = growArena(w.arena, {
    battery: batteries,
    terminal: batteries,
    order: orders,
    ...(needsEvents ? eventListRows(events) : {}),
  })
  w.t = w.arena.tables
  w.list = new EventList(w.t)
  if (needsOrders) addFreeOrders(w, before)
}

/** Adds the order rows from `from` on, which growth made, to the free ones. */
export function addFreeOrders(w: World, from: number): void {
  const { clock, order } = w.t
  linkFreeOrders(w.t, from)
  order.next[order.next.length - 1] = clock.freeOrder[0]
  clock.freeOrder[0] = from
}

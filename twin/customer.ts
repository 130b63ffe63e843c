import { philoxUniform } from '../sim/random/index.ts'
import { beginUse, cancelNeed, scheduleNeed, scheduleRetry, settle } from './customer-use.ts'
import { timeOfHour, wallHourAt } from './layout/index.ts'
import { Stream } from './luck.ts'
import { placeCustomerOrder } from './customer-order.ts'
import { cellOf as processCell, CustomerAction, CustomerEvent, customerProcess, CustomerState } from './process/index.ts'
import { joinQueue, leaveQueue, serveAtStation, visitStation } from './station.ts'
import { luckSeed, nowMs, today } from './world.ts'
import type { World } from './world.ts'

/** Lets an event happen to a customer, by the process table. */
export function fireCustomer(w: World, customer: number, event: number): void {
  const c = w.t.customer
  const cell = processCell(customerProcess, c.state[customer], event)
  c.state[customer] = customerProcess.next[cell]
  switch (customerProcess.action[cell]) {
    case CustomerAction.visit:
      cancelNeed(w, customer)
      c.requests[customer] += 1
      c.requestMs[customer] = nowMs(w)
      fireCustomer(w, customer, visitStation(w, customer))
      break
    case CustomerAction.exchange:
      serveAtStation(w, customer)
      beginUse(w, customer)
      break
    case CustomerAction.queue:
      joinQueue(w, customer)
      break
    case CustomerAction.leave:
      leaveQueue(w, customer)
      scheduleRetry(w, customer)
      break
    case CustomerAction.placeOrder:
      cancelNeed(w, customer)
      c.requests[customer] += 1
      placeCustomerOrder(w, customer)
      break
    case CustomerAction.settle:
      settle(w, customer)
      break
    case CustomerAction.comeBack:
      scheduleRetry(w, customer)
      break
  }
}

/** The customer's own event: it needs an exchange now, or asks again. A customer has one event at most, so none is left to be cancelled. */
export function answerNeed(w: World, customer: number): void {
  if (!canAsk(w, customer)) return
  w.t.customer.handle[customer] = -1
  goOrOrder(w, customer)
}

/** The customer needs an exchange before its event says so. */
export function askForExchange(w: World, customer: number): void {
  if (!canAsk(w, customer)) return
  cancelNeed(w, customer)
  goOrOrder(w, customer)
}

function canAsk(w: World, customer: number): boolean {
  const state = w.t.customer.state[customer]
  return state === CustomerState.content || state === CustomerState.unserved
}

/** It goes to its station, or orders a delivery. */
function goOrOrder(w: World, customer: number): void {
  const goes = w.layout.customers.station[customer] >= 0
  const isContent = w.t.customer.state[customer] === CustomerState.content
  if (!goes) fireCustomer(w, customer, CustomerEvent.order)
  else if (!waitUntilOpen(w, customer)) fireCustomer(w, customer, isContent ? CustomerEvent.need : CustomerEvent.retry)
}

/** A closed shop or hub makes the customer come within two hours after the next opening; the minute is its luck of that day. */
function waitUntilOpen(w: World, customer: number): boolean {
  const { places, days, customers } = w.layout
  const station = customers.station[customer]
  const hours = wallHourAt(days, nowMs(w))
  const open = places.openHour[station]
  const isShut = station < places.hubs && w.t.hub.isClosed[station] === 1
  if (!isShut && hours >= open && hours < places.closeHour[station]) return false
  const day = !isShut && hours < open ? today(w) : today(w) + 1
  const luck = philoxUniform(luckSeed(w), Stream.pickUpHour, customers.stableId[customer], day)
  scheduleNeed(w, customer, Math.max(nowMs(w) + 1, timeOfHour(days, day, open + 2 * luck)))
  return true
}

import { philoxUniform } from '../sim/random/index.ts'
import { cancelNeed, scheduleNeed, scheduleRetry, settle } from './customer-use.ts'
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
      settle(w, customer)
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

/** The customer needs an exchange now, or asks again: it goes to its station, or orders a delivery. */
export function askForExchange(w: World, customer: number): void {
  const { state } = w.t.customer
  if (state[customer] !== CustomerState.content && state[customer] !== CustomerState.unserved) return
  cancelNeed(w, customer)
  const goes = w.layout.customers.station[customer] >= 0
  if (!goes) fireCustomer(w, customer, CustomerEvent.order)
  else if (waitUntilOpen(w, customer)) return
  else fireCustomer(w, customer, state[customer] === CustomerState.content ? CustomerEvent.need : CustomerEvent.retry)
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

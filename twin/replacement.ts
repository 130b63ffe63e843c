import { philoxUniform } from '../sim/random/index.ts'
import { EventKind, EventPriority } from './event-kinds.ts'
import { fireCustomer } from './customer.ts'
import { DeliveryMode, ReplacementCause } from './kinds.ts'
import { timeOfHour } from './layout/index.ts'
import { Stream } from './luck.ts'
import { CustomerEvent, CustomerState } from './process/index.ts'
import { luckSeed, nowMs, today } from './world.ts'
import type { World } from './world.ts'

/**
 * A battery of an assigned customer must be replaced (`battery` −1: it is lost). Where couriers come, an order is placed; a customer who
 * picks up comes to the shop within its opening hours of the next day, at the hour of its luck. With full maintenance a faulty battery
 * is down from now on.
 */
export function requestReplacement(w: World, customer: number, battery: number, cause: number): void {
  const b = w.t.battery
  const { customers } = w.layout
  if (battery >= 0) {
    b.due[battery] = cause
    const isDown = cause === ReplacementCause.fault && customers.mode[customer] === DeliveryMode.fullMaintenance
    if (isDown && b.downSinceMs[battery] < 0) b.downSinceMs[battery] = nowMs(w)
  }
  if (w.t.customer.state[customer] !== CustomerState.content || w.t.customer.handle[customer] >= 0) return
  if (customers.station[customer] < 0) fireCustomer(w, customer, CustomerEvent.order)
  else scheduleVisit(w, customer)
}

function scheduleVisit(w: World, customer: number): void {
  const { days, places, customers } = w.layout
  const station = customers.station[customer]
  const luck = philoxUniform(luckSeed(w), Stream.pickUpHour, customers.stableId[customer], today(w))
  const open = places.openHour[station]
  const hour = open + luck * (places.closeHour[station] - open)
  const atMs = Math.max(nowMs(w) + 1, timeOfHour(days, today(w) + 1, hour))
  w.t.customer.handle[customer] = w.list.schedule(atMs, EventPriority.act, EventKind.customerNeeds, customer)
}

import { deliveryWindow } from './customer-order.ts'
import { fireCustomer } from './customer.ts'
import { segmentOf } from './customer-use.ts'
import { DeliveryMode } from './kinds.ts'
import { weekdayOfDay } from './layout/index.ts'
import { OrderKind } from './order-kind.ts'
import { acceptOrder } from './order.ts'
import { CustomerEvent, CustomerState } from './process/index.ts'
import { nowMs, today } from './world.ts'
import type { World } from './world.ts'

const workingDays = 5
const inspectionWindowHours = 7 * 24

/** Whether a site with `perWeek` appointments has one on a weekday; `phase` spreads the sites over the working week. */
export function hasAppointment(perWeek: number, weekday: number, phase: number): boolean {
  if (weekday >= workingDays) return false
  const slot = (weekday + phase) % workingDays
  return Math.floor(((slot + 1) * perWeek) / workingDays) > Math.floor((slot * perWeek) / workingDays)
}

/** Today's appointments become orders at midnight; a site whose last one is still open is left alone. */
export function acceptAppointments(w: World): void {
  const { customers, days } = w.layout
  const weekday = weekdayOfDay(days, today(w))
  for (const customer of customers.appointed) {
    if (w.t.customer.state[customer] !== CustomerState.content) continue
    const number = customer - customers.segmentFrom[customers.segment[customer]]
    if (!hasAppointment(segmentOf(w, customer).appointmentsPerWeek, weekday, number % workingDays)) continue
    fireCustomer(w, customer, CustomerEvent.order)
  }
}

/** Full maintenance: sites are inspected every so many days, in a week's window. */
export function acceptInspections(w: World): void {
  const { customers } = w.layout
  for (const customer of customers.maintained) {
    const every = segmentOf(w, customer).inspectionEveryDays
    if (every === 0 || (today(w) + (customers.stableId[customer] % every)) % every !== 0) continue
    const { earliestMs, dueMs } = deliveryWindow(w, inspectionWindowHours)
    w.t.customer.orders[customer] += 1
    acceptOrder(w, {
      kind: OrderKind.inspection,
      cause: 0,
      mode: DeliveryMode.fullMaintenance,
      customer,
      place: -1,
      battery: -1,
      product: customers.product[customer],
      packs: 0,
      hub: customers.hub[customer],
      earliestMs,
      dueMs: Math.max(dueMs, nowMs(w)),
    })
  }
}

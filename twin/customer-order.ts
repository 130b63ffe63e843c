import { philoxUniform } from '../sim/random/index.ts'
import { segmentOf } from './customer-use.ts'
import { countHeld } from './exchange.ts'
import { DeliveryMode, ReplacementCause } from './kinds.ts'
import { dayOfTime, hourMs, timeOfHour, wallHourAt } from './layout/index.ts'
import { Stream } from './luck.ts'
import { addOpenMs } from './opening.ts'
import { acceptOrder } from './order.ts'
import { OrderKind } from './order-kind.ts'
import { canPartnerTake } from './partner-pick-up.ts'
import { findDue, isPooled } from './station.ts'
import { luckSeed, nowMs } from './world.ts'
import type { World } from './world.ts'

/** The customer's order: the next swap of its set by delivery or appointment, or the replacement of a due battery. */
export function placeCustomerOrder(w: World, customer: number): void {
  const { spec, customers } = w.layout
  const isSwap = isPooled(w, customer)
  const segment = segmentOf(w, customer)
  const packs = !isSwap ? 1 : segment.swapTrigger === 'appointment' ? segment.appointmentPacks : customers.packs[customer]
  const battery = isSwap ? -1 : findDue(w, customer)
  const window =
    segment.swapTrigger === 'appointment' ? appointmentWindow(w, customer) : deliveryWindow(w, windowHours(w, customer, battery))
  w.t.customer.orders[customer] += 1
  const request = {
    kind: isSwap ? OrderKind.swap : OrderKind.replacement,
    cause: isSwap ? ReplacementCause.none : battery < 0 ? ReplacementCause.fault : w.t.battery.due[battery],
    mode: customers.mode[customer],
    customer,
    place: -1,
    battery,
    product: customers.product[customer],
    packs: isSwap ? Math.min(customers.packs[customer], packs + missingPacks(w, customer)) : packs,
    hub: customers.hub[customer],
    earliestMs: window.earliestMs,
    dueMs: window.dueMs,
  }
  const luck = philoxUniform(luckSeed(w), Stream.partner, customers.stableId[customer], w.t.customer.orders[customer])
  const goesToPartner = isSwap && segment.swapTrigger !== 'appointment' && luck < spec.partner.shareFrac
  acceptOrder(w, request, goesToPartner && canPartnerTake(w, request))
}

function missingPacks(w: World, customer: number): number {
  const isWholeSet = segmentOf(w, customer).swapTrigger !== 'appointment'
  return isWholeSet ? 0 : Math.max(0, w.layout.customers.packs[customer] - countHeld(w, customer))
}

function windowHours(w: World, customer: number, battery: number): number {
  const { sla } = w.layout.spec
  if (isPooled(w, customer)) return sla.deliveryWindowHours
  const isDown = battery < 0 || w.t.battery.due[battery] === ReplacementCause.fault
  const isMaintained = w.layout.customers.mode[customer] === DeliveryMode.fullMaintenance
  return isMaintained && isDown ? sla.restoreHours : sla.replacementWindowHours
}

/** Sites next to each other in a segment that share an hour. */
const sitesPerHour = 10

interface Window {
  readonly earliestMs: number
  readonly dueMs: number
}

/**
 * From acceptance, or from the next opening of the hubs when they are closed. Windows shorter than a day count opening hours only. The day
 * is read off the clock: at midnight the run's day may not have changed yet.
 */
export function deliveryWindow(w: World, hours: number): Window {
  const { days, spec } = w.layout
  const { openHour, closeHour } = spec.hubs
  const hour = wallHourAt(days, nowMs(w))
  const day = dayOfTime(days, nowMs(w)) + (hour < closeHour - 1 ? 0 : 1)
  const fromMs = Math.max(nowMs(w), timeOfHour(days, day, openHour))
  const spanMs = Math.round(hours * hourMs)
  return { earliestMs: fromMs, dueMs: hours >= 24 ? fromMs + spanMs : addOpenMs(w, fromMs, spanMs) }
}

/** Today's appointment of a site; one that comes to nothing is made up for as soon as possible, in a window as long. */
function appointmentWindow(w: World, customer: number): Window {
  const { days, spec } = w.layout
  const earliestMs = timeOfHour(days, dayOfTime(days, nowMs(w)), appointmentHour(w, customer))
  if (earliestMs < nowMs(w)) return deliveryWindow(w, spec.sla.appointmentWindowHours)
  return { earliestMs, dueMs: earliestMs + Math.round(spec.sla.appointmentWindowHours * hourMs) }
}

/** Hour of a site's appointments: sites take the hours of the span in turn, ten sites an hour, so that weekdays do not go with hours. */
function appointmentHour(w: World, customer: number): number {
  const { appointmentHour: first, appointmentSpreadHours: span } = segmentOf(w, customer)
  const { segment, segmentFrom } = w.layout.customers
  const number = customer - segmentFrom[segment[customer]]
  return first + (Math.floor(number / sitesPerHour) % (span + 1))
}

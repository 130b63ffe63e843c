import { bookMoney, Account } from './book.ts'
import { capacityFrac } from './capacity.ts'
import { BatteryStatus, DeliveryMode, FaultKind, PlaceKind, ReplacementCause } from './kinds.ts'
import { customerList, moveTo } from './list.ts'
import { LogKind } from './log.ts'
import { requestRestock } from './restock.ts'
import { addEmpty, addWithdrawn, cellOfPlace } from './stock.ts'
import { nowMs } from './world.ts'
import type { World } from './world.ts'

/** A used battery never comes back quite empty: its own electronics switch off before. */
export const lowestSocFrac = 0.02

/** Fact cell of a customer. */
export function cellOfCustomer(w: World, customer: number): number {
  return w.layout.customers.cell[customer]
}

/** Fact cell of a battery where it is: its customer's, or that of the hub, shop or box; under way, of the hub that sent it. */
export function cellOfBattery(w: World, battery: number): number {
  const { placeKind, place, product } = w.t.battery
  const at = place[battery]
  if (placeKind[battery] === PlaceKind.customer) return cellOfCustomer(w, at)
  return cellOfPlace(w, placeKind[battery] === PlaceKind.courier ? w.layout.couriers.hub[at] : at, product[battery])
}

/** Batteries that a customer holds. */
export function countHeld(w: World, customer: number): number {
  return w.t.list.count[customerList(w, customer)]
}

/** A fresh battery becomes part of a customer's set. */
export function giveTo(w: World, battery: number, customer: number): void {
  const b = w.t.battery
  bookEmptyPlaces(w, customer)
  moveTo(w, battery, customerList(w, customer), PlaceKind.customer, customer, BatteryStatus.inUse)
  b.customer[battery] = customer
  b.due[battery] = ReplacementCause.none
}

/**
 * Settles a battery that leaves a customer: its state of charge follows from the set's use since the last exchange, in rated energy,
 * and from its own capacity; an outage ends. The caller moves it to the list of whoever carries it.
 */
export function settleReturned(w: World, battery: number, usedFrac: number): void {
  const b = w.t.battery
  b.socFrac[battery] = Math.min(1, Math.max(lowestSocFrac, b.socFrac[battery] - usedFrac / capacityFrac(w, battery)))
  closeOutage(w, battery)
  bookEmptyPlaces(w, b.customer[battery])
  b.customer[battery] = -1
}

/** Takes a used battery into a carrier's load. */
export function takeFrom(w: World, battery: number, usedFrac: number, list: number, carrierKind: number, carrier: number): void {
  settleReturned(w, battery, usedFrac)
  moveTo(w, battery, list, carrierKind, carrier, BatteryStatus.inTransit)
}

/** A battery that fails its full-maintenance contract is down until it is replaced: the time is booked when it ends, and at midnight. */
export function closeOutage(w: World, battery: number): void {
  const b = w.t.battery
  const from = b.downSinceMs[battery]
  b.downSinceMs[battery] = -1
  const customer = b.placeKind[battery] === PlaceKind.customer ? b.place[battery] : -1
  if (from < 0 || customer < 0) return
  bookOutage(w, customer, battery, nowMs(w) - from)
}

function bookOutage(w: World, customer: number, battery: number, downMs: number): void {
  const cell = cellOfCustomer(w, customer)
  w.t.customer.downMs[customer] += downMs
  w.t.dayFacts.availableMs[cell] -= downMs
  w.log.add(nowMs(w), LogKind.outage, 0, cell, downMs, 0, { battery, customer })
}

/**
 * Full maintenance: a place whose battery was stolen is down until it is filled. Books the time since the last call; call it before the
 * number of a customer's batteries changes, and at midnight.
 */
export function bookEmptyPlaces(w: World, customer: number): void {
  if (w.layout.customers.mode[customer] !== DeliveryMode.fullMaintenance) return
  const { heldSinceMs } = w.t.customer
  const downMs = (nowMs(w) - heldSinceMs[customer]) * (w.layout.customers.packs[customer] - countHeld(w, customer))
  heldSinceMs[customer] = nowMs(w)
  if (downMs > 0) bookOutage(w, customer, -1, downMs)
}

/**
 * A used battery arrives at a hub, shop or box: charged again, or withdrawn when it is worn, faulty, unknown or wrong for the contract.
 * Assigned batteries come back only when they were replaced, so they are always inspected.
 */
export function receiveUsed(w: World, battery: number, place: number): void {
  const b = w.t.battery
  const { spec, places } = w.layout
  const product = b.product[battery]
  // A box takes batteries in by itself; elsewhere a person does.
  if (places.kind[place] !== PlaceKind.box) {
    bookMoney(w, Account.renewal, cellOfPlace(w, place, product), spec.costs.handlingMicroEur, { battery, place })
  }
  const isAssigned = spec.products[product].holding === 'assigned'
  const isFaulty = b.fault[battery] !== FaultKind.none
  const isWorn = b.q[battery] < spec.rules.replaceBelowSohFrac
  if (!isAssigned && !isFaulty && !isWorn) {
    addEmpty(w, battery, place)
    return
  }
  addWithdrawn(w, battery, place)
  if (!isAssigned) bookWithdrawn(w, battery, place, isFaulty ? ReplacementCause.fault : ReplacementCause.wear)
  requestRestock(w, place, product)
}

function bookWithdrawn(w: World, battery: number, place: number, cause: number): void {
  const cell = cellOfPlace(w, place, w.t.battery.product[battery])
  w.t.dayFacts.withdrawn[cell] += 1
  w.log.add(nowMs(w), LogKind.withdrawn, cause, cell, 1, 0, { battery, place })
}

/** A swap is done: `packs` batteries were handed over to the customer. */
export function bookSwap(w: World, customer: number, packs: number, place: number, courier: number): void {
  const cell = cellOfCustomer(w, customer)
  w.t.dayFacts.swaps[cell] += 1
  w.t.dayFacts.swapPacks[cell] += packs
  if (w.layout.customers.mode[customer] === DeliveryMode.box) w.t.dayFacts.stationPacks[cell] += packs
  w.log.add(nowMs(w), LogKind.swap, 0, cell, packs, 0, { customer, place, courier })
  w.trace?.exchanged(w, customer, packs, false)
}

/** A replacement of one assigned battery is done. */
export function bookReplacement(w: World, customer: number, battery: number, cause: number, courier: number): void {
  const cell = cellOfCustomer(w, customer)
  const facts = w.t.dayFacts
  facts.replacements[cell] += 1
  facts.assignedReplacements[cell] += 1
  if (cause === ReplacementCause.wear) facts.replacementsWear[cell] += 1
  else if (cause === ReplacementCause.fault) facts.replacementsFault[cell] += 1
  else facts.replacementsContract[cell] += 1
  w.log.add(nowMs(w), LogKind.replacement, cause, cell, 1, 0, { battery, customer, courier })
  w.trace?.exchanged(w, customer, 1, true)
}

/** Starts the customer's count of use anew after an exchange: when the next swap is asked for follows from the weakest pack. */
export function resetUse(w: World, customer: number, askAtSocFrac: number): void {
  const c = w.t.customer
  const { next, socFrac, fault } = w.t.battery
  let limit = Infinity
  let battery = w.t.list.head[customerList(w, customer)]
  for (; battery >= 0; battery = next[battery]) {
    const pack = fault[battery] === FaultKind.none ? (socFrac[battery] - askAtSocFrac) * capacityFrac(w, battery) : 0
    limit = Math.min(limit, pack)
  }
  c.usedFrac[customer] = 0
  c.limitFrac[customer] = countHeld(w, customer) < w.layout.customers.packs[customer] ? 0 : Math.max(0, limit)
}

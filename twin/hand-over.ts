import { bookReplacement, bookSwap, countHeld, giveTo, takeFrom } from './exchange.ts'
import { fireCustomer } from './customer.ts'
import { settleUse } from './customer-use.ts'
import { FaultKind, PlaceKind } from './kinds.ts'
import { customerList } from './list.ts'
import { OrderKind } from './order-kind.ts'
import { CustomerEvent, CustomerState } from './process/index.ts'
import { exchangeAtPlace } from './restock-visit.ts'
import { calibrateTerminals } from './terminal.ts'
import type { World } from './world.ts'

/**
 * What happens at the door when an order is handed over: fresh batteries leave the carrier's `freshFrom` list, used ones join `usedTo`.
 * The order's own process and bookings are the caller's.
 */
export function completeVisit(w: World, row: number, freshFrom: number, usedTo: number, carrierKind: number, carrier: number): void {
  const o = w.t.order
  const courier = carrierKind === PlaceKind.courier ? carrier : -1
  switch (o.kind[row]) {
    case OrderKind.swap:
      swapAtDoor(w, row, freshFrom, usedTo, carrierKind, carrier, courier)
      break
    case OrderKind.replacement:
      replaceAtDoor(w, row, freshFrom, usedTo, carrierKind, carrier, courier)
      break
    case OrderKind.inspection:
      calibrateTerminals(w, o.customer[row])
      break
    case OrderKind.restock:
      exchangeAtPlace(w, row, freshFrom, usedTo, carrier)
      break
  }
}

/** Fresh battery of an order in a carrier's load: the partner's load is shared, so the customer's name counts there. */
function findFresh(w: World, row: number, freshFrom: number, carrierKind: number): number {
  const b = w.t.battery
  const { customer, product } = w.t.order
  for (let battery = w.t.list.head[freshFrom]; battery >= 0; battery = b.next[battery]) {
    const isMeant = carrierKind !== PlaceKind.partner || b.customer[battery] === customer[row]
    if (isMeant && b.product[battery] === product[row]) return battery
  }
  return -1
}

function swapAtDoor(w: World, row: number, freshFrom: number, usedTo: number, carrierKind: number, carrier: number, courier: number): void {
  const { customer, packs } = w.t.order
  const who = customer[row]
  settleUse(w, who)
  // A site with appointments exchanges part of its packs: its use since the last visit went through those, so they carry all of it.
  const held = countHeld(w, who)
  const returned = Math.max(0, packs[row] + held - w.layout.customers.packs[who])
  const usedFrac = returned > 0 ? (w.t.customer.usedFrac[who] * held) / returned : 0
  for (let i = 0; i < returned; i++) takeFrom(w, pickUsed(w, who), usedFrac, usedTo, carrierKind, carrier)
  for (let i = 0; i < packs[row]; i++) giveTo(w, findFresh(w, row, freshFrom, carrierKind), who)
  bookSwap(w, who, packs[row], -1, courier)
  fireCustomer(w, who, CustomerEvent.handOver)
}

/** Faulty packs go first, then those that were there longest. */
function pickUsed(w: World, customer: number): number {
  const { next, fault } = w.t.battery
  const first = w.t.list.head[customerList(w, customer)]
  let battery = first
  while (battery >= 0 && fault[battery] === FaultKind.none) battery = next[battery]
  return battery >= 0 ? battery : first
}

function replaceAtDoor(
  w: World,
  row: number,
  freshFrom: number,
  usedTo: number,
  carrierKind: number,
  carrier: number,
  courier: number,
): void {
  const o = w.t.order
  const who = o.customer[row]
  const worn = o.battery[row]
  const isThere = worn >= 0 && w.t.battery.placeKind[worn] === PlaceKind.customer && w.t.battery.place[worn] === who
  if (isThere) takeFrom(w, worn, 0, usedTo, carrierKind, carrier)
  giveTo(w, findFresh(w, row, freshFrom, carrierKind), who)
  bookReplacement(w, who, isThere ? worn : -1, o.cause[row], courier)
  if (w.t.customer.state[who] === CustomerState.ordered) fireCustomer(w, who, CustomerEvent.handOver)
}

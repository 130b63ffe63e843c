import { PlaceKind } from './kinds.ts'
import { stockListCount } from './schema.ts'
import type { World } from './world.ts'

/*
 * Every battery that the company owns stands in exactly one list: a stock list (place × product × state), a customer's set, a courier's
 * fresh or used load, or what the partner carries for a hub. First in, first out.
 */

export function stockList(w: World, place: number, product: number, state: number): number {
  return (place * w.layout.spec.products.length + product) * stockListCount + state
}

export function customerList(w: World, customer: number): number {
  return w.layout.places.count * w.layout.spec.products.length * stockListCount + customer
}

/** The load of a courier: fresh batteries for its stops. */
export function freshList(w: World, courier: number): number {
  return customerList(w, w.layout.customers.count) + 2 * courier
}

/** The load of a courier: used batteries on their way back. */
export function usedList(w: World, courier: number): number {
  return freshList(w, courier) + 1
}

/** What the partner carries for a hub: out to customers, and back. */
export function partnerOutList(w: World, hub: number): number {
  return freshList(w, w.layout.couriers.count) + 2 * hub
}

export function partnerBackList(w: World, hub: number): number {
  return partnerOutList(w, hub) + 1
}

/** Takes a battery out of its list. */
export function unlink(w: World, battery: number): void {
  const b = w.t.battery
  const { head, tail, count } = w.t.list
  const list = b.list[battery]
  if (list < 0) return
  const next = b.next[battery]
  const prev = b.prev[battery]
  if (prev < 0) head[list] = next
  else b.next[prev] = next
  if (next < 0) tail[list] = prev
  else b.prev[next] = prev
  count[list] -= 1
  b.list[battery] = -1
}

/** Moves a battery to the end of a list, and says where it is and what it does. */
export function moveTo(w: World, battery: number, list: number, placeKind: number, place: number, status: number): void {
  w.trace?.moved(w, battery, placeKind, place)
  unlink(w, battery)
  const b = w.t.battery
  const { head, tail, count } = w.t.list
  const last = tail[list]
  b.list[battery] = list
  b.prev[battery] = last
  b.next[battery] = -1
  if (last < 0) head[list] = battery
  else b.next[last] = battery
  tail[list] = battery
  count[list] += 1
  b.placeKind[battery] = placeKind
  b.place[battery] = place
  b.status[battery] = status
}

/** Takes a battery out of the company: the row stays as a record. */
export function removeFromFleet(w: World, battery: number, goneStatus: number): void {
  w.trace?.moved(w, battery, PlaceKind.gone, -1)
  unlink(w, battery)
  w.t.battery.placeKind[battery] = PlaceKind.gone
  w.t.battery.place[battery] = -1
  w.t.battery.status[battery] = goneStatus
  w.t.battery.customer[battery] = -1
}

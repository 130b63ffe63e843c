import { assert } from '../sim/assert.ts'
import { bookMoney, bookPromise, bookRequest, Account } from './book.ts'
import { segmentOf, settleUse } from './customer-use.ts'
import { EventKind, EventPriority } from './event-kinds.ts'
import { bookReplacement, bookSwap, cellOfCustomer, countHeld, giveTo, receiveUsed, settleReturned } from './exchange.ts'
import { DeliveryMode, PlaceKind, ReplacementCause } from './kinds.ts'
import { customerList, stockList } from './list.ts'
import { CustomerEvent } from './process/index.ts'
import { findReady, takeReady } from './stock.ts'
import { StockList } from './schema.ts'
import { nowMs } from './world.ts'
import type { World } from './world.ts'

/*
 * Boxes and shops: the customer comes, takes ready batteries and leaves the used ones. The promise: a ready battery of the right type
 * is there on arrival, or within the promised wait.
 */

/** The customer stands at its station: the answer is what happens to it next, being served or queueing. */
export function visitStation(w: World, customer: number): number {
  const isServed = canServe(w, customer)
  if (isServed) bookVisit(w, customer, true)
  return isServed ? CustomerEvent.stationServes : CustomerEvent.stationLacks
}

/** Batteries that an exchange of this customer takes: its whole set when swapped, the due ones when replaced. */
function countWanted(w: World, customer: number): number {
  const packs = w.layout.customers.packs[customer]
  if (isPooled(w, customer)) return packs
  return countDue(w, customer) + packs - countHeld(w, customer)
}

export function isPooled(w: World, customer: number): boolean {
  return w.layout.spec.products[w.layout.customers.product[customer]].holding === 'pooled'
}

function countDue(w: World, customer: number): number {
  const { next, due } = w.t.battery
  let count = 0
  for (let b = w.t.list.head[customerList(w, customer)]; b >= 0; b = next[b]) if (due[b] !== ReplacementCause.none) count += 1
  return count
}

/** Whether its station has as many ready batteries of the type as the customer takes, all of which meet its contract. */
function canServe(w: World, customer: number): boolean {
  const { station, product } = w.layout.customers
  const { next, q } = w.t.battery
  const minimum = segmentOf(w, customer).minimumSohFrac
  let left = countWanted(w, customer)
  let battery = w.t.list.head[stockList(w, station[customer], product[customer], StockList.ready)]
  for (; battery >= 0 && left > 0; battery = next[battery]) if (q[battery] >= minimum) left -= 1
  return left <= 0
}

/** Promise and request of a visit that ended: served at once, served within the wait, or left. */
function bookVisit(w: World, customer: number, isServed: boolean): void {
  const cell = cellOfCustomer(w, customer)
  const place = w.layout.customers.station[customer]
  const isAtOnce = isServed && nowMs(w) === w.t.customer.requestMs[customer]
  bookPromise(w, cell, isServed, { customer, place })
  if (isPooled(w, customer)) bookRequest(w, cell, isAtOnce, { customer, place })
}

/** Hands fresh batteries over at the station and takes the used ones in. */
export function serveAtStation(w: World, customer: number): void {
  const { customers, places, spec } = w.layout
  const station = customers.station[customer]
  settleUse(w, customer)
  const given = isPooled(w, customer) ? swapSet(w, customer, station) : replaceDue(w, customer, station)
  if (places.kind[station] !== PlaceKind.shop) return
  const { shopMicroEurPerExchange } = spec.costs
  bookMoney(w, Account.station, cellOfCustomer(w, customer), shopMicroEurPerExchange * given, { customer, place: station })
}

function swapSet(w: World, customer: number, station: number): number {
  const packs = w.layout.customers.packs[customer]
  const held = countHeld(w, customer)
  for (let i = 0; i < packs; i++) takeFresh(w, customer, station)
  for (let i = 0; i < held; i++) returnUsed(w, customer, w.t.list.head[customerList(w, customer)], station)
  bookSwap(w, customer, packs, station, -1)
  return packs
}

function takeFresh(w: World, customer: number, station: number): void {
  const { product } = w.layout.customers
  const battery = findReady(w, station, product[customer], segmentOf(w, customer).minimumSohFrac)
  assert(battery >= 0, 'station-empty', station)
  takeReady(w, battery)
  giveTo(w, battery, customer)
}

function returnUsed(w: World, customer: number, battery: number, station: number): void {
  settleReturned(w, battery, w.t.customer.usedFrac[customer])
  receiveUsed(w, battery, station)
}

function replaceDue(w: World, customer: number, station: number): number {
  const wanted = countWanted(w, customer)
  for (let i = 0; i < wanted; i++) {
    const worn = findDue(w, customer)
    const cause = worn >= 0 ? w.t.battery.due[worn] : ReplacementCause.fault
    takeFresh(w, customer, station)
    if (worn >= 0) returnUsed(w, customer, worn, station)
    bookReplacement(w, customer, worn, cause, -1)
  }
  return wanted
}

/** The first battery of a customer that waits for its replacement; −1 when none does. */
export function findDue(w: World, customer: number): number {
  const { next, due } = w.t.battery
  let battery = w.t.list.head[customerList(w, customer)]
  while (battery >= 0 && due[battery] === ReplacementCause.none) battery = next[battery]
  return battery
}

/** The customer waits at the station, as long as the promise says. */
export function joinQueue(w: World, customer: number): void {
  const { sla } = w.layout.spec
  const station = w.layout.customers.station[customer]
  const p = w.t.place
  const last = p.waitTail[station]
  w.t.customer.next[customer] = -1
  if (last < 0) p.waitHead[station] = customer
  else w.t.customer.next[last] = customer
  p.waitTail[station] = customer
  p.waitCount[station] += 1
  const isBox = w.layout.customers.mode[customer] === DeliveryMode.box
  const waitMs = Math.round((isBox ? sla.boxWaitMinutes : sla.pickUpWaitMinutes) * 60_000)
  w.t.customer.handle[customer] = w.list.schedule(nowMs(w) + waitMs, EventPriority.judge, EventKind.customerGivesUp, customer)
}

/** The wait is over: the promise is missed and the customer leaves. */
export function leaveQueue(w: World, customer: number): void {
  removeFromQueue(w, customer)
  bookVisit(w, customer, false)
}

function removeFromQueue(w: World, customer: number): void {
  const p = w.t.place
  const { next, handle } = w.t.customer
  const station = w.layout.customers.station[customer]
  let before = -1
  for (let at = p.waitHead[station]; at !== customer; at = next[at]) before = at
  if (before < 0) p.waitHead[station] = next[customer]
  else next[before] = next[customer]
  if (p.waitTail[station] === customer) p.waitTail[station] = before
  p.waitCount[station] -= 1
  if (handle[customer] >= 0) w.list.cancel(handle[customer])
  handle[customer] = -1
}

/** Calls the first who waits for the type out of the queue, if it can be served now; answers it, or −1. */
export function callFirst(w: World, place: number, product: number): number {
  const first = findWaiting(w, place, product)
  if (first < 0 || !canServe(w, first)) return -1
  removeFromQueue(w, first)
  bookVisit(w, first, true)
  return first
}

/** The first in the queue who waits for the type; −1 when nobody does. */
function findWaiting(w: World, place: number, product: number): number {
  let customer = w.t.place.waitHead[place]
  while (customer >= 0 && w.layout.customers.product[customer] !== product) customer = w.t.customer.next[customer]
  return customer
}

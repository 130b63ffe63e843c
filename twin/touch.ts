import { customerList, stockList } from './list.ts'
import { StockList } from './schema.ts'
import type { World } from './world.ts'

/*
 * A large fleet does not fit the processor's near caches, and what an event needs of a battery or customer lies in some thirty columns. Read
 * where it is needed, each waits for its own miss; read in one go, the misses overlap. These functions only read: leaving them out changes no
 * bit of a run (measured in docs/decisions/016).
 */

// What was read goes here, so that no compiler leaves the reading out. It is never asked for.
const seen = new Float64Array(1)

/** Reads what a change of hands needs of a battery. */
export function touchBattery(w: World, battery: number): void {
  const b = w.t.battery
  const links = b.next[battery] ^ b.prev[battery] ^ b.list[battery] ^ b.place[battery] ^ b.customer[battery]
  const kinds = b.status[battery] ^ b.placeKind[battery] ^ b.product[battery] ^ b.fault[battery] ^ b.due[battery]
  const numbers =
    b.q[battery] + b.madeFrac[battery] + b.socFrac[battery] + b.chargeFromMs[battery] + b.downSinceMs[battery] + b.handle[battery]
  // It leaves its list, so that its neighbours are joined.
  const before = b.prev[battery]
  const behind = b.next[battery]
  const joined = (before < 0 ? 0 : b.next[before]) ^ (behind < 0 ? 0 : b.prev[behind])
  seen[0] = numbers + (links ^ kinds ^ joined)
}

/** Reads what an exchange at a station needs: the customer, the battery that it holds and the one that it will get. */
export function touchExchange(w: World, customer: number): void {
  const c = w.t.customer
  const { station, product, segment, cell, mode, packs, trigger, swapAtSocFrac } = w.layout.customers
  const at = station[customer]
  const own = customerList(w, customer)
  const { head, tail, count } = w.t.list
  const kinds = c.state[customer] ^ segment[customer] ^ cell[customer] ^ mode[customer] ^ packs[customer] ^ trigger[customer]
  const use = c.usedFrac[customer] + c.limitFrac[customer] + c.dayUseFrac[customer] + c.profileFrac[customer] + swapAtSocFrac[customer]
  seen[0] = c.handle[customer] + c.requestMs[customer] + c.requests[customer] + use + (kinds ^ tail[own] ^ count[own])
  const held = head[own]
  const fresh = at < 0 ? -1 : head[stockList(w, at, product[customer], StockList.ready)]
  if (held >= 0) touchBattery(w, held)
  if (fresh >= 0) touchBattery(w, fresh)
}

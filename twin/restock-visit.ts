import { BatteryStatus, PlaceKind } from './kinds.ts'
import { moveTo, stockList } from './list.ts'
import { requestRestock } from './restock.ts'
import { addReady } from './stock.ts'
import { StockList } from './schema.ts'
import { serveWaiting } from './queue.ts'
import type { World } from './world.ts'

/** A courier restocks a shop or box: withdrawn batteries go with it as far as the vehicle has room, fresh ones take their place. */
export function exchangeAtPlace(w: World, row: number, freshFrom: number, usedTo: number, courier: number): void {
  const { place, product } = w.t.order
  const where = place[row]
  const order = { product: product[row], packs: w.t.order.packs[row] }
  collectWithdrawn(w, where, usedTo, courier, measureRoom(w, freshFrom, usedTo, courier, order))
  const { head } = w.t.list
  let left = w.t.order.packs[row]
  for (let battery = head[freshFrom]; battery >= 0 && left > 0;) {
    const following = w.t.battery.next[battery]
    if (w.t.battery.product[battery] === product[row]) {
      addReady(w, battery, where)
      left -= 1
    }
    battery = following
  }
  serveWaiting(w, where, product[row])
}

interface Room {
  pieces: number
  kg: number
}

/** What the vehicle can still take once the order's batteries are out of it. */
function measureRoom(w: World, freshFrom: number, usedTo: number, courier: number, order: { product: number; packs: number }): Room {
  const { spec, couriers } = w.layout
  const { capacityPieces, capacityKg } = spec.couriers.vehicles[couriers.vehicle[courier]]
  const load = { pieces: 0, kg: 0 }
  for (const list of [freshFrom, usedTo]) addLoad(w, list, load)
  const out = Math.min(order.packs, countOfProduct(w, freshFrom, order.product))
  return { pieces: capacityPieces - load.pieces + out, kg: capacityKg - load.kg + out * spec.products[order.product].massKg }
}

function addLoad(w: World, list: number, load: Room): void {
  const { next, product } = w.t.battery
  for (let battery = w.t.list.head[list]; battery >= 0; battery = next[battery]) {
    load.pieces += 1
    load.kg += w.layout.spec.products[product[battery]].massKg
  }
}

function countOfProduct(w: World, list: number, type: number): number {
  const { next, product } = w.t.battery
  let count = 0
  for (let battery = w.t.list.head[list]; battery >= 0; battery = next[battery]) if (product[battery] === type) count += 1
  return count
}

/** Longest-waiting first, type by type; what finds no room waits for the next visit. */
function collectWithdrawn(w: World, place: number, usedTo: number, courier: number, room: Room): void {
  w.layout.spec.products.forEach(({ massKg }, product) => {
    const list = stockList(w, place, product, StockList.withdrawn)
    // Sums of masses are rounded: a load that fills the vehicle to the last gram still fits.
    while (w.t.list.head[list] >= 0 && room.pieces >= 1 && room.kg > massKg - 1e-6) {
      moveTo(w, w.t.list.head[list], usedTo, PlaceKind.courier, courier, BatteryStatus.inTransit)
      room.pieces -= 1
      room.kg -= massKg
    }
  })
}

/** Every local day each shop and box looks whether something is missing. */
export function reviewStocks(w: World): void {
  const { places, spec } = w.layout
  for (let place = places.hubs; place < places.count; place++) {
    for (let product = 0; product < spec.products.length; product++) requestRestock(w, place, product)
  }
}

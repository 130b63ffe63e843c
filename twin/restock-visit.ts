import { BatteryStatus, PlaceKind } from './kinds.ts'
import { moveTo, stockList } from './list.ts'
import { requestRestock } from './restock.ts'
import { addReady } from './stock.ts'
import { StockList } from './schema.ts'
import { serveWaiting } from './queue.ts'
import type { World } from './world.ts'

/** A courier restocks a shop or box: withdrawn batteries go with it, fresh ones take their place. */
export function exchangeAtPlace(w: World, row: number, freshFrom: number, usedTo: number, courier: number): void {
  const { place, product } = w.t.order
  const where = place[row]
  collectWithdrawn(w, where, usedTo, courier)
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

function collectWithdrawn(w: World, place: number, usedTo: number, courier: number): void {
  const products = w.layout.spec.products.length
  for (let product = 0; product < products; product++) {
    const list = stockList(w, place, product, StockList.withdrawn)
    for (let battery = w.t.list.head[list]; battery >= 0; battery = w.t.list.head[list]) {
      moveTo(w, battery, usedTo, PlaceKind.courier, courier, BatteryStatus.inTransit)
    }
  }
}

/** Every local day each shop and box looks whether something is missing. */
export function reviewStocks(w: World): void {
  const { places, spec } = w.layout
  for (let place = places.hubs; place < places.count; place++) {
    for (let product = 0; product < spec.products.length; product++) requestRestock(w, place, product)
  }
}

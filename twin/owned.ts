import { cellOfBattery } from './exchange.ts'
import { PlaceKind } from './kinds.ts'
import { customerList, freshList, stockList } from './list.ts'
import { LogKind } from './log.ts'
import { stockListCount } from './schema.ts'
import { cellOfPlace } from './stock.ts'
import { nowMs } from './world.ts'
import type { World } from './world.ts'

/** The day of every battery that the company owns, at the cell of where it is. */
export function bookOwned(w: World): void {
  if (w.log.takes(LogKind.owned)) logOwned(w)
  else countOwned(w)
}

function logOwned(w: World): void {
  const { placeKind } = w.t.battery
  const { ownedDays } = w.t.dayFacts
  for (let battery = 0; battery < w.t.clock.batteryRows[0]; battery++) {
    if (placeKind[battery] === PlaceKind.gone) continue
    const cell = cellOfBattery(w, battery)
    ownedDays[cell] += 1
    w.log.add(nowMs(w), LogKind.owned, 0, cell, 1, 0, { battery })
  }
}

/** The same by lists, in one of which each battery stands: a customer's or a stock's knows its number, and lies beside the next one's. */
function countOwned(w: World): void {
  const { count, head } = w.t.list
  const { next } = w.t.battery
  const { ownedDays } = w.t.dayFacts
  const { customers, places, spec } = w.layout
  for (let place = 0; place < places.count; place++) {
    for (let product = 0; product < spec.products.length; product++) {
      const cell = cellOfPlace(w, place, product)
      for (let state = 0; state < stockListCount; state++) ownedDays[cell] += count[stockList(w, place, product, state)]
    }
  }
  const first = customerList(w, 0)
  for (let customer = 0; customer < customers.count; customer++) ownedDays[customers.cell[customer]] += count[first + customer]
  // What couriers and the partner carry.
  for (let list = freshList(w, 0); list < count.length; list++) {
    for (let battery = head[list]; battery >= 0; battery = next[battery]) ownedDays[cellOfBattery(w, battery)] += 1
  }
}

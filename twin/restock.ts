import { OrderKind } from './order-kind.ts'
import { acceptOrder } from './order.ts'
import { PlaceKind } from './kinds.ts'
import { countStock } from './stock.ts'
import { StockList } from './schema.ts'
import { nowMs } from './world.ts'
import type { World } from './world.ts'

const dayMs = 86_400_000

/** Batteries of the product that a shop or box should have and has not: missing ones, and withdrawn ones that block a slot. */
export function countMissing(w: World, place: number, product: number): number {
  const serving =
    countStock(w, place, product, StockList.ready) +
    countStock(w, place, product, StockList.charging) +
    countStock(w, place, product, StockList.queued)
  return w.t.stock.target[place * w.layout.spec.products.length + product] - serving
}

/** Orders fresh batteries for a shop or box when the policy says so; one open restocking order a place and type. */
export function requestRestock(w: World, place: number, product: number): void {
  const { places, spec } = w.layout
  const { openOrders } = w.t.stock
  const row = place * spec.products.length + product
  if (places.kind[place] === PlaceKind.hub || openOrders[row] > 0) return
  const missing = countMissing(w, place, product)
  const isAssigned = spec.products[product].holding === 'assigned'
  const atMissing = isAssigned ? 1 : places.kind[place] === PlaceKind.box ? spec.boxes.restockAtMissing : spec.shops.restockAtMissing
  if (!w.policies.restock(missing, atMissing)) return
  openOrders[row] += 1
  acceptOrder(w, {
    kind: OrderKind.restock,
    cause: 0,
    customer: -1,
    place,
    battery: -1,
    product,
    packs: missing,
    hub: places.hub[place],
    mode: 0,
    earliestMs: nowMs(w),
    dueMs: nowMs(w) + dayMs,
  })
}

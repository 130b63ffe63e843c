import { philoxUniform, triangularFrom } from '../sim/random/index.ts'
import { EventKind, EventPriority } from './event-kinds.ts'
import { BatteryStatus, PlaceKind } from './kinds.ts'
import { hourMs } from './layout/index.ts'
import { moveTo, partnerOutList } from './list.ts'
import { Stream } from './luck.ts'
import { addOpenMs } from './opening.ts'
import { StockList } from './schema.ts'
import { countStock, findReady, takeReady } from './stock.ts'
import { luckSeed, nowMs } from './world.ts'
import type { World } from './world.ts'

/** The partner fetches at once, so it takes an order only when the hub has the batteries. */
export function canPartnerTake(w: World, order: { hub: number; product: number; packs: number }): boolean {
  return w.t.hub.isClosed[order.hub] === 0 && countStock(w, order.hub, order.product, StockList.ready) >= order.packs
}

/** The partner fetches the batteries; the hand-over comes after a lead time that is this customer's luck. */
export function handToPartner(w: World, row: number): void {
  const o = w.t.order
  const { spec, customers } = w.layout
  const hub = o.hub[row]
  for (let i = 0; i < o.packs[row]; i++) {
    const battery = findReady(w, hub, o.product[row], 0)
    takeReady(w, battery)
    moveTo(w, battery, partnerOutList(w, hub), PlaceKind.partner, hub, BatteryStatus.inTransit)
    w.t.battery.customer[battery] = o.customer[row]
  }
  const { leadHoursMin, leadHoursMode, leadHoursMax } = spec.partner
  const luck = philoxUniform(luckSeed(w), Stream.partnerLead, customers.stableId[o.customer[row]], o.occasion[row])
  const leadMs = Math.round(triangularFrom(luck, leadHoursMin, leadHoursMode, leadHoursMax) * hourMs)
  const deliverMs = addOpenMs(w, Math.max(nowMs(w), o.earliestMs[row]), leadMs)
  w.list.schedule(deliverMs, EventPriority.act, EventKind.partnerDelivers, row)
}

import { philoxUniform, triangularFrom } from '../sim/random/index.ts'
import { bookCo2, bookMoney, Account, Co2Source } from './book.ts'
import { EventKind, EventPriority } from './event-kinds.ts'
import { receiveUsed } from './exchange.ts'
import { completeVisit } from './hand-over.ts'
import { BatteryStatus, PlaceKind } from './kinds.ts'
import { hourMs } from './layout/days.ts'
import { moveTo, partnerBackList, partnerOutList } from './list.ts'
import { LogKind } from './log.ts'
import { addOpenMs } from './opening.ts'
import { Stream } from './luck.ts'
import { cellOfOrder, fireOrder } from './order.ts'
import { OrderEvent } from './process/order-process.ts'
import { countStock, findReady, takeReady } from './stock.ts'
import { StockList } from './schema.ts'
import { nowMs } from './world.ts'
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
  const luck = philoxUniform(spec.seed, Stream.partnerLead, customers.stableId[o.customer[row]], o.occasion[row])
  const leadMs = Math.round(triangularFrom(luck, leadHoursMin, leadHoursMode, leadHoursMax) * hourMs)
  const deliverMs = addOpenMs(w, Math.max(nowMs(w), o.earliestMs[row]), leadMs)
  w.list.schedule(deliverMs, EventPriority.act, EventKind.partnerDelivers, row)
}

/** The partner stands at the door: hand-over, price of the stop, its emissions. Used batteries come back the next morning. */
export function deliverByPartner(w: World, row: number): void {
  const o = w.t.order
  const { partner } = w.layout.spec
  const cell = cellOfOrder(w, row)
  const ids = { order: o.serial[row], customer: o.customer[row] }
  w.t.dayFacts.partnerStops[cell] += 1
  w.log.add(nowMs(w), LogKind.partnerStop, 0, cell, 1, 0, ids)
  bookMoney(w, Account.partner, cell, partner.microEurPerStop, ids)
  bookCo2(w, Co2Source.travel, cell, Math.round(partner.co2GramPerStop * 1000), ids)
  fireOrder(w, row, OrderEvent.partnerDelivers)
  completeVisit(w, row, partnerOutList(w, o.hub[row]), partnerBackList(w, o.hub[row]), PlaceKind.partner, o.hub[row])
  fireOrder(w, row, OrderEvent.close)
}

/** In the morning the partner brings back what it collected. */
export function receiveFromPartner(w: World, hub: number): void {
  const { head } = w.t.list
  const list = partnerBackList(w, hub)
  for (let battery = head[list]; battery >= 0; battery = w.t.list.head[list]) receiveUsed(w, battery, hub)
}

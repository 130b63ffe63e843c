import { bookCo2, bookMoney, Account, Co2Source } from './book.ts'
import { receiveUsed } from './exchange.ts'
import { completeVisit } from './hand-over.ts'
import { PlaceKind } from './kinds.ts'
import { partnerBackList, partnerOutList } from './list.ts'
import { LogKind } from './log.ts'
import { cellOfOrder, fireOrder } from './order.ts'
import { OrderEvent } from './process/index.ts'
import { nowMs } from './world.ts'
import type { World } from './world.ts'

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

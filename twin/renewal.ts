import { philoxUniform } from '../sim/random/index.ts'
import { bookMoney, Account } from './book.ts'
import { EventKind, EventPriority } from './event-kinds.ts'
import { BatteryStatus, FaultKind, ReplacementCause, UsedRoute } from './kinds.ts'
import { wallHourAt } from './layout/index.ts'
import { removeFromFleet, stockList } from './list.ts'
import { LogKind } from './log.ts'
import { Stream } from './luck.ts'
import { addEmpty, cellOfPlace } from './stock.ts'
import { StockList } from './schema.ts'
import { orderPurchase } from './supply.ts'
import { repairTerminal } from './terminal.ts'
import { luckSeed, nowMs } from './world.ts'
import type { World } from './world.ts'

const dayMs = 86_400_000

/** Used batteries at a hub are inspected by its staff while it is open. */
export function startInspections(w: World, hub: number): void {
  const { spec, days } = w.layout
  const hours = wallHourAt(days, nowMs(w))
  if (w.t.hub.isClosed[hub] === 1 || hours < spec.hubs.openHour || hours >= spec.hubs.closeHour) return
  for (let product = 0; product < spec.products.length; product++) {
    const list = stockList(w, hub, product, StockList.withdrawn)
    for (let battery = w.t.list.head[list]; battery >= 0 && w.t.hub.staffBusy[hub] < spec.hubs.staff;) {
      const following = w.t.battery.next[battery]
      if (w.t.battery.status[battery] === BatteryStatus.withdrawn) inspect(w, battery, hub)
      battery = following
    }
  }
}

function inspect(w: World, battery: number, hub: number): void {
  const { renewal, costs } = w.layout.spec
  w.t.hub.staffBusy[hub] += 1
  w.t.battery.status[battery] = BatteryStatus.inspecting
  bookMoney(w, Account.renewal, cellOfPlace(w, hub, w.t.battery.product[battery]), costs.inspectionMicroEur, { battery, place: hub })
  const endMs = nowMs(w) + Math.round(renewal.inspectionMinutes * 60_000)
  w.list.schedule(endMs, EventPriority.stock, EventKind.inspectionDone, battery)
}

/** The inspection knows the battery's health: it goes one of four ways, and the next one is looked at. */
export function finishInspection(w: World, battery: number): void {
  const b = w.t.battery
  const hub = b.place[battery]
  w.t.hub.staffBusy[hub] -= 1
  repairTerminal(w, battery, hub)
  const isBroken = b.fault[battery] === FaultKind.water || b.fault[battery] === FaultKind.damage
  const luck = philoxUniform(luckSeed(w), Stream.route, b.stableId[battery], b.faultCount[battery])
  const route = w.policies.routeUsed(b.q[battery], isBroken, luck)
  const cell = cellOfPlace(w, hub, b.product[battery])
  w.log.add(nowMs(w), LogKind.inspected, route, cell, 1, 0, { battery, place: hub })
  sendOn(w, battery, hub, route, isBroken)
  startInspections(w, hub)
}

function sendOn(w: World, battery: number, hub: number, route: number, isBroken: boolean): void {
  const b = w.t.battery
  const { costs, products } = w.layout.spec
  const product = b.product[battery]
  const cell = cellOfPlace(w, hub, product)
  const kWh = products[product].ratedEnergyWh / 1000
  const ids = { battery, place: hub }
  switch (route) {
    case UsedRoute.reuse:
      b.fault[battery] = FaultKind.none
      b.due[battery] = ReplacementCause.none
      if (isBroken) bookMoney(w, Account.renewal, cell, costs.repairMicroEur, ids)
      addEmpty(w, battery, hub)
      break
    case UsedRoute.refurbish:
      bookMoney(w, Account.renewal, cell, Math.round(costs.refurbishMicroEurPerKWh * kWh), ids)
      leaveFleet(w, battery, cell, 'dismantled', LogKind.dismantled)
      w.list.schedule(
        nowMs(w) + Math.round(w.layout.spec.renewal.refurbishDays * dayMs),
        EventPriority.stock,
        EventKind.rebuilt,
        product * w.layout.places.hubs + hub,
      )
      break
    case UsedRoute.secondLife:
      bookMoney(w, Account.renewal, cell, -Math.round(costs.secondLifeMicroEurPerKWh * kWh * b.q[battery]), ids)
      leaveFleet(w, battery, cell, 'sold', LogKind.sold)
      orderPurchase(w, product, hub)
      break
    default:
      bookMoney(w, Account.renewal, cell, Math.round(costs.recycleMicroEurPerKWh * kWh), ids)
      leaveFleet(w, battery, cell, 'recycled', LogKind.recycled)
      orderPurchase(w, product, hub)
  }
}

/** A term of the balance has its event: the battery leaves the company's books. */
export function leaveFleet(w: World, battery: number, cell: number, term: 'dismantled' | 'recycled' | 'sold' | 'lost', kind: number): void {
  w.t.dayFacts[term][cell] += 1
  w.t.balance[term][0] += 1
  w.log.add(nowMs(w), kind, 0, cell, 1, 0, { battery, customer: w.t.battery.customer[battery] })
  removeFromFleet(w, battery, BatteryStatus.gone)
}

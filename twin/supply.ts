import { stableId } from '../sim/random/index.ts'
import { bookCo2, bookMoney, Account, Co2Source } from './book.ts'
import { createBattery, rejuvenate } from './battery.ts'
import { modelOf } from './duty.ts'
import { EventKind, EventPriority } from './event-kinds.ts'
import { scheduleFault } from './fault-schedule.ts'
import { HealthMoment, noteHealth } from './health.ts'
import { LogKind } from './log.ts'
import { addEmpty, cellOfPlace } from './stock.ts'
import { nowMs } from './world.ts'
import type { World } from './world.ts'

const dayMs = 86_400_000
const deliveredSocFrac = 0.3

/** Orders a new battery for one that left, so that the float stays: one for one. */
export function orderPurchase(w: World, product: number, hub: number): void {
  w.t.supply.ordered[product] += 1
  const leadMs = Math.round(w.layout.spec.renewal.purchaseLeadDays * dayMs)
  w.list.schedule(nowMs(w) + leadMs, EventPriority.stock, EventKind.purchaseArrives, product * w.layout.places.hubs + hub)
}

/** A bought battery arrives at a hub, with a terminal of its own. */
export function receivePurchase(w: World, product: number, hub: number): void {
  const number = ++w.t.supply.purchases[product]
  receiveBought(w, product, hub, `purchase/${w.layout.spec.products[product].id}/${number}`)
}

/** The batteries that the scenario buys beside those that replace what left, for this day. Names of their own: nobody else's luck moves. */
export function receivePlanned(w: World, day: number): void {
  const { spec, places } = w.layout
  const numbers = new Map<string, number>()
  for (const { product, hub, day: arrival, count } of spec.fleet.purchases) {
    if (arrival !== day) continue
    const index = spec.products.findIndex(({ id }) => id === product)
    const key = `planned/${product}/${hub}/${day}`
    const from = numbers.get(key) ?? 0
    for (let i = 1; i <= count; i++) receiveBought(w, index, places.name.indexOf(hub), `${key}/${from + i}`)
    numbers.set(key, from + count)
  }
}

function receiveBought(w: World, product: number, hub: number, name: string): void {
  const { spec } = w.layout
  const p = spec.products[product]
  const battery = enter(w, product, hub, name)
  const cell = cellOfPlace(w, hub, product)
  const ids = { battery, place: hub }
  w.t.dayFacts.bought[cell] += 1
  w.t.balance.bought[0] += 1
  w.log.add(nowMs(w), LogKind.bought, 0, cell, 1, 0, ids)
  bookMoney(w, Account.purchase, cell, p.priceMicroEur + spec.costs.terminalMicroEur, ids)
  noteHealth(w, battery, HealthMoment.entry)
  const packGram = spec.co2.packGramPerKWh[modelOf(p).chemistry] * (p.ratedEnergyWh / 1000)
  bookCo2(w, Co2Source.packs, cell, Math.round(packGram * 1000), ids)
}

/** A battery was rebuilt from a dismantled one: a new row with the health that the line promises. */
export function receiveRebuilt(w: World, product: number, hub: number): void {
  const number = ++w.t.supply.rebuilt[product]
  const battery = enter(w, product, hub, `rebuilt/${w.layout.spec.products[product].id}/${number}`, w.layout.spec.renewal.rebuiltSohFrac)
  const cell = cellOfPlace(w, hub, product)
  w.t.dayFacts.rebuilt[cell] += 1
  w.t.balance.rebuilt[0] += 1
  w.log.add(nowMs(w), LogKind.rebuilt, 0, cell, 1, 0, { battery, place: hub })
  noteHealth(w, battery, HealthMoment.entry)
}

/** Its health is settled before it charges: the energy of the charge follows from it. */
function enter(w: World, product: number, hub: number, name: string, sohFrac = 1): number {
  const battery = createBattery(w, product, stableId(name), nowMs(w))
  if (sohFrac < 1) rejuvenate(w, battery, sohFrac)
  w.t.battery.socFrac[battery] = deliveredSocFrac
  scheduleFault(w, battery)
  addEmpty(w, battery, hub)
  return battery
}

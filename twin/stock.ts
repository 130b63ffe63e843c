import { bookCo2, bookHours, bookMoney, Account, Co2Source } from './book.ts'
import { capacityFrac } from './capacity.ts'
import { chargedEnergyWh, chargeEndMs } from './charging.ts'
import { EventKind, EventPriority } from './event-kinds.ts'
import { BatteryStatus, DeliveryMode, PlaceKind } from './kinds.ts'
import { cellOf } from './layout/index.ts'
import { moveTo, stockList, unlink } from './list.ts'
import { LogKind } from './log.ts'
import { StockList } from './schema.ts'
import { nowMs } from './world.ts'
import type { World } from './world.ts'

/** Fact cell of a place: boxes count as mode box, shops as pick-up, hubs as none. */
export function cellOfPlace(w: World, place: number, product: number): number {
  const { places } = w.layout
  const kind = places.kind[place]
  const mode = kind === PlaceKind.box ? DeliveryMode.box : kind === PlaceKind.shop ? DeliveryMode.pickUp : DeliveryMode.none
  return cellOf(w.layout, places.hub[place], mode, product)
}

/** Batteries in a stock list. */
export function countStock(w: World, place: number, product: number, state: number): number {
  return w.t.list.count[stockList(w, place, product, state)]
}

/** Follows stock-outs: call after every change of a ready list. */
export function noteReady(w: World, place: number, product: number): void {
  const row = place * w.layout.spec.products.length + product
  const { outSinceMs, target } = w.t.stock
  if (target[row] === 0) return
  const isOut = countStock(w, place, product, StockList.ready) === 0
  if (isOut === outSinceMs[row] >= 0) return
  if (isOut) outSinceMs[row] = nowMs(w)
  else closeStockOut(w, place, product, -1)
  w.trace?.ranOut(w, place, product, isOut)
}

/** Books a stock-out that lasts until now and goes on from `sinceMs` (−1: it ended). */
export function closeStockOut(w: World, place: number, product: number, sinceMs: number): void {
  const row = place * w.layout.spec.products.length + product
  const from = w.t.stock.outSinceMs[row]
  w.t.stock.outSinceMs[row] = sinceMs
  if (from < 0 || from === nowMs(w)) return
  const cell = cellOfPlace(w, place, product)
  w.t.dayFacts.stockOutMs[cell] += nowMs(w) - from
  bookHours(w, 'stockOutMs', cell, from, nowMs(w))
  w.log.add(nowMs(w), LogKind.stockOut, 0, cell, nowMs(w) - from, 0, { place })
}

/** A charged battery joins the ready stock of a place. */
export function addReady(w: World, battery: number, place: number): void {
  const product = w.t.battery.product[battery]
  moveTo(w, battery, stockList(w, place, product, StockList.ready), w.layout.places.kind[place], place, BatteryStatus.ready)
  noteReady(w, place, product)
}

/**
 * Takes the battery out of a ready stock, for a customer or a load; the caller puts it into another list at once. It leaves as full as it
 * has become while it waited.
 */
export function takeReady(w: World, battery: number): void {
  const place = w.t.battery.place[battery]
  if (isPluggedIn(w, battery)) unplug(w, battery)
  unlink(w, battery)
  noteReady(w, place, w.t.battery.product[battery])
}

/** Whether the battery draws energy: it charges, or waits ready and is filled up. */
export function isPluggedIn(w: World, battery: number): boolean {
  return w.t.battery.chargeFromMs[battery] >= 0
}

/** A battery that needs charging comes to a place: it charges at once where a charger is free. */
export function addEmpty(w: World, battery: number, place: number): void {
  const b = w.t.battery
  const product = b.product[battery]
  const isFree = w.t.place.chargersBusy[place] < w.layout.places.chargers[place]
  const state = isFree ? StockList.charging : StockList.queued
  const status = isFree ? BatteryStatus.charging : BatteryStatus.queued
  moveTo(w, battery, stockList(w, place, product, state), w.layout.places.kind[place], place, status)
  if (isFree) startCharge(w, battery, place)
}

function startCharge(w: World, battery: number, place: number): void {
  w.t.place.chargersBusy[place] += 1
  w.t.battery.chargeFromMs[battery] = nowMs(w)
  scheduleCharge(w, battery, place, w.layout.spec.sla.readySocFrac)
}

/** The next moment of a charge: when the battery is charged so far as the state of charge says. */
function scheduleCharge(w: World, battery: number, place: number, toSocFrac: number): void {
  const b = w.t.battery
  const energyWh = Math.max(0, toSocFrac - b.socFrac[battery]) * energyOfFullWh(w, battery)
  const atMs = chargeEndMs(w, place, b.product[battery], nowMs(w), energyWh)
  b.handle[battery] = w.list.schedule(atMs, EventPriority.stock, EventKind.chargeDone, battery)
}

/** Energy between empty and full, by what is left of the capacity. */
function energyOfFullWh(w: World, battery: number): number {
  return capacityFrac(w, battery) * w.layout.spec.products[w.t.battery.product[battery]].ratedEnergyWh
}

/**
 * A charging battery is charged so far that it counts as ready, or a ready one is full. Answers the place. In a box every slot fills
 * its battery up while it waits, reckoned when it is taken; elsewhere the charger is free only when the battery is full.
 */
export function finishCharge(w: World, battery: number): number {
  const b = w.t.battery
  const place = b.place[battery]
  const isBox = w.layout.places.kind[place] === PlaceKind.box
  b.handle[battery] = -1
  if (b.status[battery] === BatteryStatus.charging) {
    bookCharge(w, battery, place, Math.max(b.socFrac[battery], w.layout.spec.sla.readySocFrac))
    b.chargeFromMs[battery] = nowMs(w)
    addReady(w, battery, place)
    if (b.socFrac[battery] < 1 && !isBox) {
      scheduleCharge(w, battery, place, 1)
      return place
    }
    if (b.socFrac[battery] >= 1) b.chargeFromMs[battery] = -1
  } else {
    bookCharge(w, battery, place, 1)
    b.chargeFromMs[battery] = -1
  }
  freeCharger(w, place)
  return place
}

/** Breaks a charge off (hand-over, fault, withdrawal): what was charged so far is booked, the charger takes the next. */
export function unplug(w: World, battery: number): void {
  const b = w.t.battery
  const place = b.place[battery]
  const holdsCharger = b.status[battery] === BatteryStatus.charging || w.layout.places.kind[place] !== PlaceKind.box
  const missingWh = (1 - b.socFrac[battery]) * energyOfFullWh(w, battery)
  const chargedWh = chargedEnergyWh(w, place, b.product[battery], b.chargeFromMs[battery], nowMs(w), missingWh)
  if (b.handle[battery] >= 0) w.list.cancel(b.handle[battery])
  b.handle[battery] = -1
  b.chargeFromMs[battery] = -1
  bookCharge(w, battery, place, Math.min(1, b.socFrac[battery] + chargedWh / energyOfFullWh(w, battery)))
  if (holdsCharger) freeCharger(w, place)
}

function bookCharge(w: World, battery: number, place: number, toSocFrac: number): void {
  const b = w.t.battery
  const { products, costs, co2 } = w.layout.spec
  const product = products[b.product[battery]]
  const cell = cellOfPlace(w, place, b.product[battery])
  const chargedMilliWh = Math.round((toSocFrac - b.socFrac[battery]) * capacityFrac(w, battery) * product.ratedEnergyWh * 1000)
  const boughtMilliWh = Math.round(chargedMilliWh / product.chargeEfficiencyFrac)
  b.socFrac[battery] = toSocFrac
  w.t.dayFacts.energyChargedMilliWh[cell] += chargedMilliWh
  w.t.dayFacts.energyBoughtMilliWh[cell] += boughtMilliWh
  const ids = { battery, place }
  w.log.add(nowMs(w), LogKind.charged, 0, cell, chargedMilliWh, boughtMilliWh, ids)
  bookMoney(w, Account.energy, cell, Math.round((boughtMilliWh * costs.energyMicroEurPerKWh) / 1e6), ids)
  bookCo2(w, Co2Source.charging, cell, Math.round((boughtMilliWh * co2.gridGramPerKWh) / 1000), ids)
}

/** The charger takes the next battery of the type of which most wait, so that no type holds the others up. */
function freeCharger(w: World, place: number): void {
  w.t.place.chargersBusy[place] -= 1
  const products = w.layout.spec.products.length
  let longest = 0
  for (let product = 1; product < products; product++) {
    if (countStock(w, place, product, StockList.queued) > countStock(w, place, longest, StockList.queued)) longest = product
  }
  const next = w.t.list.head[stockList(w, place, longest, StockList.queued)]
  if (next >= 0) addEmpty(w, next, place)
}

/** The battery leaves service at a place and waits for its way to inspection. */
export function addWithdrawn(w: World, battery: number, place: number): void {
  const list = stockList(w, place, w.t.battery.product[battery], StockList.withdrawn)
  moveTo(w, battery, list, w.layout.places.kind[place], place, BatteryStatus.withdrawn)
}

/** The longest-waiting ready battery of the type with at least `minimumSohFrac`; −1 when there is none. A policy port chooses among them. */
export function findReady(w: World, place: number, product: number, minimumSohFrac: number): number {
  const { next, q } = w.t.battery
  let battery = w.t.list.head[stockList(w, place, product, StockList.ready)]
  while (battery >= 0 && q[battery] < minimumSohFrac) battery = next[battery]
  return battery
}

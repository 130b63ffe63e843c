import { discreteFrom, philoxUniform } from '../sim/random/index.ts'
import { askForExchange } from './customer.ts'
import { bookEmptyPlaces, cellOfBattery, cellOfCustomer, closeOutage } from './exchange.ts'
import { BatteryStatus, FaultKind, PlaceKind, ReplacementCause } from './kinds.ts'
import { unlink } from './list.ts'
import { LogKind } from './log.ts'
import { Stream } from './luck.ts'
import { scheduleFault } from './fault-schedule.ts'
import { leaveFleet } from './renewal.ts'
import { requestReplacement } from './replacement.ts'
import { requestRestock } from './restock.ts'
import type { FaultSpec } from './spec.ts'
import { addWithdrawn, cellOfPlace, isPluggedIn, noteReady, unplug } from './stock.ts'
import { orderPurchase } from './supply.ts'
import { failTerminal } from './terminal.ts'
import { CustomerState } from './process/index.ts'
import { luckSeed, nowMs, today } from './world.ts'
import type { World } from './world.ts'

/** A candidate comes: it strikes with the share of today's rate, if the battery is still owned. */
export function strike(w: World, battery: number): void {
  const b = w.t.battery
  const { spec, weather } = w.layout
  if (b.placeKind[battery] === PlaceKind.gone) return
  const occasion = b.faultCount[battery]
  const thin = philoxUniform(luckSeed(w), Stream.faultKind, b.stableId[battery], occasion, 0)
  const luck = philoxUniform(luckSeed(w), Stream.faultKind, b.stableId[battery], occasion, 1)
  b.faultCount[battery] += 1
  if (thin < weather.faultFactor[today(w)] / weather.maxFaultFactor) suffer(w, battery, drawKind(spec.faults, luck))
  scheduleFault(w, battery)
}

function drawKind(f: FaultSpec, luck: number): number {
  const shares = [f.electronicsPerYear, f.waterPerYear, f.damagePerYear, f.theftPerYear]
  const cumulative = shares.map((_, i) => shares.slice(0, i + 1).reduce((a, x) => a + x, 0))
  return 1 + discreteFrom(luck, cumulative)
}

function suffer(w: World, battery: number, kind: number): void {
  const b = w.t.battery
  const isOut = b.placeKind[battery] === PlaceKind.customer || b.placeKind[battery] === PlaceKind.box
  if (b.fault[battery] !== FaultKind.none || (kind === FaultKind.theft && !isOut)) return
  w.log.add(nowMs(w), LogKind.fault, kind, cellOfBattery(w, battery), 1, 0, { battery, customer: b.customer[battery] })
  if (kind === FaultKind.electronics) failTerminal(w, battery)
  if (kind !== FaultKind.theft) b.fault[battery] = kind
  if (b.placeKind[battery] === PlaceKind.customer) sufferAtCustomer(w, battery, kind)
  else sufferInStock(w, battery, kind)
}

function sufferAtCustomer(w: World, battery: number, kind: number): void {
  const b = w.t.battery
  const customer = b.place[battery]
  const product = b.product[battery]
  const hub = w.layout.customers.hub[customer]
  if (kind === FaultKind.theft) {
    closeOutage(w, battery)
    bookEmptyPlaces(w, customer)
    leaveFleet(w, battery, cellOfCustomer(w, customer), 'lost', LogKind.lost)
    orderPurchase(w, product, hub)
  }
  if (w.layout.spec.products[product].holding === 'assigned') {
    requestReplacement(w, customer, kind === FaultKind.theft ? -1 : battery, ReplacementCause.fault)
    return
  }
  // A pooled set that is short of a pack is exchanged at once, unless an exchange is under way or the next appointment brings it.
  w.t.customer.limitFrac[customer] = 0
  const isFree = w.t.customer.state[customer] === CustomerState.content
  if (isFree && w.layout.spec.segments[w.layout.customers.segment[customer]].swapTrigger !== 'appointment') askForExchange(w, customer)
}

function sufferInStock(w: World, battery: number, kind: number): void {
  const b = w.t.battery
  const { place, product, status } = b
  const where = place[battery]
  const isStock =
    status[battery] === BatteryStatus.ready || status[battery] === BatteryStatus.charging || status[battery] === BatteryStatus.queued
  if (!isStock) return
  if (isPluggedIn(w, battery)) unplug(w, battery)
  unlink(w, battery)
  noteReady(w, where, product[battery])
  if (kind === FaultKind.theft) {
    leaveFleet(w, battery, cellOfPlace(w, where, product[battery]), 'lost', LogKind.lost)
    orderPurchase(w, product[battery], w.layout.places.hub[where])
  } else addWithdrawn(w, battery, where)
  requestRestock(w, where, product[battery])
}

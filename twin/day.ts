import { bookHours, bookMoney, Account } from './book.ts'
import { assertBalance } from './balance.ts'
import { ageFleet } from './age-fleet.ts'
import { CourierState } from './courier-state.ts'
import { acceptInspections, acceptAppointments } from './appointments.ts'
import { beginCustomerDays } from './customer-use.ts'
import { fillDutyRates } from './duty.ts'
import { EventKind, EventPriority } from './event-kinds.ts'
import { bookEmptyPlaces, cellOfCustomer, closeOutage } from './exchange.ts'
import { noteWeak, reviewAvailability } from './availability.ts'
import { flushDay } from './flush-day.ts'
import { DeliveryMode, PlaceKind } from './kinds.ts'
import { dayFeeMicroEur, staffOn, timeOfHour, weekdayOfDay } from './layout/index.ts'
import { LogKind } from './log.ts'
import { bookOwned } from './owned.ts'
import { receiveFromPartner } from './partner.ts'
import { startInspections } from './renewal.ts'
import { receivePlanned } from './supply.ts'
import { reviewStocks } from './restock-visit.ts'
import { cellOfPlace, closeStockOut } from './stock.ts'
import { requestDispatch } from './dispatch-request.ts'
import { nowMs, today } from './world.ts'
import type { World } from './world.ts'

/** Local midnight: the day that ends is aged, booked and balanced; the day that begins gets its weather, use, shifts and orders. */
export function changeDay(w: World, day: number): void {
  endDay(w)
  if (day < w.layout.spec.days) beginDay(w, day)
}

function endDay(w: World): void {
  closeSpans(w)
  ageFleet(w)
  noteWeak(w)
  bookHoldings(w)
  bookStations(w)
  reviewAvailability(w)
  assertBalance(w)
  flushDay(w, today(w))
  w.log.add(nowMs(w), LogKind.dayEnded, 0, 0, today(w), nowMs(w) - w.layout.days.startMs[today(w)])
}

/** Opens a day; also the first of a run, which no day precedes. */
export function beginDay(w: World, day: number): void {
  const { layout } = w
  w.t.clock.day[0] = day
  fillDutyRates(w.rates, layout, layout.warmth, day)
  // The run's last midnight waits for all else at that moment: a promise that is due then belongs to the last day.
  const priority = day + 1 === layout.spec.days ? EventPriority.end : EventPriority.day
  w.list.schedule(layout.days.startMs[day + 1], priority, EventKind.dayBegins, day + 1)
  openHubs(w, day)
  receivePlanned(w, day)
  scheduleShifts(w, day)
  beginCustomerDays(w)
  acceptAppointments(w)
  acceptInspections(w)
  reviewStocks(w)
}

/** Spans that last over midnight are booked up to now and go on. */
function closeSpans(w: World): void {
  const { places, spec } = w.layout
  for (let place = 0; place < places.count; place++) {
    for (let product = 0; product < spec.products.length; product++) {
      if (w.t.stock.outSinceMs[place * spec.products.length + product] >= 0) closeStockOut(w, place, product, nowMs(w))
    }
  }
  for (const customer of w.layout.customers.maintained) bookEmptyPlaces(w, customer)
  const { downSinceMs, placeKind } = w.t.battery
  for (let battery = 0; battery < w.t.clock.batteryRows[0]; battery++) {
    if (downSinceMs[battery] < 0 || placeKind[battery] !== PlaceKind.customer) continue
    closeOutage(w, battery)
    downSinceMs[battery] = nowMs(w)
  }
}

/** Batteries owned, places under contract and their fees. */
function bookHoldings(w: World): void {
  const { holdings, cells } = w.layout
  const facts = w.t.dayFacts
  const spanMs = nowMs(w) - w.layout.days.startMs[today(w)]
  for (let cell = 0; cell < cells; cell++) {
    facts.placeDays[cell] += holdings.packs[cell]
    facts.assignedPlaceDays[cell] += holdings.assignedPacks[cell]
    facts.contractMs[cell] += holdings.maintainedPacks[cell] * spanMs
    facts.availableMs[cell] += holdings.maintainedPacks[cell] * spanMs
    facts.feeMicroEur[cell] += holdings.feeMicroEur[cell]
  }
  if (w.log.takes(LogKind.places)) logHoldings(w, spanMs)
  bookOwned(w)
}

/** The same customer by customer, for the log. */
function logHoldings(w: World, spanMs: number): void {
  const { spec, customers } = w.layout
  for (let customer = 0; customer < customers.count; customer++) {
    const cell = cellOfCustomer(w, customer)
    const packs = customers.packs[customer]
    const isAssigned = spec.products[customers.product[customer]].holding === 'assigned'
    w.log.add(nowMs(w), LogKind.places, isAssigned ? 1 : 0, cell, packs, 0, { customer })
    if (customers.mode[customer] === DeliveryMode.fullMaintenance) {
      w.log.add(nowMs(w), LogKind.contract, 0, cell, packs * spanMs, 0, { customer })
    }
    w.log.add(nowMs(w), LogKind.money, Account.fee, cell, dayFeeMicroEur(spec, customers, customer), 0, { customer })
  }
}

/** Rent of boxes and hubs, what boxes could charge, and the time in which stock should be there. */
function bookStations(w: World): void {
  const { places, spec } = w.layout
  const spanMs = nowMs(w) - w.layout.days.startMs[today(w)]
  for (let place = 0; place < places.count; place++) {
    const kind = places.kind[place]
    const rent = kind === PlaceKind.hub ? spec.costs.hubMicroEurPerDay : kind === PlaceKind.box ? spec.costs.boxMicroEurPerDay : 0
    if (rent > 0) bookMoney(w, Account.station, cellOfPlace(w, place, 0), rent, { place })
    for (let product = 0; product < spec.products.length; product++) {
      if (w.t.stock.target[place * spec.products.length + product] > 0) bookStockDue(w, place, product, spanMs)
    }
  }
}

function bookStockDue(w: World, place: number, product: number, spanMs: number): void {
  const { places, spec, days } = w.layout
  const cell = cellOfPlace(w, place, product)
  w.t.dayFacts.stockPlaceMs[cell] += spanMs
  bookHours(w, 'stockPlaceMs', cell, days.startMs[today(w)], nowMs(w))
  w.log.add(nowMs(w), LogKind.stockDue, 0, cell, spanMs, 0, { place })
  if (places.kind[place] !== PlaceKind.box) return
  const { ratedEnergyWh, chargePowerW } = spec.products[product]
  const slots = w.t.stock.target[place * spec.products.length + product]
  const rated = Math.round((slots * (spanMs / 3_600_000) * chargePowerW) / ratedEnergyWh)
  w.t.dayFacts.ratedStationPacks[cell] += rated
  w.log.add(nowMs(w), LogKind.rated, 0, cell, rated, 0, { place })
}

function openHubs(w: World, day: number): void {
  const { places, spec, days } = w.layout
  for (let hub = 0; hub < places.hubs; hub++) {
    const name = places.name[hub]
    const isClosed = spec.hubs.closures.some((c) => c.hub === name && day >= c.fromDay && day < c.fromDay + c.days)
    w.t.hub.isClosed[hub] = isClosed ? 1 : 0
    w.list.schedule(timeOfHour(days, day, spec.hubs.openHour), EventPriority.stock, EventKind.hubOpens, hub)
  }
}

/** The hub opens, if it does today: the partner brings back what it collected, inspections begin, waiting orders are looked at. */
export function openHub(w: World, hub: number): void {
  if (w.t.hub.isClosed[hub] === 1) return
  receiveFromPartner(w, hub)
  startInspections(w, hub)
  if (w.t.hub.orderCount[hub] > 0) requestDispatch(w, hub, nowMs(w))
}

function scheduleShifts(w: World, day: number): void {
  const { couriers, spec, days } = w.layout
  const { hubs } = w.layout.places
  const isWeekend = weekdayOfDay(days, day) >= 5
  const staff = couriers.staffing.map((steps) => staffOn(steps, day))
  for (let courier = 0; courier < couriers.count; courier++) {
    if (isWeekend && couriers.worksWeekends[courier] === 0) continue
    if (Math.floor(courier / hubs) >= staff[courier % hubs]) continue
    const { startHour, endHour } = spec.couriers.shifts[couriers.shift[courier]]
    // Who is still on tour from yesterday ends that shift when back; today's begins at its hour all the same.
    if (w.t.courier.state[courier] === CourierState.off) w.t.courier.shiftEndMs[courier] = timeOfHour(days, day, endHour)
    w.list.schedule(timeOfHour(days, day, startHour), EventPriority.act, EventKind.shiftBegins, courier)
    w.list.schedule(timeOfHour(days, day, endHour), EventPriority.act, EventKind.shiftEnds, courier)
  }
}

import { expect, test } from 'vitest'
import { BatteryStatus, PlaceKind } from './kinds.ts'
import { freshList, moveTo, stockList, usedList } from './list.ts'
import { acceptOrder } from './order.ts'
import { OrderKind } from './order-kind.ts'
import { exchangeAtPlace } from './restock-visit.ts'
import { StockList } from './schema.ts'
import type { VehicleSpec, WorldSpec } from './spec.ts'
import { addWithdrawn, findReady, takeReady } from './stock.ts'
import type { World } from './world.ts'
import { createFixtureWorld, fixtureSpec } from './world-fixture.ts'

const product = 0
const massKg = fixtureSpec.products[product].massKg

function createTown(vehicle: Partial<VehicleSpec>): World {
  const vehicles = fixtureSpec.couriers.vehicles.map((v) => ({ ...v, ...vehicle }))
  const products = fixtureSpec.products.map((p, i) => (i === product ? { ...p, floatFactor: 4 } : p))
  const spec: WorldSpec = { ...fixtureSpec, products, couriers: { ...fixtureSpec.couriers, vehicles } }
  return createFixtureWorld(spec).w
}

function takeFrom(w: World, hub: number): number {
  const battery = findReady(w, hub, product, 0)
  expect(battery).toBeGreaterThanOrEqual(0)
  takeReady(w, battery)
  return battery
}

/** A courier with `carried` batteries in the load stands at a box in which `withdrawn` wait, to leave `packs` there. */
function visit(w: World, carried: number, packs: number, withdrawn: number) {
  const box = Array.from(w.layout.places.kind).indexOf(PlaceKind.box)
  const hub = w.layout.places.hub[box]
  for (let i = 0; i < withdrawn; i++) addWithdrawn(w, takeFrom(w, hub), box)
  for (let i = 0; i < carried; i++) {
    moveTo(w, takeFrom(w, hub), freshList(w, 0), PlaceKind.courier, 0, BatteryStatus.inTransit)
  }
  const request = { kind: OrderKind.restock, cause: 0, customer: -1, place: box, battery: -1, product, packs, hub, mode: 0 }
  const ready = w.t.list.count[stockList(w, box, product, StockList.ready)]
  const row = acceptOrder(w, { ...request, earliestMs: 0, dueMs: 1 })
  exchangeAtPlace(w, row, freshList(w, 0), usedList(w, 0), 0)
  const countOf = (list: number) => w.t.list.count[list]
  return {
    delivered: countOf(stockList(w, box, product, StockList.ready)) - ready,
    left: countOf(stockList(w, box, product, StockList.withdrawn)),
    taken: countOf(usedList(w, 0)),
  }
}

test('withdrawn batteries go with the courier where there is room', () => {
  expect(visit(createTown({}), 2, 2, 4)).toEqual({ delivered: 2, left: 0, taken: 4 })
})

test('pieces: what was left there makes room, what stays in the van does not', () => {
  expect(visit(createTown({ capacityPieces: 3 }), 3, 2, 4)).toEqual({ delivered: 2, left: 2, taken: 2 })
})

test('kilograms: a full load still fits to the last gram, and no battery more', () => {
  expect(visit(createTown({ capacityKg: 3 * massKg }), 3, 2, 4)).toEqual({ delivered: 2, left: 2, taken: 2 })
  expect(visit(createTown({ capacityKg: 3 * massKg - 0.001 }), 2, 2, 4)).toEqual({ delivered: 2, left: 2, taken: 2 })
})

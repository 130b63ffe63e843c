import { createHash } from '../sim/hash/index.ts'
import type { Hash, HashColumn } from '../sim/hash/index.ts'
import { EventKind } from './event-kinds.ts'
import { PlaceKind } from './kinds.ts'
import { OrderState } from './process/index.ts'
import type { World } from './world.ts'

/*
 * The logical state of a run: what it says, not where it lies. Batteries go by stable id, orders by serial, lists and queues by their
 * order; rows, handles, links and free rows do not count, nor does the room that tables have. So a world that grew, was restored or was
 * forked has the hash of one that was not.
 */

type Columns = Readonly<Record<string, HashColumn>>

/** Columns that say where something lies; what they tell is hashed through lists, queues and events. */
const physical: Readonly<Record<string, ReadonlySet<string>>> = {
  // Luck that is the specification's goes without saying.
  clock: new Set(['batteryRows', 'freeOrder', 'luckSeed']),
  // Whether somebody paused the run is not what the run is.
  run: new Set(['status']),
  battery: new Set(['handle', 'list', 'next', 'prev', 'terminal', 'stableId', 'customer', 'place']),
  terminal: new Set(['battery']),
  customer: new Set(['handle', 'next']),
  place: new Set(['waitHead', 'waitTail']),
  hub: new Set(['orderHead', 'orderTail']),
  courier: new Set(['tourHead']),
  order: new Set(['next', 'prev', 'handle', 'battery', 'customer']),
}

const nothing: ReadonlySet<string> = new Set()

/** Tables without identities of their own: every row counts, in order. */
const plainTables = ['clock', 'run', 'customer', 'stock', 'place', 'hub', 'courier', 'supply', 'dayFacts', 'hourFacts', 'balance'] as const

const batteryEvents: ReadonlySet<number> = new Set([EventKind.chargeDone, EventKind.faultStrikes, EventKind.inspectionDone])
const orderEvents: ReadonlySet<number> = new Set([EventKind.orderDue, EventKind.orderRetries, EventKind.partnerDelivers])

/** Logical state hash of a world between two events: 16 hexadecimal digits, equal for equal states on every machine. */
export function hashWorld(w: World): string {
  const hash = createHash()
  for (const table of plainTables) addTable(hash, table, w.t[table])
  addBatteries(hash, w)
  addOrders(hash, w)
  addLists(hash, w)
  addQueues(hash, w)
  addEvents(hash, w)
  if (w.t.clock.luckSeed[0] !== w.layout.spec.seed) hash.addNumber(w.t.clock.luckSeed[0])
  return hash.digest()
}

function logicalColumns(table: string, columns: Columns): HashColumn[] {
  return Object.keys(columns)
    .filter((name) => !(physical[table] ?? nothing).has(name))
    .map((name) => columns[name])
}

function addTable(hash: Hash, table: string, columns: Columns): void {
  hash.addString(table)
  for (const column of logicalColumns(table, columns)) hash.addColumn(column, 0, column.length)
}

function addRow(hash: Hash, columns: readonly HashColumn[], row: number): void {
  for (const column of columns) hash.addNumber(column[row])
}

/** Batteries that are owned, by stable id; two of one id (names that share their 32 bits) keep the order in which they came. */
function addBatteries(hash: Hash, w: World): void {
  const { stableId, placeKind, place, customer, terminal } = w.t.battery
  const columns = logicalColumns('battery', w.t.battery)
  const terminals = logicalColumns('terminal', w.t.terminal)
  const rows: number[] = []
  for (let row = 0; row < w.t.clock.batteryRows[0]; row++) if (placeKind[row] !== PlaceKind.gone) rows.push(row)
  rows.sort((a, b) => stableId[a] - stableId[b] || a - b)
  hash.addU32(rows.length)
  for (const row of rows) {
    hash.addU32(stableId[row])
    hash.addU32(placeKind[row] === PlaceKind.customer ? customerId(w, place[row]) : place[row])
    hash.addU32(customerId(w, customer[row]))
    addRow(hash, columns, row)
    addRow(hash, terminals, terminal[row])
  }
}

/** Open orders by serial. */
function addOrders(hash: Hash, w: World): void {
  const { state, serial, battery, customer } = w.t.order
  const columns = logicalColumns('order', w.t.order)
  const rows: number[] = []
  for (let row = 0; row < state.length; row++) if (state[row] !== OrderState.free) rows.push(row)
  rows.sort((a, b) => serial[a] - serial[b])
  hash.addU32(rows.length)
  for (const row of rows) {
    hash.addU32(batteryId(w, battery[row]))
    hash.addU32(customerId(w, customer[row]))
    addRow(hash, columns, row)
  }
}

/** Every list of batteries, in its order. */
function addLists(hash: Hash, w: World): void {
  const { head, count } = w.t.list
  const { next, stableId } = w.t.battery
  for (let list = 0; list < head.length; list++) {
    hash.addU32(count[list])
    for (let battery = head[list]; battery >= 0; battery = next[battery]) hash.addU32(stableId[battery])
  }
}

/** Customers that wait at places, orders that wait at hubs, stops of tours. */
function addQueues(hash: Hash, w: World): void {
  const { place, hub, courier, customer, order } = w.t
  for (const head of place.waitHead) addChain(hash, head, customer.next, (row) => customerId(w, row))
  for (const heads of [hub.orderHead, courier.tourHead])
    for (const head of heads) addChain(hash, head, order.next, (row) => order.serial[row])
}

function addChain(hash: Hash, head: number, next: Int32Array, identify: (row: number) => number): void {
  let length = 0
  for (let row = head; row >= 0; row = next[row]) {
    hash.addNumber(identify(row))
    length += 1
  }
  hash.addU32(length)
}

/** Pending events in order; a subject that is the row of a battery, an order or a customer goes by its identity. */
function addEvents(hash: Hash, w: World): void {
  hash.addU32(w.list.size)
  w.list.forEachPending((time, key, kind, subject) => {
    hash.addNumber(time)
    hash.addU32(key)
    hash.addU32(kind)
    hash.addNumber(identifySubject(w, kind, subject))
  })
}

function identifySubject(w: World, kind: number, subject: number): number {
  if (batteryEvents.has(kind)) return batteryId(w, subject)
  return orderEvents.has(kind) ? w.t.order.serial[subject] : subject
}

const nobody = 0xffffffff

function batteryId(w: World, row: number): number {
  return row < 0 ? nobody : w.t.battery.stableId[row]
}

function customerId(w: World, row: number): number {
  return row < 0 ? nobody : w.layout.customers.stableId[row]
}

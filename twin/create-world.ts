import { createArena } from '../sim/arena/index.ts'
import { EventList } from '../sim/events/index.ts'
import { philoxUniform } from '../sim/random/index.ts'
import { askAtSoc } from './customer-use.ts'
import { beginDay } from './day.ts'
import { createDutyRates, fillDutyRates } from './duty.ts'
import { resetUse, giveTo } from './exchange.ts'
import { scheduleFault } from './fault-schedule.ts'
import { HealthMoment, noteHealth } from './health.ts'
import { deliveryModeCount, SwapTrigger } from './kinds.ts'
import type { Layout } from './layout/index.ts'
import { customerName } from './layout/index.ts'
import { LogWriter } from './log-writer.ts'
import { Stream } from './luck.ts'
import { createThresholdPolicies } from './policy.ts'
import type { Policies } from './policy.ts'
import { worldSchema } from './schema.ts'
import type { WorldCapacities, WorldTables } from './schema.ts'
import type { WorldSpec } from './spec.ts'
import { createClimate, createStartBattery } from './start-fleet.ts'
import type { StartBattery } from './start-fleet.ts'
import { distributeSpares, setTargets } from './start-stock.ts'
import { noteReady } from './stock.ts'
import type { RunSink, World } from './world.ts'

/** How a run is recorded and decided. */
export interface WorldOptions {
  readonly sink: RunSink
  /** `LogLevel`. */
  readonly level: number
  readonly policies?: Policies
}

/** The policies that a scenario's rules state. */
export function policiesOf(spec: WorldSpec): Policies {
  const { dispatchAtStops, dispatchSlackMinutes } = spec.couriers
  return createThresholdPolicies(spec.rules, spec.renewal, { atStops: dispatchAtStops, slackMinutes: dispatchSlackMinutes })
}

/** Builds the arena: fleet, stock and customers at the start, the first day opened. */
export function createWorld(layout: Layout, options: WorldOptions): World {
  const arena = createArena(worldSchema(capacitiesOf(layout)))
  const w: World = {
    layout,
    policies: options.policies ?? policiesOf(layout.spec),
    sink: options.sink,
    log: new LogWriter(options.level, deliveryModeCount, layout.spec.products.length, options.sink.writeLog),
    rates: createDutyRates(layout.spec),
    trace: null,
    arena,
    t: arena.tables,
    list: new EventList(arena.tables),
  }
  clearLinks(w.t)
  w.t.clock.luckSeed[0] = layout.spec.seed
  fillDutyRates(w.rates, layout, layout.warmth, 0)
  setTargets(w)
  const climate = createClimate(w.layout)
  equipCustomers(w, (name, product, segment, use) => createStartBattery(w, climate, name, product, segment, use))
  distributeSpares(w, (name, product, segment, use) => createStartBattery(w, climate, name, product, segment, use))
  noteStocks(w)
  w.t.balance.atStart[0] = w.t.clock.batteryRows[0]
  for (let battery = 0; battery < w.t.clock.batteryRows[0]; battery++) {
    scheduleFault(w, battery)
    noteHealth(w, battery, HealthMoment.entry)
  }
  beginDay(w, 0)
  return w
}

/** A stock that the start leaves empty is out from the first moment on. */
function noteStocks(w: World): void {
  const products = w.layout.spec.products.length
  for (let row = 0; row < w.t.stock.target.length; row++) noteReady(w, Math.floor(row / products), row % products)
}

/** Rows to start with: the fleet and a tenth more; orders and events grow when they must. */
export function capacitiesOf(layout: Layout): WorldCapacities {
  const { spec, customers, places, couriers } = layout
  const contracts = spec.products.map((p) =>
    spec.segments.filter((s) => s.product === p.id).reduce((sum, s) => sum + s.customers * s.packsPerCustomer, 0),
  )
  const owned = contracts.reduce((sum, n, i) => sum + Math.ceil(n * spec.products[i].floatFactor), 0)
  const batteries = Math.ceil(owned * 1.1) + 64
  return {
    batteries,
    customers: customers.count,
    places: places.count,
    products: spec.products.length,
    couriers: couriers.count,
    // Twice what a midnight may open, see `growWorld`.
    orders: 2 * (2 * customers.count + places.count * spec.products.length + 64),
    hubs: places.hubs,
    events: 2 * batteries + 3 * customers.count + places.count + 1024,
    cells: layout.cells,
  }
}

function clearLinks(t: WorldTables): void {
  t.list.head.fill(-1)
  t.list.tail.fill(-1)
  t.stock.outSinceMs.fill(-1)
  t.customer.handle.fill(-1)
  t.customer.next.fill(-1)
  t.place.waitHead.fill(-1)
  t.place.waitTail.fill(-1)
  t.hub.orderHead.fill(-1)
  t.hub.orderTail.fill(-1)
  t.hub.dispatchAtMs.fill(-1)
  t.courier.tourHead.fill(-1)
  linkFreeOrders(t, 0)
  t.clock.freeOrder[0] = 0
}

/** Chains the order rows from `from` on as free ones; the last one ends the chain. */
export function linkFreeOrders(t: WorldTables, from: number): void {
  const { next } = t.order
  for (let row = from; row < next.length; row++) next[row] = row + 1 < next.length ? row + 1 : -1
}

function equipCustomers(w: World, create: StartBattery): void {
  const { spec, customers } = w.layout
  spec.segments.forEach((segment, s) => {
    const isSwapped = SwapTrigger[segment.swapTrigger] !== SwapTrigger.none
    for (let customer = customers.segmentFrom[s]; customer < customers.segmentFrom[s + 1]; customer++) {
      const name = customerName(spec.segments, customers, customer)
      const use = segment.dailyUseFrac * customers.useFactor[customer]
      // A swapped set starts somewhere between full and its next exchange.
      const luck = philoxUniform(spec.seed, Stream.startSoc, customers.stableId[customer], 0)
      const askAt = askAtSoc(w, customer)
      for (let pack = 0; pack < customers.packs[customer]; pack++) {
        const battery = create(`${name}/${pack + 1}`, customers.product[customer], s, use)
        giveTo(w, battery, customer)
        w.t.battery.socFrac[battery] =
          w.layout.known.get(`${name}/${pack + 1}`)?.socFrac ?? (isSwapped ? 1 - luck * (1 - askAt) : segment.restSocFrac)
      }
      resetUse(w, customer, askAt)
    }
  })
}

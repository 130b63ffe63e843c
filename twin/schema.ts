import type { Arena } from '../sim/arena/index.ts'
import { eventListSchema } from '../sim/events/index.ts'
import { runSchema } from '../sim/run/index.ts'
import { ageingColumnTypes } from './ageing/index.ts'
import { dailyMeasures, hourlyMeasures } from './facts.ts'

/** Rows that each table starts with; all but the scalars can grow in a run. */
export interface WorldCapacities {
  readonly batteries: number
  readonly customers: number
  readonly places: number
  readonly products: number
  readonly couriers: number
  readonly orders: number
  readonly hubs: number
  readonly events: number
  /** hubs × modes × products. */
  readonly cells: number
}

function measureColumns<const T extends readonly { readonly name: string }[]>(measures: T) {
  return Object.fromEntries(measures.map((m) => [m.name, 'f64'])) as { readonly [K in T[number]['name']]: 'f64' }
}

/** Places in a stock: lists of batteries for each place × product. */
export const StockList = { ready: 0, charging: 1, queued: 2, withdrawn: 3 } as const
export const stockListCount = 4

/** Batteries and the terminals on them. */
function batteryTables(c: WorldCapacities) {
  return {
    battery: {
      rows: c.batteries,
      columns: {
        ...ageingColumnTypes,
        r: 'f64',
        multiplier: 'f64',
        /** Capacity when made / rated. */
        madeFrac: 'f64',
        socFrac: 'f64',
        /** Mean of the cell over the day that ended, as its ageing saw it; NaN before its first midnight. */
        tempDegC: 'f64',
        /** Time of purchase, of the start of charging and of a failure that still lasts (−1: none). */
        boughtMs: 'f64',
        chargeFromMs: 'f64',
        downSinceMs: 'f64',
        /** Capacity at the start of the run or at purchase, for the fade. */
        startQ: 'f64',
        /** Pending charge event. */
        handle: 'f64',
        stableId: 'u32',
        faultCount: 'i32',
        customer: 'i32',
        place: 'i32',
        list: 'i32',
        next: 'i32',
        prev: 'i32',
        terminal: 'i32',
        product: 'u8',
        status: 'u8',
        placeKind: 'u8',
        fault: 'u8',
        /** Cause of a replacement that is ordered, 0 = none. */
        due: 'u8',
        /** `AgeingFlag` bits met so far. */
        flags: 'u8',
      },
    },
    /** Measuring extension and terminal: an asset of its own; without a valid one a battery is unknown. */
    terminal: {
      rows: c.batteries,
      columns: { battery: 'i32', isValid: 'u8', firmware: 'u16', failures: 'u16', calibratedMs: 'f64' },
    },
    /** Heads of battery lists: stock lists first, then customers, then two for each courier (fresh, used). */
    list: {
      rows: c.places * c.products * stockListCount + c.customers + 2 * c.couriers + 2 * c.hubs,
      columns: { head: 'i32', tail: 'i32', count: 'i32' },
    },
  } as const
}

/** Customers and their orders. */
function customerTables(c: WorldCapacities) {
  return {
    customer: {
      rows: c.customers,
      columns: {
        state: 'u8',
        /** Energy used since the last exchange, and the use at which the next one is asked for, in rated energies of one pack of the set. */
        usedFrac: 'f64',
        limitFrac: 'f64',
        /** Use of this local day, and the share of the day's profile that is behind `usedFrac`. */
        dayUseFrac: 'f64',
        profileFrac: 'f64',
        requestMs: 'f64',
        handle: 'f64',
        /** Occasions: requests so far, orders so far. */
        requests: 'i32',
        orders: 'i32',
        next: 'i32',
        /** Full maintenance: battery time down in the current 30 days. */
        downMs: 'f64',
        /** Full maintenance: since when the customer has held as many batteries as it does now. */
        heldSinceMs: 'f64',
      },
    },
    order: {
      rows: c.orders,
      columns: {
        state: 'u8',
        kind: 'u8',
        mode: 'u8',
        cause: 'u8',
        isJudged: 'u8',
        attempts: 'u8',
        product: 'u8',
        packs: 'u16',
        hub: 'i32',
        customer: 'i32',
        place: 'i32',
        battery: 'i32',
        courier: 'i32',
        /** Number of the order among its customer's: the occasion of its luck. */
        occasion: 'i32',
        next: 'i32',
        prev: 'i32',
        serial: 'f64',
        acceptedMs: 'f64',
        earliestMs: 'f64',
        dueMs: 'f64',
        pausedSinceMs: 'f64',
        handle: 'f64',
      },
    },
  } as const
}

/** Hubs, shops, boxes and their stock; couriers. */
function placeTables(c: WorldCapacities) {
  return {
    /** One row for each place × product. */
    stock: {
      rows: c.places * c.products,
      columns: { outSinceMs: 'f64', target: 'i32', openOrders: 'i32' },
    },
    place: {
      rows: c.places,
      columns: { chargersBusy: 'i32', waitHead: 'i32', waitTail: 'i32', waitCount: 'i32' },
    },
    hub: {
      rows: c.hubs,
      columns: {
        orderHead: 'i32',
        orderTail: 'i32',
        orderCount: 'i32',
        staffBusy: 'i32',
        dispatchAtMs: 'f64',
        isClosed: 'u8',
      },
    },
    courier: {
      rows: c.couriers,
      columns: {
        state: 'u8',
        tourHead: 'i32',
        stops: 'i32',
        atStop: 'i32',
        shiftStartMs: 'f64',
        shiftEndMs: 'f64',
        busySinceMs: 'f64',
        drivenM: 'f64',
      },
    },
    /** Rebuilt batteries and purchases under way, for the balance and for naming. */
    supply: { rows: c.products, columns: { purchases: 'i32', rebuilt: 'i32', ordered: 'i32' } },
  } as const
}

/** Clock, facts and balance. */
function recordTables(c: WorldCapacities) {
  return {
    /** One row of scalars. */
    clock: {
      rows: 1,
      columns: {
        nowMs: 'f64',
        day: 'i32',
        batteryRows: 'i32',
        orderSerial: 'f64',
        freeOrder: 'i32',
        openOrders: 'i32',
        seenFlags: 'u32',
        /** Seed of what is drawn from now on: the specification's, unless the world was given other luck. */
        luckSeed: 'f64',
      },
    },
    /** Accumulators of the current local day, one row for each hub × mode × product. */
    dayFacts: { rows: c.cells, columns: measureColumns(dailyMeasures) },
    /** Accumulators of the run by local hour of the week × hub × mode × product. */
    hourFacts: { rows: 168 * c.cells, columns: measureColumns(hourlyMeasures) },
    /** Terms of the balance since the start, and batteries at the start. */
    balance: {
      rows: 1,
      columns: { atStart: 'f64', bought: 'f64', rebuilt: 'f64', dismantled: 'f64', recycled: 'f64', sold: 'f64', lost: 'f64' },
    },
  } as const
}

/** Everything that a run can change. Lists are intrusive: `battery.list` names the list, `prev` and `next` its neighbours. */
export function worldSchema(c: WorldCapacities) {
  return {
    ...recordTables(c),
    ...batteryTables(c),
    ...customerTables(c),
    ...placeTables(c),
    ...runSchema,
    ...eventListSchema(c.events),
  } as const
}

export type WorldSchema = ReturnType<typeof worldSchema>
export type WorldArena = Arena<WorldSchema>
export type WorldTables = WorldArena['tables']

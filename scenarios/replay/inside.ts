import {
  BatteryStatus,
  CourierState,
  EventKind,
  freshList,
  isPluggedIn,
  PlaceKind,
  socFracAt,
  StockList,
  stockList,
  usedList,
  wallHourAt,
} from '../../twin/index.ts'
import type { World } from '../../twin/index.ts'
import type { InsideView } from './draw.ts'
import { addRow, createGrowing, rowAfter } from './growing.ts'
import { CourierStep } from './journal.ts'
import { longestTourMs, seekWorld } from './replay.ts'
import type { Replay } from './replay.ts'
import { kindWords } from './words.ts'

/** What a battery does in a place, by `InsideView.batteries.state`. */
export const InsideState = { ready: 0, charging: 1, queued: 2, withdrawn: 3, inspecting: 4 } as const

/** What a courier does at a place, by `InsideView.couriers.doing`. */
export const AtRamp = { waiting: 0, loading: 1, unloading: 2, serving: 3 } as const

/** Everything that the world holds of one place at a moment that has been lived; `null` where there is no such place. */
export function lookInside(replay: Replay, place: number, timeMs: number): InsideView | null {
  const { layout } = replay
  const { places, spec, days } = layout
  if (!Number.isInteger(place) || place < 0 || place >= places.count) return null
  const w = seekWorld(replay, timeMs)
  const kind = places.kind[place]
  const isHub = kind === PlaceKind.hub
  const hour = wallHourAt(days, timeMs)
  const isClosed = isHub && w.t.hub.isClosed[place] === 1
  const isOpen = !isClosed && hour >= places.openHour[place] && hour < places.closeHour[place]
  return {
    run: replay.id,
    timeMs,
    place,
    kind,
    name: isHub ? `${kindWords[kind]} ${places.name[place]}` : places.name[place],
    slots: places.slots[place],
    chargers: places.chargers[place],
    chargersBusy: w.t.place.chargersBusy[place],
    staff: isHub && isOpen ? spec.hubs.staff : 0,
    staffBusy: isHub ? w.t.hub.staffBusy[place] : 0,
    isOpen,
    customersWaiting: w.t.place.waitCount[place],
    ordersWaiting: isHub ? w.t.hub.orderCount[place] : 0,
    products: spec.products.map(({ label, ratedEnergyWh, massKg }) => ({ label, ratedEnergyWh, massKg })),
    batteries: listBatteries(w, place, timeMs),
    couriers: listCouriers(replay, w, place, timeMs),
  }
}

const states = [StockList.ready, StockList.charging, StockList.queued, StockList.withdrawn]

/** Batteries by product and state, in the order of their lists: first in, first out. */
function listBatteries(w: World, place: number, timeMs: number): InsideView['batteries'] {
  const b = w.t.battery
  const rows = createGrowing({ battery: 'u32', state: 'u8', isOnCharger: 'u8', order: 'u32', soc: 'f32', soh: 'f32' }, 256)
  const isBox = w.layout.places.kind[place] === PlaceKind.box
  for (let product = 0; product < w.layout.spec.products.length; product++) {
    for (const state of states) {
      let order = 0
      for (let at = w.t.list.head[stockList(w, place, product, state)]; at >= 0; at = b.next[at]) {
        const row = addRow(rows)
        const c = rows.columns
        const isKnown = w.t.terminal.isValid[b.terminal[at]] === 1
        c.battery[row] = at
        c.state[row] = b.status[at] === BatteryStatus.inspecting ? InsideState.inspecting : state
        // In a box every slot charges; elsewhere a charger is held until the battery is full.
        c.isOnCharger[row] = (isBox ? b.status[at] === BatteryStatus.charging : isPluggedIn(w, at)) ? 1 : 0
        c.order[row] = ++order
        c.soc[row] = isKnown ? socFracAt(w, at, timeMs) : NaN
        c.soh[row] = isKnown ? b.q[at] : NaN
      }
    }
  }
  const n = rows.rows
  const battery = Uint32Array.from(rows.columns.battery.subarray(0, n))
  return {
    count: n,
    battery,
    product: Uint8Array.from(battery, (at) => b.product[at]),
    state: Uint8Array.from(rows.columns.state.subarray(0, n)),
    isOnCharger: Uint8Array.from(rows.columns.isOnCharger.subarray(0, n)),
    order: Uint32Array.from(rows.columns.order.subarray(0, n)),
    soc: Float32Array.from(rows.columns.soc.subarray(0, n)),
    soh: Float32Array.from(rows.columns.soh.subarray(0, n)),
    endMs: endsOf(w, battery),
  }
}

/** When what is done with each battery ends, as its pending event says: charged so far that it is ready, full, or inspected. NaN: none. */
function endsOf(w: World, batteries: Uint32Array): Float64Array {
  const rowOf = new Map(Array.from(batteries, (battery, row) => [battery, row]))
  const endMs = new Float64Array(batteries.length).fill(NaN)
  w.list.forEachPending((time, _key, kind, subject) => {
    if (kind !== EventKind.chargeDone && kind !== EventKind.inspectionDone) return
    const row = rowOf.get(subject)
    if (row !== undefined) endMs[row] = time
  })
  return endMs
}

/** Couriers of a hub that are there, and those who stand at the door of a shop or box. */
function listCouriers(replay: Replay, w: World, place: number, timeMs: number): InsideView['couriers'] {
  const { couriers, places } = replay.layout
  const isHub = places.kind[place] === PlaceKind.hub
  const unloading = new Set<number>()
  w.list.forEachPending((_time, _key, kind, subject) => {
    if (kind === EventKind.courierReady) unloading.add(subject)
  })
  const rows: { readonly courier: number; readonly doing: number }[] = []
  for (let courier = 0; courier < couriers.count; courier++) {
    if (isHub && couriers.hub[courier] !== place) continue
    const doing = isHub ? doingAtHub(replay, w, courier, unloading, timeMs) : doingAtDoor(w, courier, place)
    if (doing >= 0) rows.push({ courier, doing })
  }
  const { count } = w.t.list
  return {
    count: rows.length,
    courier: Uint16Array.from(rows, ({ courier }) => courier),
    vehicle: Uint8Array.from(rows, ({ courier }) => couriers.vehicle[courier]),
    doing: Uint8Array.from(rows, ({ doing }) => doing),
    fresh: Uint16Array.from(rows, ({ courier }) => count[freshList(w, courier)]),
    used: Uint16Array.from(rows, ({ courier }) => count[usedList(w, courier)]),
  }
}

/** −1: not here. */
function doingAtHub(replay: Replay, w: World, courier: number, unloading: ReadonlySet<number>, timeMs: number): number {
  const state = w.t.courier.state[courier]
  if (state === CourierState.idle) return AtRamp.waiting
  if (unloading.has(courier)) return AtRamp.unloading
  return state === CourierState.underway && w.t.courier.stops[courier] > 0 && hasNotLeft(replay, courier, timeMs) ? AtRamp.loading : -1
}

/** Whether the drive that was begun last departs later, from the hub. */
function hasNotLeft({ journal, layout }: Replay, courier: number, timeMs: number): boolean {
  const { columns: c, rows } = journal.couriers
  const from = rowAfter(c.timeMs, rows, timeMs - longestTourMs)
  for (let i = rowAfter(c.timeMs, rows, timeMs) - 1; i >= from; i--) {
    if (c.courier[i] !== courier) continue
    return c.step[i] === CourierStep.drives && c.departMs[i] > timeMs && c.fromNode[i] === layout.places.node[layout.couriers.hub[courier]]
  }
  return false
}

function doingAtDoor(w: World, courier: number, place: number): number {
  const order = w.t.courier.tourHead[courier]
  const isHere = w.t.courier.state[courier] === CourierState.serving && order >= 0 && w.t.order.customer[order] < 0
  return isHere && w.t.order.place[order] === place ? AtRamp.serving : -1
}

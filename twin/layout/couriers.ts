import type { CourierSpec, StaffingSpec } from '../spec.ts'
import type { PlaceTable } from './places.ts'

/** Own couriers; what never changes about them in a run. Courier i belongs to hub i mod hubs and is its number ⌊i / hubs⌋. */
export interface CourierTable {
  readonly count: number
  readonly hub: Uint8Array
  readonly vehicle: Uint8Array
  readonly shift: Uint8Array
  readonly worksWeekends: Uint8Array
  /** By hub: couriers that it has from a day on, the earliest first; the first entry has `fromDay` 0. */
  readonly staffing: readonly (readonly StaffingStep[])[]
}

type StaffingStep = Omit<StaffingSpec, 'hub'>

/** Couriers are spread over hubs, vehicles by share and shifts in turn, so that one more courier changes nothing for the others. */
export function layOutCouriers(spec: CourierSpec, places: PlaceTable): CourierTable {
  const { hubs } = places
  const staffing = Array.from({ length: hubs }, (_, hub) => stepsOfHub(spec, places, hub))
  const rows = staffing.map((steps, hub) => Math.max(...steps.map(({ count }) => (count === 0 ? 0 : (count - 1) * hubs + hub + 1))))
  const count = Math.max(spec.count, ...rows)
  const hub = Uint8Array.from({ length: count }, (_, i) => i % hubs)
  const shift = Uint8Array.from({ length: count }, (_, i) => Math.floor(i / hubs) % spec.shifts.length)
  const vehicle = Uint8Array.from({ length: count }, (_, i) => vehicleByShare(spec, i))
  const worksWeekends = Uint8Array.from({ length: count }, (_, i) => takesShare(i, spec.weekendShare))
  return { count, hub, vehicle, shift, worksWeekends, staffing }
}

/** A hub's even part of the count first, then what is stated for it; of entries for one day the last by id stands. */
function stepsOfHub({ count, staffing }: CourierSpec, { hubs, name }: PlaceTable, hub: number): StaffingStep[] {
  const byDay = new Map([[0, Math.floor((count - hub - 1) / hubs) + 1]])
  for (const step of staffing) if (step.hub === name[hub]) byDay.set(step.fromDay, step.count)
  return Array.from(byDay, ([fromDay, couriers]) => ({ fromDay, count: couriers })).toSorted((a, b) => a.fromDay - b.fromDay)
}

/** Couriers that a hub has on a day. */
export function staffOn(steps: readonly StaffingStep[], day: number): number {
  let staff = 0
  for (const { fromDay, count } of steps) if (fromDay <= day) staff = count
  return staff
}

/** 1 for a share of all numbers, as evenly spread as whole numbers allow. */
function takesShare(index: number, share: number): number {
  return Math.floor((index + 1) * share + 1e-9) > Math.floor(index * share + 1e-9) ? 1 : 0
}

/** The vehicle that is furthest behind its share after `index` couriers got theirs by the same rule. */
function vehicleByShare(spec: CourierSpec, index: number): number {
  const given = spec.vehicles.map(() => 0)
  let chosen = 0
  for (let i = 0; i <= index; i++) {
    chosen = 0
    const lag = (v: number) => spec.vehicles[v].share * (i + 1) - given[v]
    for (let v = 1; v < given.length; v++) if (lag(v) > lag(chosen) + 1e-9) chosen = v
    given[chosen] += 1
  }
  return chosen
}

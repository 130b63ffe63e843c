import type { CourierSpec } from '../spec.ts'
import type { PlaceTable } from './places.ts'

/** Own couriers; what never changes about them in a run. */
export interface CourierTable {
  readonly count: number
  readonly hub: Uint8Array
  readonly vehicle: Uint8Array
  readonly shift: Uint8Array
  readonly worksWeekends: Uint8Array
}

/** Couriers are spread over hubs, vehicles by share and shifts in turn, so that one more courier changes nothing for the others. */
export function layOutCouriers(spec: CourierSpec, places: PlaceTable): CourierTable {
  const count = spec.count
  const hub = Uint8Array.from({ length: count }, (_, i) => i % places.hubs)
  const turn = (i: number) => Math.floor(i / places.hubs)
  const shift = Uint8Array.from({ length: count }, (_, i) => turn(i) % spec.shifts.length)
  const vehicle = Uint8Array.from({ length: count }, (_, i) => vehicleByShare(spec, i))
  const worksWeekends = Uint8Array.from({ length: count }, (_, i) => takesShare(i, spec.weekendShare))
  return { count, hub, vehicle, shift, worksWeekends }
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

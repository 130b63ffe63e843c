import type { InsideView } from '../../scenarios/index.ts'
import { capacityOf, placeOfCell, zoneOf, type FloorPlan, type ZoneId } from './floor-plan.ts'

/** Cell of each battery, by zone; kept from moment to moment. The engine knows no slots: this is drawing alone. */
export interface Slots {
  readonly place: number
  readonly plan: FloorPlan
  readonly zoneOfBattery: ReadonlyMap<number, ZoneId>
  readonly cellOfBattery: ReadonlyMap<number, number>
}

/** A battery stays in its cell as long as it stays in its zone; others take the first that are free, in the order of their lists. */
export function assignSlots(view: InsideView, plan: FloorPlan, before: Slots | null): Slots {
  const zoneOfBattery = new Map<number, ZoneId>()
  const cellOfBattery = new Map<number, number>()
  const taken = new Map<ZoneId, Uint8Array>(plan.zones.map((zone) => [zone.id, new Uint8Array(capacityOf(zone))]))
  const isSame = before?.plan === plan
  const newcomers: number[] = []
  for (let row = 0; row < view.batteries.count; row++) {
    const battery = view.batteries.battery[row]
    const zone = zoneOf(view, row)
    zoneOfBattery.set(battery, zone)
    const kept = isSame && before.zoneOfBattery.get(battery) === zone ? before.cellOfBattery.get(battery) : undefined
    if (kept === undefined) newcomers.push(battery)
    else {
      cellOfBattery.set(battery, kept)
      taken.get(zone)![kept] = 1
    }
  }
  const next = new Map<ZoneId, number>()
  for (const battery of newcomers) {
    const zone = zoneOfBattery.get(battery)!
    const cells = taken.get(zone)!
    let at = next.get(zone) ?? 0
    while (cells[at] === 1) at += 1
    cells[at] = 1
    next.set(zone, at + 1)
    cellOfBattery.set(battery, at)
  }
  return { place: view.place, plan, zoneOfBattery, cellOfBattery }
}

/** Where each row of the view stands: three numbers a row, the middle of its cell's board. */
export function placeBatteries({ batteries }: InsideView, { plan, zoneOfBattery, cellOfBattery }: Slots): Float32Array {
  const zones = new Map(plan.zones.map((zone) => [zone.id, zone]))
  const positions = new Float32Array(3 * batteries.count)
  for (let row = 0; row < batteries.count; row++) {
    const battery = batteries.battery[row]
    positions.set(placeOfCell(zones.get(zoneOfBattery.get(battery)!)!, cellOfBattery.get(battery)!), 3 * row)
  }
  return positions
}

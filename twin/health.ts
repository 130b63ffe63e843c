import { modelIndex } from './ageing/index.ts'
import { cellOfBattery } from './exchange.ts'
import { PlaceKind } from './kinds.ts'
import { LogKind } from './log.ts'
import { nowMs } from './world.ts'
import type { World } from './world.ts'

/** When a battery's health is noted: as it enters the run, or at the run's end. */
export const HealthMoment = { entry: 0, end: 1 } as const

/** Notes the capacity of a battery, so that its fade can be counted from the log. */
export function noteHealth(w: World, battery: number, moment: number): void {
  const model = modelIndex(w.layout.spec.products[w.t.battery.product[battery]].ageingModel)
  w.log.add(nowMs(w), LogKind.health, model, cellOfBattery(w, battery), w.t.battery.q[battery], moment, { battery })
}

/** The run is over, whole or in part: the health of all owned batteries is noted, and the log's last rows are handed on. */
export function closeRecord(w: World): void {
  const { placeKind } = w.t.battery
  for (let battery = 0; battery < w.t.clock.batteryRows[0]; battery++) {
    if (placeKind[battery] !== PlaceKind.gone) noteHealth(w, battery, HealthMoment.end)
  }
  w.log.flush()
}

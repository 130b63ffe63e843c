import { EventKind } from './event-kinds.ts'
import { scheduleFault } from './fault-schedule.ts'
import { PlaceKind } from './kinds.ts'
import type { World } from './world.ts'

/**
 * From now on the world meets the luck of another seed: the use of the days to come, absences, faults, changes of contract, routes of used batteries. What has
 * been drawn for the day at hand stays, and so does what things are (sites, packs, the weather). Faults are a process without memory, so the next one of each
 * battery is drawn anew.
 */
export function changeLuck(w: World, seed: number): void {
  w.t.clock.luckSeed[0] = seed
  w.list.cancelKind(EventKind.faultStrikes)
  for (let battery = 0; battery < w.t.clock.batteryRows[0]; battery++)
    if (w.t.battery.placeKind[battery] !== PlaceKind.gone) scheduleFault(w, battery)
}

import { capacityFrac } from './capacity.ts'
import { chargedEnergyWh } from './charging.ts'
import { usedFracAt } from './customer-use.ts'
import { lowestSocFrac } from './exchange.ts'
import { PlaceKind } from './kinds.ts'
import { isPluggedIn } from './stock.ts'
import type { World } from './world.ts'

/**
 * State of charge of a battery at a time of today, for those who only look: used since the last exchange, or charged since the charger began.
 * Nothing is settled.
 */
export function socFracAt(w: World, battery: number, timeMs: number): number {
  const { socFrac, placeKind, place, chargeFromMs, product } = w.t.battery
  const spec = w.layout.spec.products[product[battery]]
  const soc = socFrac[battery]
  if (placeKind[battery] === PlaceKind.customer && spec.holding === 'pooled') {
    return Math.min(1, Math.max(lowestSocFrac, soc - usedFracAt(w, place[battery], timeMs) / capacityFrac(w, battery)))
  }
  // A ready battery that is still plugged in fills up.
  if (!isPluggedIn(w, battery)) return soc
  const neededWh = (1 - soc) * capacityFrac(w, battery) * spec.ratedEnergyWh
  if (neededWh <= 0) return 1
  return soc + ((1 - soc) * chargedEnergyWh(w, place[battery], product[battery], chargeFromMs[battery], timeMs, neededWh)) / neededWh
}

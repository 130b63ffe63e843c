import { indoorTempDegC } from './duty.ts'
import { PlaceKind } from './kinds.ts'
import { ambientDegC, hourMs } from './layout/index.ts'
import { today } from './world.ts'
import type { World } from './world.ts'

/** After so many hours a charge counts as done whatever the weather: a limit on the loop, far beyond any heat wave. */
const maxHours = 24 * 60

/** Cell temperature of a charging battery of the product at a place. */
export function chargingTempDegC(w: World, place: number, product: number, day: number, timeMs: number): number {
  const { layout } = w
  const ambient = ambientDegC(layout.weather, day, timeMs)
  const isBox = layout.places.kind[place] === PlaceKind.box
  const air = isBox ? ambient + layout.spec.boxes.warmK : indoorTempDegC(ambient)
  return air + layout.spec.products[product].selfHeatingK
}

/** Share of the charging power at a cell temperature: 1 below the first limit, 0 from the second on, linear between. */
export function chargePowerShare(tempDegC: number, slowFromDegC: number, stopFromDegC: number): number {
  if (tempDegC <= slowFromDegC) return 1
  return tempDegC >= stopFromDegC ? 0 : (stopFromDegC - tempDegC) / (stopFromDegC - slowFromDegC)
}

/** Time at which `energyWh` are charged, hour by hour: charging slows and stops where the cell is too hot. Whole milliseconds. */
export function chargeEndMs(w: World, place: number, product: number, fromMs: number, energyWh: number): number {
  const { rules, products } = w.layout.spec
  const { startMs } = w.layout.days
  const { chargePowerW: powerW } = products[product]
  let day = today(w)
  let left = energyWh
  let at = fromMs
  for (let hour = 0; hour < maxHours && left > 0; hour++) {
    while (day + 2 < startMs.length && at >= startMs[day + 1]) day += 1
    const temp = chargingTempDegC(w, place, product, day, at)
    const power = powerW * chargePowerShare(temp, rules.chargeSlowFromDegC, rules.chargeStopFromDegC)
    const next = startMs[day] + (Math.floor((at - startMs[day]) / hourMs) + 1) * hourMs
    const possible = (power * (next - at)) / hourMs
    if (possible >= left) return Math.max(fromMs + 1, Math.ceil(at + (left / power) * hourMs))
    left -= possible
    at = next
  }
  return Math.max(fromMs + 1, at)
}

/** Energy that a charger gives from `fromMs` to `toMs`, by the same hours as `chargeEndMs`, at most `mostWh`. */
export function chargedEnergyWh(w: World, place: number, product: number, fromMs: number, toMs: number, mostWh: number): number {
  const { rules, products } = w.layout.spec
  const { startMs } = w.layout.days
  let day = today(w)
  while (day > 0 && fromMs < startMs[day]) day -= 1
  let energyWh = 0
  for (let at = fromMs; at < toMs && energyWh < mostWh;) {
    while (day + 2 < startMs.length && at >= startMs[day + 1]) day += 1
    const temp = chargingTempDegC(w, place, product, day, at)
    const next = Math.min(toMs, startMs[day] + (Math.floor((at - startMs[day]) / hourMs) + 1) * hourMs)
    energyWh +=
      (products[product].chargePowerW * chargePowerShare(temp, rules.chargeSlowFromDegC, rules.chargeStopFromDegC) * (next - at)) / hourMs
    at = next
  }
  return Math.min(energyWh, mostWh)
}

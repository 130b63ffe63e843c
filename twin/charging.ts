import { chargePowerShare } from './cold.ts'
import { PlaceKind } from './kinds.ts'
import { hourMs, restingDegC } from './layout/index.ts'
import type { ProductSpec, RuleSpec } from './spec.ts'
import { leftAfter, Surrounding, timeConstantHours } from './thermal.ts'
import { today } from './world.ts'
import type { World } from './world.ts'

/** After so long a charge counts as done whatever the weather: a limit on the loop, far beyond any heat wave. */
const longestMs = 60 * 24 * hourMs
/** Where temperature bears on the power, it is looked at so often. */
const stepMs = hourMs / 4

/** What a charge at full power has added to the temperature of a battery after a time, K. */
export function chargeRiseK(product: ProductSpec, spanMs: number): number {
  return product.selfHeatingK * (1 - leftAfter(spanMs / hourMs, timeConstantHours(product)))
}

/**
 * A charge, step by step: the charger looks at the cells and gives what their temperature allows until the next step. The charge heats them by the
 * square of that share, so that slow charging cools. Steps are hours where no temperature that the charge can bring about changes anything, else
 * quarters of an hour from its begin on. Scratch of one call: both questions below take the same steps, so their answers agree.
 */
const course = { atMs: 0, day: 0, riseK: 0, fullSinceMs: 0, nextMs: 0, shareFrac: 0 }

function beginCourse(w: World, fromMs: number): void {
  const { startMs } = w.layout.days
  let day = today(w)
  while (day > 0 && fromMs < startMs[day]) day -= 1
  course.atMs = fromMs
  course.day = day
  course.riseK = 0
  course.fullSinceMs = -1
}

/** Finds how long the power stays as it is from `atMs` on, and what share of it the cells allow. */
function lookAhead(w: World, place: number, product: number, fromMs: number): void {
  const { startMs } = w.layout.days
  const { rules, products } = w.layout.spec
  const { atMs } = course
  while (course.day + 2 < startMs.length && atMs >= startMs[course.day + 1]) course.day += 1
  const dayMs = startMs[course.day]
  const surrounding = w.layout.places.kind[place] === PlaceKind.box ? Surrounding.box : Surrounding.indoors
  const restDegC = restingDegC(w.layout, surrounding, product, course.day, atMs)
  course.nextMs = dayMs + (Math.floor((atMs - dayMs) / hourMs) + 1) * hourMs
  if (isClear(restDegC, products[product], rules)) {
    course.shareFrac = 1
    if (course.fullSinceMs < 0) course.fullSinceMs = atMs
    return
  }
  const spec = products[product]
  if (course.fullSinceMs >= 0) relax(spec, 1, atMs - course.fullSinceMs)
  course.fullSinceMs = -1
  course.shareFrac = chargePowerShare(spec.cold, rules, restDegC + course.riseK)
  course.nextMs = Math.min(course.nextMs, fromMs + (Math.floor((atMs - fromMs) / stepMs) + 1) * stepMs)
  relax(spec, course.shareFrac, course.nextMs - atMs)
}

/** Whether a battery at rest at this temperature may be charged at full power however long it heats itself. */
function isClear(restDegC: number, { selfHeatingK, cold }: ProductSpec, { chargeSlowFromDegC }: RuleSpec): boolean {
  return restDegC >= cold.chargeFullDegC && restDegC + selfHeatingK <= chargeSlowFromDegC
}

/** The rise of the charge goes on towards that of a share of the power. */
function relax(product: ProductSpec, shareFrac: number, spanMs: number): void {
  const goal = product.selfHeatingK * shareFrac * shareFrac
  course.riseK = goal + (course.riseK - goal) * leftAfter(spanMs / hourMs, timeConstantHours(product))
}

/** Time at which `energyWh` are charged: charging slows and stops where the cells are too hot or too cold. Whole milliseconds. */
export function chargeEndMs(w: World, place: number, product: number, fromMs: number, energyWh: number): number {
  const { chargePowerW } = w.layout.spec.products[product]
  let left = energyWh
  beginCourse(w, fromMs)
  while (left > 0 && course.atMs < fromMs + longestMs) {
    lookAhead(w, place, product, fromMs)
    const power = chargePowerW * course.shareFrac
    const possible = (power * (course.nextMs - course.atMs)) / hourMs
    if (possible >= left) return Math.max(fromMs + 1, Math.ceil(course.atMs + (left / power) * hourMs))
    left -= possible
    course.atMs = course.nextMs
  }
  return Math.max(fromMs + 1, course.atMs)
}

/** Energy that a charger gives from `fromMs` to `toMs`, by the same steps as `chargeEndMs`, at most `mostWh`. */
export function chargedEnergyWh(w: World, place: number, product: number, fromMs: number, toMs: number, mostWh: number): number {
  const { chargePowerW } = w.layout.spec.products[product]
  let energyWh = 0
  beginCourse(w, fromMs)
  while (course.atMs < toMs && energyWh < mostWh) {
    lookAhead(w, place, product, fromMs)
    const next = Math.min(toMs, course.nextMs)
    energyWh += (chargePowerW * course.shareFrac * (next - course.atMs)) / hourMs
    course.atMs = next
  }
  return Math.min(energyWh, mostWh)
}

import { advanceDay, createAgeingColumns, daysUntilSoh, findKnee, startAgeing } from './ageing/index.ts'
import type { AgeingModel, Knee } from './ageing/index.ts'
import { inUseAt, modelOf } from './duty.ts'
import { PlaceKind } from './kinds.ts'
import type { Layout } from './layout/index.ts'
import { createClimate, yearAtOf } from './start-fleet.ts'
import type { Climate } from './start-fleet.ts'
import type { World } from './world.ts'

const stepDays = 30
/** Twenty years, or down to this health: beyond, nobody rents it out. */
const longestSteps = 243
const lowestSoh = 0.4

/** How a battery's life goes on if its days stay as they are on average. */
export interface Outlook {
  /** Health at which it is to be replaced, and days until then: 0 when it is there, Infinity when its law never leads there. */
  readonly limitSohFrac: number
  readonly daysToLimit: number
  /** Health at which its fade, from new on, has its knee, and days until then (0: behind it); `null` where its law has none within twenty years. */
  readonly knee: { readonly sohFrac: number; readonly days: number } | null
}

/** Found once for a layout, which no run changes. */
const climates = new WeakMap<Layout, Climate>()

/** The outlook of a battery under the climate's mean year and its customer's mean use (its product's, where nobody holds it). Changes nothing. */
export function outlookOf(w: World, battery: number): Outlook {
  const b = w.t.battery
  const climate = climateOf(w.layout)
  const model = modelOf(w.layout.spec.products[b.product[battery]])
  const at = yearAtOf(climate, meanUseAt(w, battery))
  const multiplier = b.multiplier[battery]
  const daysTo = (sohFrac: number): number => daysUntilSoh(model, climate.rates, at, b, battery, multiplier, sohFrac)
  const knee = kneeOfLife(model, climate.rates, at, multiplier)
  const limitSohFrac = w.layout.spec.rules.replaceBelowSohFrac
  return { limitSohFrac, daysToLimit: daysTo(limitSohFrac), knee: knee === null ? null : { sohFrac: knee.y, days: daysTo(knee.y) } }
}

function climateOf(layout: Layout): Climate {
  const known = climates.get(layout)
  if (known !== undefined) return known
  const climate = createClimate(layout)
  climates.set(layout, climate)
  return climate
}

/** Offset of the stress class of a battery's mean use. */
function meanUseAt({ t, layout }: World, battery: number): number {
  const { spec, customers } = layout
  const { placeKind, place, product } = t.battery
  if (placeKind[battery] === PlaceKind.customer) {
    const customer = place[battery]
    const segment = customers.segment[customer]
    return inUseAt(segment, spec.segments[segment].dailyUseFrac * customers.useFactor[customer] * spec.fleet.demandFactor)
  }
  const { id } = spec.products[product[battery]]
  const segment = spec.segments.findIndex((candidate) => candidate.product === id)
  return segment < 0 ? inUseAt(0, 0) : inUseAt(segment, spec.segments[segment].dailyUseFrac * spec.fleet.demandFactor)
}

/** The knee of a life from new on, by months. */
function kneeOfLife(model: AgeingModel, rates: Float64Array, at: number, multiplier: number): Knee | null {
  const columns = createAgeingColumns(1)
  startAgeing(model, columns, 0)
  const days: number[] = []
  const sohFrac: number[] = []
  for (let step = 0; step <= longestSteps && columns.q[0] > lowestSoh; step++) {
    days.push(step * stepDays)
    sohFrac.push(columns.q[0])
    advanceDay(model, rates, at, stepDays, multiplier, columns, 0)
  }
  return findKnee(days, sohFrac)
}

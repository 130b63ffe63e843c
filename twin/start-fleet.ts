import { philoxUniform, stableId } from '../sim/random/index.ts'
import { ageFromNew, averageDayRates, daysUntilSoh, rateWidth } from './ageing/index.ts'
import type { AgeingHistory } from './ageing/index.ts'
import { createBattery, rejuvenate } from './battery.ts'
import { createDutyRates, fillDutyRates, inUseAt, modelOf } from './duty.ts'
import { Stream } from './luck.ts'
import { layOutWarmth } from './layout/index.ts'
import type { Layout } from './layout/index.ts'
import type { ProductSpec } from './spec.ts'
import type { World } from './world.ts'

const dayMs = 86_400_000
const daysPerYear = 365.25
const monthDays = daysPerYear / 12
const monthsPerYear = 12

/** Climate of the years before the start: every class's rates by calendar month, and their mean over the year. */
export interface Climate {
  readonly rates: Float64Array
  /** Numbers in one month's table; the table of the year's mean follows the twelve months. */
  readonly tableWidth: number
}

/** Rates of all stress classes for the mean weather of each month: purchase cohorts lived through it. */
export function createClimate(layout: Layout): Climate {
  const month = createDutyRates(layout.spec)
  const tableWidth = month.rates.length
  const rates = new Float64Array((monthsPerYear + 1) * tableWidth)
  const warmth = layOutWarmth(layout.spec, layout.weather.monthHourDegC, true)
  for (let m = 0; m < monthsPerYear; m++) {
    fillDutyRates(month, layout, warmth, m)
    rates.set(month.rates, m * tableWidth)
  }
  for (let at = 0; at < tableWidth; at += rateWidth) {
    const months = Array.from({ length: monthsPerYear }, (_, m) => m * tableWidth + at)
    averageDayRates(rates, months, rates, monthsPerYear * tableWidth + at)
  }
  return { rates, tableWidth }
}

/** Offset in the climate's rates of the mean year of the class at `at` of one table. */
export function yearAtOf(climate: Climate, at: number): number {
  return monthsPerYear * climate.tableWidth + at
}

/**
 * Creates a battery of the start fleet, aged by the same laws up to the start: by the file, by its cohort's luck, or new. Whoever would
 * have been replaced before the start has been: its age is what is left after whole lives down to the limit.
 */
export function createStartBattery(w: World, climate: Climate, name: string, product: number, segment: number, useFrac: number): number {
  const { spec } = w.layout
  const id = stableId(name)
  const told = w.layout.known.get(name)
  const mixDays =
    spec.fleet.startFleet === 'new' ? 0 : philoxUniform(spec.seed, Stream.cohort, id, 0) * spec.fleet.cohortYears * daysPerYear
  const battery = createBattery(w, product, id, 0)
  if (told !== undefined && told.multiplier !== null) w.t.battery.multiplier[battery] = told.multiplier
  const at = inUseAt(segment, useFrac)
  const ageDays = told === undefined || Number.isNaN(told.ageDays) ? ageWithinLife(w, climate, battery, at, mixDays) : told.ageDays
  // A measured health says more than the laws do: it replaces them.
  if (told !== undefined && told.sohFrac !== null) rejuvenate(w, battery, told.sohFrac)
  else age(w, climate, battery, at, ageDays)
  w.t.battery.boughtMs[battery] = -Math.round(ageDays * dayMs)
  w.t.battery.startQ[battery] = w.t.battery.q[battery]
  return battery
}

function ageWithinLife(w: World, climate: Climate, battery: number, at: number, ageDays: number): number {
  const b = w.t.battery
  const product: ProductSpec = w.layout.spec.products[b.product[battery]]
  const yearAt = yearAtOf(climate, at)
  const limit = w.layout.spec.rules.replaceBelowSohFrac
  // Lives that end later than now need not be known.
  const lifeDays = daysUntilSoh(modelOf(product), climate.rates, yearAt, b, battery, b.multiplier[battery], limit, ageDays)
  return lifeDays > 0 && lifeDays < ageDays ? ageDays - Math.floor(ageDays / lifeDays) * lifeDays : ageDays
}

function age(w: World, climate: Climate, battery: number, at: number, ageDays: number): void {
  if (ageDays <= 0) return
  const b = w.t.battery
  ageFromNew(
    modelOf(w.layout.spec.products[b.product[battery]]),
    historyOf(w, climate, at, ageDays),
    ageDays,
    b.multiplier[battery],
    b,
    battery,
  )
}

/** Calendar months before the start, oldest first, as far back as `ageDays`. */
function historyOf(w: World, climate: Climate, at: number, ageDays: number): AgeingHistory {
  const spans = Math.ceil(ageDays / monthDays)
  const { startDayOfYear } = w.layout.spec.calendar
  const monthAt = (back: number): number => {
    const dayOfYear = startDayOfYear - (back + 0.5) * monthDays
    const wrapped = dayOfYear - Math.floor(dayOfYear / daysPerYear) * daysPerYear
    return Math.min(monthsPerYear - 1, Math.floor(wrapped / monthDays)) * climate.tableWidth + at
  }
  const history = { rates: climate.rates, at: new Int32Array(spans), days: new Float64Array(spans).fill(monthDays) }
  for (let i = 0; i < spans; i++) history.at[i] = monthAt(spans - 1 - i)
  return history
}

/** Makes a battery of the start fleet: name, product, segment and mean use of its duty so far. */
export type StartBattery = (name: string, product: number, segment: number, useFrac: number) => number

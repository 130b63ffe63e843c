import { advanceRows, createAgeingRows, flagsOfRates, resistanceOf, tempOfRates } from './ageing/index.ts'
import type { AgeingModel } from './ageing/index.ts'
import { atRestAt, inUseAt, modelOf } from './duty.ts'
import { FaultKind, PlaceKind, ReplacementCause } from './kinds.ts'
import { createHistory } from './policy.ts'
import type { BatteryHistory, ExchangeQuestion } from './policy.ts'
import { philoxUniform } from '../sim/random/index.ts'
import { Stream } from './luck.ts'
import { requestReplacement } from './replacement.ts'
import { weekdayOfDay } from './layout/index.ts'
import type { Layout } from './layout/index.ts'
import { luckSeed, nowMs, today } from './world.ts'
import type { World } from './world.ts'

const daysPerYear = 365.25
/** Resistance decides nothing yet, so it is read off the states at the end of the first day and then once a week. */
const resistanceDays = 7

/** Rows that one call ages: enough to pay for finding the columns, and few enough that V8 compiles the call and not a loop under way. */
const blockRows = 256

/** What ageing asks of each product; rates at rest by product, indoors and in a box. */
interface ProductAgeing {
  readonly models: readonly AgeingModel[]
  readonly isAssigned: readonly boolean[]
  readonly restAt: Int32Array
}

function ageingOf({ spec }: Layout): ProductAgeing {
  const restAt = Int32Array.from(spec.products.flatMap((_, p) => [atRestAt(spec, p, false), atRestAt(spec, p, true)]))
  return { models: spec.products.map(modelOf), isAssigned: spec.products.map((p) => p.holding === 'assigned'), restAt }
}

// Scratch of one block, never state of a run: the rows of one product, and every row's capacity of the morning.
const aged = createAgeingRows(blockRows)
const morning = new Float64Array(blockRows)

/** Ages every owned battery by the day that ends, by its stress class; then the policy is asked about assigned ones. */
export function ageFleet(w: World): void {
  const ageing = ageingOf(w.layout)
  const rows = w.t.clock.batteryRows[0]
  let seen = 0
  for (let from = 0; from < rows; from += blockRows) seen |= ageBlock(w, ageing, from, Math.min(rows, from + blockRows))
  w.t.clock.seenFlags[0] |= seen
  if (today(w) % resistanceDays === 0) ageResistance(w, ageing.models)
}

/** Ages the owned batteries of some rows, product by product; answers the flags that they have met. */
function ageBlock(w: World, { models, isAssigned, restAt }: ProductAgeing, from: number, to: number): number {
  const b = w.t.battery
  let seen = 0
  for (let row = from; row < to; row++) morning[row - from] = b.q[row]
  for (let product = 0; product < models.length; product++) {
    collectRows(w, product, restAt, from, to)
    advanceRows(models[product], w.rates.rates, aged, b.multiplier, b)
    seen |= noteDay(w)
  }
  if (isAssigned.includes(true)) askPolicies(w, isAssigned, from, to)
  return seen
}

/** Fills `aged` with the owned batteries of a product among some rows, and where the rates of their day begin. */
function collectRows(w: World, type: number, restAt: Int32Array, from: number, to: number): void {
  const { placeKind, place, product } = w.t.battery
  const { segment } = w.layout.customers
  let count = 0
  for (let row = from; row < to; row++) {
    const kind = placeKind[row]
    if (product[row] !== type || kind === PlaceKind.gone) continue
    const isHeld = kind === PlaceKind.customer
    aged.row[count] = row
    aged.at[count] = isHeld ? inUseAt(segment[place[row]], useOfDay(w, place[row])) : restAt[2 * type + (kind === PlaceKind.box ? 1 : 0)]
    count += 1
  }
  aged.count = count
}

/** Notes temperature and flags of the day of the batteries in `aged`; answers all flags that they have met. */
function noteDay(w: World): number {
  const { tempDegC, flags } = w.t.battery
  const { rates } = w.rates
  let seen = 0
  for (let i = 0; i < aged.count; i++) {
    const row = aged.row[i]
    const at = aged.at[i]
    tempDegC[row] = tempOfRates(rates, at)
    const met = flags[row] | flagsOfRates(rates, at)
    flags[row] = met
    seen |= met
  }
  return seen
}

function askPolicies(w: World, isAssigned: readonly boolean[], from: number, to: number): void {
  const { placeKind, product, due, q } = w.t.battery
  for (let row = from; row < to; row++) {
    if (placeKind[row] === PlaceKind.customer && isAssigned[product[row]] && due[row] === 0) askPolicy(w, row, morning[row - from] - q[row])
  }
}

/** Use of the customer's packs on the day that ends; assigned ones have no daily draw: their mean counts, by weekday and weather. */
function useOfDay(w: World, customer: number): number {
  const drawn = w.t.customer.dayUseFrac[customer]
  return drawn > 0 ? drawn : meanUse(w, customer)
}

function meanUse(w: World, customer: number): number {
  const { spec, customers, weekdayFactor, weather, days } = w.layout
  const segment = customers.segment[customer]
  if (spec.segments[segment].swapTrigger !== 'none') return 0
  const day = today(w)
  const weekday = weekdayFactor[segment][weekdayOfDay(days, day)]
  return spec.segments[segment].dailyUseFrac * customers.useFactor[customer] * weekday * weather.demandFactor[day] * spec.fleet.demandFactor
}

/** Resistance follows from the states; where it is published. */
function ageResistance(w: World, models: readonly AgeingModel[]): void {
  const b = w.t.battery
  const rows = w.t.clock.batteryRows[0]
  for (let row = 0; row < rows; row++) {
    const model = models[b.product[row]]
    if (model.hasResistance && b.placeKind[row] !== PlaceKind.gone) b.r[row] = resistanceOf(model, b.multiplier[row], b, row)
  }
}

const dayMs = 86_400_000
const question: ExchangeQuestion = {
  sohFrac: 1,
  fadePerDay: 0,
  minimumSohFrac: 0,
  isFaulty: false,
  isWrongForContract: false,
  history: createHistory(),
}

function askPolicy(w: World, battery: number, fadePerDay: number): void {
  const b = w.t.battery
  const { customers, spec } = w.layout
  const customer = b.place[battery]
  const segment = spec.segments[customers.segment[customer]]
  question.sohFrac = b.q[battery]
  question.fadePerDay = fadePerDay
  question.minimumSohFrac = segment.minimumSohFrac
  question.isFaulty = b.fault[battery] !== FaultKind.none
  question.isWrongForContract = changesContract(w, battery, segment.contractChangePerYear)
  if (w.policies.readsHistory === true) fillHistory(w, battery, question.history)
  const cause = w.policies.exchangeNow(question)
  if (cause !== ReplacementCause.none) requestReplacement(w, customer, battery, cause)
}

function fillHistory(w: World, battery: number, history: BatteryHistory): void {
  const b = w.t.battery
  history.battery = battery
  history.day = today(w)
  history.ageDays = (nowMs(w) - b.boughtMs[battery]) / dayMs
  history.efc = b.efc[battery]
  history.ambientDegC = w.layout.weather.meanDegC[history.day]
}

function changesContract(w: World, battery: number, perYear: number): boolean {
  if (perYear === 0) return false
  const luck = philoxUniform(luckSeed(w), Stream.contractChange, w.t.battery.stableId[battery], today(w))
  return luck < perYear / daysPerYear
}

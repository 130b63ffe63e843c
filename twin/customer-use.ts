import { lognormalFrom, philoxUniforms } from '../sim/random/index.ts'
import { EventKind, EventPriority } from './event-kinds.ts'
import { countHeld, resetUse } from './exchange.ts'
import { DeliveryMode, SwapTrigger } from './kinds.ts'
import { hourMs, hoursOfShare, shareAt, timeOfHour, wallHourAt, weekdayOfDay } from './layout/index.ts'
import { customerList } from './list.ts'
import { Stream } from './luck.ts'
import { CustomerState } from './process/index.ts'
import type { SegmentSpec } from './spec.ts'
import { luckSeed, nowMs, today } from './world.ts'
import type { World } from './world.ts'

export function segmentOf(w: World, customer: number): SegmentSpec {
  return w.layout.spec.segments[w.layout.customers.segment[customer]]
}

function triggerOf(w: World, customer: number): number {
  return w.layout.customers.trigger[customer]
}

export function cancelNeed(w: World, customer: number): void {
  const { handle } = w.t.customer
  if (handle[customer] >= 0) w.list.cancel(handle[customer])
  handle[customer] = -1
}

export function scheduleNeed(w: World, customer: number, timeMs: number): void {
  cancelNeed(w, customer)
  w.t.customer.handle[customer] = w.list.schedule(timeMs, EventPriority.act, EventKind.customerNeeds, customer)
}

export function scheduleRetry(w: World, customer: number): void {
  const atMs = nowMs(w) + Math.round(w.layout.spec.rules.retryHours * hourMs)
  cancelNeed(w, customer)
  w.t.customer.handle[customer] = w.list.schedule(atMs, EventPriority.act, EventKind.customerRetries, customer)
}

/** After an exchange: use counts anew, and what is still due is asked for at once. */
export function settle(w: World, customer: number): void {
  settleUse(w, customer)
  beginUse(w, customer)
}

/** The same where the use is settled up to now. */
export function beginUse(w: World, customer: number): void {
  const trigger = triggerOf(w, customer)
  resetUse(w, customer, askAtSoc(w, customer))
  if (trigger === SwapTrigger.none) {
    if (hasDue(w, customer)) scheduleNeed(w, customer, nowMs(w) + Math.round(w.layout.spec.rules.retryHours * hourMs))
    return
  }
  if (trigger !== SwapTrigger.appointment) predictNeed(w, customer)
}

/** Whether any battery of the customer waits for its replacement. */
function hasDue(w: World, customer: number): boolean {
  const { next, due } = w.t.battery
  let battery = w.t.list.head[customerList(w, customer)]
  while (battery >= 0 && due[battery] === 0) battery = next[battery]
  return battery >= 0 || countHeld(w, customer) < w.layout.customers.packs[customer]
}

/** State of charge at which the customer asks for its next exchange; where a delivery takes its time, earlier. */
export function askAtSoc(w: World, customer: number): number {
  const isForecast = triggerOf(w, customer) === SwapTrigger.forecast || w.layout.customers.mode[customer] === DeliveryMode.delivery
  return isForecast ? w.layout.spec.rules.orderBelowSocFrac : w.layout.customers.swapAtSocFrac[customer]
}

/** Share of today's use that is behind at `timeMs`, by the wall clock. */
function profileAt(w: World, customer: number, timeMs: number): number {
  const { days, dayProfile, customers } = w.layout
  // At midnight of the next day the whole day is behind, not none of it.
  const hours = timeMs >= days.startMs[today(w) + 1] ? 24 : wallHourAt(days, timeMs)
  return shareAt(dayProfile[customers.segment[customer]], hours)
}

/** Brings `usedFrac` up to now. */
export function settleUse(w: World, customer: number): void {
  const c = w.t.customer
  const share = Math.max(profileAt(w, customer, nowMs(w)), c.profileFrac[customer])
  c.usedFrac[customer] += c.dayUseFrac[customer] * (share - c.profileFrac[customer])
  c.profileFrac[customer] = share
}

/** Use since the last exchange at a time of today, for those who only look: nothing is settled. */
export function usedFracAt(w: World, customer: number, timeMs: number): number {
  const { usedFrac, dayUseFrac, profileFrac } = w.t.customer
  const share = Math.max(profileAt(w, customer, timeMs), profileFrac[customer])
  return usedFrac[customer] + dayUseFrac[customer] * (share - profileFrac[customer])
}

/** Share of its energy that a pack of the segment gives in today's temperature: what cold holds back is there again when it is warmer. */
function usableToday(w: World, segment: number): number {
  return w.layout.usableFrac[segment][today(w)]
}

/** Schedules the moment of today at which the set's use reaches its limit, if it does. */
function predictNeed(w: World, customer: number): void {
  const c = w.t.customer
  const { days, dayProfile, customers } = w.layout
  cancelNeed(w, customer)
  const left = c.limitFrac[customer] * usableToday(w, customers.segment[customer]) - c.usedFrac[customer]
  const use = c.dayUseFrac[customer]
  if (left > 0 && use <= 0) return
  const share = c.profileFrac[customer] + Math.max(0, left) / use
  if (left > 0 && share >= 1) return
  const profile = dayProfile[customers.segment[customer]]
  const atMs = left > 0 ? timeOfHour(days, today(w), hoursOfShare(profile, share)) : nowMs(w)
  scheduleNeed(w, customer, Math.max(nowMs(w) + 1, atMs))
}

/** Customers whose day one call begins: enough to pay for finding the columns. */
const blockRows = 256
// Luck, and then use, of one block: filled and read within one call.
const drawn = new Float64Array(blockRows)

/** A local day begins for all customers, segment by segment: what is the same for a segment is looked up once. */
export function beginCustomerDays(w: World): void {
  const { segmentFrom } = w.layout.customers
  w.layout.spec.segments.forEach(({ swapTrigger }, segment) => {
    const end = segmentFrom[segment + 1]
    if (SwapTrigger[swapTrigger] === SwapTrigger.none) w.t.customer.dayUseFrac.fill(0, segmentFrom[segment], end)
    else for (let from = segmentFrom[segment]; from < end; from += blockRows) beginDays(w, segment, from, Math.min(end, from + blockRows))
  })
}

/** The day that ended is settled, the new day's use is drawn, the next need predicted. */
function beginDays(w: World, segment: number, from: number, to: number): void {
  const { usedFrac, profileFrac, dayUseFrac, limitFrac, state, handle } = w.t.customer
  const isPredicted = SwapTrigger[w.layout.spec.segments[segment].swapTrigger] !== SwapTrigger.appointment
  drawDayUse(w, segment, from, to)
  const usable = usableToday(w, segment)
  for (let customer = from; customer < to; customer++) {
    const used = usedFrac[customer] + dayUseFrac[customer] * (1 - profileFrac[customer])
    const use = drawn[customer - from]
    usedFrac[customer] = used
    profileFrac[customer] = 0
    dayUseFrac[customer] = use
    const left = limitFrac[customer] * usable - used
    // Most have enough left for the day: they need not be asked for more.
    if (left > 0 && (use <= 0 || left / use >= 1)) continue
    if (isPredicted && state[customer] === CustomerState.content && handle[customer] < 0) predictNeed(w, customer)
  }
}

/** Use of a segment's customers on a day, in rated energies of one pack: mean × customer × weekday × weather × demand × the day's luck. */
function drawDayUse(w: World, segment: number, from: number, to: number): void {
  const { spec, customers, weekdayFactor, weather, days } = w.layout
  const { dailyUseFrac, useSpreadDays: spread } = spec.segments[segment]
  const { useFactor, stableId } = customers
  const day = today(w)
  const weekday = weekdayFactor[segment][weekdayOfDay(days, day)]
  const weatherFactor = weather.demandFactor[day]
  const { demandFactor } = spec.fleet
  philoxUniforms(luckSeed(w), Stream.dayUse, stableId, from, to, day, drawn)
  for (let customer = from; customer < to; customer++) {
    const factor = spread > 0 ? lognormalFrom(drawn[customer - from], 1, spread) / (1 + (spread * spread) / 2) : 1
    drawn[customer - from] = dailyUseFrac * useFactor[customer] * weekday * weatherFactor * demandFactor * factor
  }
}

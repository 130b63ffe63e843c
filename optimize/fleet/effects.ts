import type { Assumptions } from './assumptions.ts'
import type { HubDays, PlanBasis, PlanMonth, PoolBasis } from './basis.ts'
import { fitMissCurve, missedShare } from './curve.ts'
import type { MissCurve, UsePoint } from './curve.ts'

/** What n couriers of a hub would do in a month, n = 0, 1, 2 … */
export interface CourierEffect {
  /** Promises missed in the month, by n; never more for more couriers. */
  readonly missed: Float64Array
  readonly paidH: Float64Array
  /** Fewest couriers whose tours fill no more of the paid time than is allowed; −1 when no thinkable number does. */
  readonly least: number
  readonly busyH: number
}

/** Spare batteries of a pooled product at a hub. */
export interface StockEffect {
  /** Batteries that the hub needs on its shelf, on the chargers and under way in the month’s busiest hours; whole. */
  readonly need: number
  /** Batteries there without the plan, whole. */
  readonly stock: number
  /** Deliveries of the month that one missing battery makes late. */
  readonly missedPerShort: number
}

/** What the facts of a run and the assumptions say of each choice: the coefficients of the plan’s model. */
export interface Effects {
  /** `[month][hub]`. */
  readonly couriers: readonly (readonly CourierEffect[])[]
  /** `[month][hub][pool]`. */
  readonly stock: readonly (readonly (readonly StockEffect[])[])[]
  /** Promises of box customers missed in all months, by number of boxes; `null` where the run says nothing about boxes. */
  readonly boxMissed: Float64Array | null
  readonly courierCurve: MissCurve
  readonly boxCurve: MissCurve
}

const daysOf = ({ fromDay, days }: PlanMonth) => Array.from({ length: days }, (_, i) => fromDay + i)

export function describeEffects(basis: PlanBasis, assumptions: Assumptions): Effects {
  const groups = basis.hubs.length
  const courierCurve = fitMissCurve(courierPoints(basis), groups, { fromUse: assumptions.kneeUseFrac, slope: assumptions.missSlope })
  // Boxes fill gently: beyond what was seen their curve goes on as it was.
  const boxCurve = fitMissCurve(boxPoints(basis), groups, { fromUse: 1, slope: 0 })
  return {
    courierCurve,
    boxCurve,
    couriers: basis.months.map((month) =>
      basis.work.map((work, hub) => courierEffect(basis, work, hub, month, courierCurve, assumptions.mostUseFrac)),
    ),
    stock: basis.months.map((month) => basis.hubs.map((_, hub) => basis.pools.map((pool) => stockEffect(pool, hub, month, assumptions)))),
    boxMissed: hasBoxes(basis) ? boxEffect(basis, boxCurve, Math.max(assumptions.mostBoxes, basis.boxes)) : null,
  }
}

const useOf = (used: number, available: number) => (used === 0 ? 0 : available === 0 ? Infinity : used / available)

function courierPoints({ work }: PlanBasis): UsePoint[] {
  return work.flatMap(({ busyH, paidH, due, missed }, group) =>
    Array.from(due, (n, day) => ({ group, use: useOf(busyH[day], paidH[day]), due: n, missed: missed[day] })),
  )
}

function boxPoints({ work }: PlanBasis): UsePoint[] {
  return work.flatMap(({ boxPacks, boxRated, boxDue, boxMissed }, group) =>
    Array.from(boxDue, (n, day) => ({ group, use: useOf(boxPacks[day], boxRated[day]), due: n, missed: boxMissed[day] })),
  )
}

/** Paid hours of n couriers of a hub on a day. */
function paidHours({ isWeekend, weekdayH, weekendH }: PlanBasis, hub: number, day: number, n: number): number {
  return (isWeekend[day] === 1 ? weekendH : weekdayH)[hub][n]
}

function courierEffect(basis: PlanBasis, work: HubDays, hub: number, month: PlanMonth, curve: MissCurve, mostUse: number): CourierEffect {
  const days = daysOf(month)
  const length = basis.weekdayH[hub].length
  const paidH = Float64Array.from({ length }, (_, n) => days.reduce((sum, day) => sum + paidHours(basis, hub, day, n), 0))
  const missed = Float64Array.from({ length }, (_, n) =>
    days.reduce((sum, day) => sum + work.due[day] * missedShare(curve, hub, useOf(work.busyH[day], paidHours(basis, hub, day, n))), 0),
  )
  const busyH = days.reduce((sum, day) => sum + work.busyH[day], 0)
  return { missed, paidH, busyH, least: paidH.findIndex((hours) => busyH <= mostUse * hours + 1e-9) }
}

/**
 * Little’s law: batteries in the circuit = hand-overs an hour × hours of a turn. Hand-overs are those of the month’s mean day within the peak
 * hours; a turn by own couriers includes the charge, one by the partner has the night for it.
 */
function stockEffect(pool: PoolBasis, hub: number, month: PlanMonth, { courierTurnH, partnerTurnH, peakFactor }: Assumptions): StockEffect {
  const sum = (column: Float64Array) => daysOf(month).reduce((total, day) => total + column[day], 0)
  const [own, partner] = [sum(pool.byCourier[hub]), sum(pool.byPartner[hub])]
  const inCircuit = (own * peakFactor * (courierTurnH + pool.chargeH) + partner * partnerTurnH) / (month.days * 24)
  const planned = pool.planned[hub].slice(0, month.fromDay + 1).reduce((total, count) => total + count, 0)
  const need = Math.ceil(inCircuit - 1e-9)
  return { need, stock: pool.hubStock[hub] + planned, missedPerShort: need === 0 ? 0 : (own + partner) / need / pool.perDelivery }
}

function hasBoxes({ boxes, work }: PlanBasis): boolean {
  return boxes > 0 && work.some(({ boxDue }) => boxDue.some((due) => due > 0))
}

/** Boxes are placed anew by their number, and each hub keeps its part of them. */
function boxEffect({ boxes, work }: PlanBasis, curve: MissCurve, most: number): Float64Array {
  const missedWith = (count: number) =>
    work.reduce(
      (all, { boxDue, boxPacks, boxRated }, hub) =>
        boxDue.reduce((sum, due, day) => {
          const use = useOf(boxPacks[day], (boxRated[day] * count) / boxes)
          return due === 0 ? sum : sum + due * missedShare(curve, hub, use)
        }, all),
      0,
    )
  return Float64Array.from({ length: most + 1 }, (_, count) => missedWith(count))
}

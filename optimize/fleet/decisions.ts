import type { Assumptions } from './assumptions.ts'
import type { PlanBasis } from './basis.ts'
import type { Effects } from './effects.ts'

/** What is decided, in whole numbers. */
export interface Decisions {
  /** `[month][hub]`. */
  readonly couriers: readonly (readonly number[])[]
  /** `[month][hub][pool]`: batteries that arrive on the month's first day. */
  readonly bought: readonly (readonly (readonly number[])[])[]
  readonly boxes: number
}

/** Couriers who begin, end or change hub at the begin of a month, in all hubs. */
export interface StaffChange {
  readonly hired: number
  readonly left: number
  readonly moved: number
}

/** Costs that the decisions move, over the plan's months, in euros. */
export interface PlanCosts {
  readonly wagesEur: number
  readonly staffChangeEur: number
  readonly sparesEur: number
  readonly boxesEur: number
  readonly penaltyEur: number
  readonly totalEur: number
  /** Promises missed: at doors, shops and sites; at boxes; for want of a spare battery. */
  readonly missedByCouriers: number
  readonly missedAtBoxes: number
  readonly missedForSpares: number
  /** Under the budget: wages, changes of staff and boxes, batteries at their full price. */
  readonly spentEur: number
}

/** Everything as it is today. */
export function decideNothing(basis: PlanBasis): Decisions {
  return {
    couriers: basis.months.map(({ fromDay }) => basis.work.map(({ staff }) => staff[fromDay])),
    bought: basis.months.map(() => basis.hubs.map(() => basis.pools.map(() => 0))),
    boxes: basis.boxes,
  }
}

/** Moves between hubs come first where one costs no more than hiring and leaving; what is left over is hired or leaves. */
export function staffChanges(basis: PlanBasis, { hireEur, leaveEur, moveEur }: Assumptions, { couriers }: Decisions): StaffChange[] {
  const today = basis.work.map(({ staff }) => staff[0])
  return couriers.map((byHub, m) => {
    const before = m === 0 ? today : couriers[m - 1]
    const up = byHub.reduce((sum, n, h) => sum + Math.max(0, n - before[h]), 0)
    const down = byHub.reduce((sum, n, h) => sum + Math.max(0, before[h] - n), 0)
    const moved = moveEur <= hireEur + leaveEur ? Math.min(up, down) : 0
    return { hired: up - moved, left: down - moved, moved }
  })
}

/** What decisions cost by the tables of effects, read at their whole numbers: our own count, apart from the solver and its model. */
export function costOf(basis: PlanBasis, assumptions: Assumptions, effects: Effects, decisions: Decisions): PlanCosts {
  const { hireEur, leaveEur, moveEur, penaltyEur, boxSetUpEur, boxRemoveEur } = assumptions
  const wagesEur = basis.eurPerHour * sumCells(decisions, (n, m, h) => effects.couriers[m][h].paidH[n])
  const staffChangeEur = staffChanges(basis, assumptions, decisions).reduce(
    (sum, { hired, left, moved }) => sum + hired * hireEur + left * leaveEur + moved * moveEur,
    0,
  )
  const bought = (price: (p: number, m: number) => number) =>
    decisions.bought.reduce(
      (sum, byHub, m) => sum + byHub.reduce((all, byPool) => all + byPool.reduce((s, n, p) => s + n * price(p, m), 0), 0),
      0,
    )
  const days = basis.months.reduce((sum, month) => sum + month.days, 0)
  const more = decisions.boxes - basis.boxes
  const boxChangeEur = more > 0 ? more * boxSetUpEur : -more * boxRemoveEur
  const boxesEur = decisions.boxes * basis.boxEurPerDay * days + boxChangeEur
  const sparesEur = bought((p, m) => sparesCost(basis, assumptions, basis.pools[p].priceEur, m))
  const missedByCouriers = sumCells(decisions, (n, m, h) => effects.couriers[m][h].missed[n])
  const missedAtBoxes = effects.boxMissed?.[decisions.boxes] ?? 0
  const missedForSpares = countShort(basis, effects, decisions)
  const penalty = penaltyEur * (missedByCouriers + missedAtBoxes + missedForSpares)
  return {
    wagesEur,
    staffChangeEur,
    sparesEur,
    boxesEur,
    penaltyEur: penalty,
    totalEur: wagesEur + staffChangeEur + sparesEur + boxesEur + penalty,
    missedByCouriers,
    missedAtBoxes,
    missedForSpares,
    spentEur: wagesEur + staffChangeEur + boxChangeEur + bought((p) => basis.pools[p].priceEur),
  }
}

function sumCells({ couriers }: Decisions, valueOf: (n: number, month: number, hub: number) => number): number {
  return couriers.reduce((sum, byHub, m) => sum + byHub.reduce((all, n, h) => all + valueOf(n, m, h), 0), 0)
}

function countShort(basis: PlanBasis, effects: Effects, { bought, boxes }: Decisions): number {
  let missed = 0
  effects.stock.forEach((byHub, m) =>
    byHub.forEach((byPool, h) =>
      byPool.forEach(({ need, stock, missedPerShort }, p) => {
        const arrived = bought.slice(0, m + 1).reduce((sum, month) => sum + month[h][p], 0)
        const inBoxes = (basis.pools[p].perBox / basis.hubs.length) * (boxes - basis.boxes)
        missed += Math.max(0, need - stock - arrived + inBoxes) * missedPerShort
      }),
    ),
  )
  return missed
}

/** Limits that decisions break, in words; empty when they can be done. */
export function brokenLimits(basis: PlanBasis, assumptions: Assumptions, effects: Effects, decisions: Decisions): string[] {
  const broken: string[] = []
  decisions.couriers.forEach((byHub, m) =>
    byHub.forEach((n, h) => {
      const { least, paidH } = effects.couriers[m][h]
      if (n < least || least < 0 || n >= paidH.length) broken.push(`couriers of ${basis.hubs[h]} in month ${m + 1}`)
    }),
  )
  staffChanges(basis, assumptions, decisions).forEach(({ hired }, m) => {
    if (hired > assumptions.hiresPerMonth) broken.push(`hires in month ${m + 1}`)
  })
  const [fewest, most] = effects.boxMissed === null ? [basis.boxes, basis.boxes] : boxRange(basis, assumptions)
  if (decisions.boxes < fewest || decisions.boxes > most) broken.push('boxes')
  if (costOf(basis, assumptions, effects, decisions).spentEur > assumptions.budgetEur * (1 + 1e-9)) broken.push('budget')
  return broken
}

/** A plan takes away at most every fourth box: beyond that the run's days say nothing. More than the stated most only where they stand today. */
export function boxRange({ boxes, ruledBoxes }: PlanBasis, { mostBoxes }: Assumptions): [number, number] {
  return [Math.max(Math.ceil(boxes * 0.75), boxes - ruledBoxes), Math.max(boxes, mostBoxes)]
}

/** Depreciation of a battery that is bought for a month, from then to the plan's end. */
export function sparesCost({ months }: PlanBasis, { batteryYears }: Assumptions, priceEur: number, month: number): number {
  return (priceEur / (batteryYears * 12)) * (months.length - month)
}

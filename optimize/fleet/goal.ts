import type { Assumptions } from './assumptions.ts'
import type { PlanBasis } from './basis.ts'
import { decideNothing, sparesCost, staffChanges } from './decisions.ts'

/** What a run cost by the plan's own goal, over the plan's months, from the facts of the run alone; in euros. */
export interface GoalCosts {
  readonly couriersEur: number
  readonly partnerEur: number
  readonly energyEur: number
  readonly stationsEur: number
  readonly renewalEur: number
  readonly sparesEur: number
  readonly changesEur: number
  readonly penaltyEur: number
  readonly totalEur: number
  readonly missed: number
  /** Promises that fell due in the reference run and not in this one: work that was never done. They count as missed. */
  readonly undone: number
}

/**
 * The goal of a run beside the run that the plan was made from. Both are counted by the same rule: what the facts say was paid, spare batteries by
 * depreciation, changes of staff and boxes against today's, and the penalty for promises that were missed or never came to fall due.
 */
export function goalOf(run: PlanBasis, today: PlanBasis, assumptions: Assumptions): GoalCosts {
  const { money } = run
  // Staff of the run month by month, from today's staff on: a change on the first day counts.
  const changes = staffChanges(today, assumptions, decideNothing(run))
  const staffEur = changes.reduce(
    (sum, { hired, left, moved }) => sum + hired * assumptions.hireEur + left * assumptions.leaveEur + moved * assumptions.moveEur,
    0,
  )
  const more = run.boxes - today.boxes
  const boxEur = more > 0 ? more * assumptions.boxSetUpEur : -more * assumptions.boxRemoveEur
  const undone = Math.max(0, today.due - run.due)
  const costs = {
    couriersEur: money.courierEur,
    partnerEur: money.partnerEur,
    energyEur: money.energyEur,
    stationsEur: money.stationEur,
    renewalEur: money.renewalEur + money.replacementEur,
    sparesEur: depreciation(run, assumptions),
    changesEur: staffEur + boxEur,
    penaltyEur: assumptions.penaltyEur * (run.missed + undone),
  }
  const totalEur = Object.values(costs).reduce((sum, cost) => sum + cost, 0)
  return { ...costs, totalEur, missed: run.missed, undone }
}

/** Of the batteries that a run's scenario bought beside those that replace what left. */
function depreciation(run: PlanBasis, assumptions: Assumptions): number {
  return run.pools.reduce((all, { planned, priceEur }) => {
    const byMonth = run.months.map(({ fromDay, days }) =>
      planned.reduce((sum, byDay) => sum + byDay.slice(fromDay, fromDay + days).reduce((total, count) => total + count, 0), 0),
    )
    return byMonth.reduce((sum, count, m) => sum + count * sparesCost(run, assumptions, priceEur, m), all)
  }, 0)
}

import type { Problem } from '../../data/columns/index.ts'
import { relax, solve } from '../linear/index.ts'
import type { Assumptions } from './assumptions.ts'
import type { PlanBasis } from './basis.ts'
import type { Effects } from './effects.ts'
import { buildFleetModel } from './model.ts'
import type { Freed } from './model.ts'

/**
 * Why no plan keeps all limits, and what would cure it: each limit that can be raised is freed alone and its least value sought, so every remedy
 * that is said is enough by itself.
 */
export function findRemedies(basis: PlanBasis, assumptions: Assumptions, effects: Effects): Problem[] {
  const cures = (['budget', 'hires', 'use'] as const).flatMap((freed) => cure(basis, assumptions, effects, freed))
  if (cures.length > 0) return cures
  const remedy = 'Raise the budget, the hires a month and the share of courier time that tours may fill: no one of them is enough alone.'
  return [{ code: 'no-plan', place: 'assumptions', value: '', remedy }]
}

/** Hubs whose work no thinkable number of couriers could carry; the first is described. */
export function findOverload(basis: PlanBasis, { couriers }: Effects): Problem[] {
  const overloaded = couriers.flatMap((byHub, m) => byHub.flatMap(({ least }, h) => (least < 0 ? [{ m, h }] : [])))
  return overloaded.slice(0, 1).map((first) => describeOverload(basis, first, overloaded.length))
}

function cure(basis: PlanBasis, assumptions: Assumptions, effects: Effects, freed: Exclude<Freed, null>): Problem[] {
  const { model } = buildFleetModel(basis, assumptions, effects, freed)
  const relaxed = solve(relax(model))
  if (relaxed.kind !== 'solved') return []
  const problem = (place: keyof Assumptions, value: number | string, remedy: string): Problem[] => [
    { code: 'infeasible', place: `assumptions.${place}`, value: String(value), remedy },
  ]
  if (freed === 'budget') {
    // Whole couriers and batteries cost more than their parts.
    const needed = wholeCost(basis, assumptions, effects) ?? relaxed.cost
    return problem('budgetEur', assumptions.budgetEur, `No plan fits this budget: raise it to at least ${Math.ceil(needed)} €.`)
  }
  if (freed === 'hires') {
    const hires = Math.ceil(relaxed.cost - 1e-6)
    if (hires <= assumptions.hiresPerMonth) return []
    return problem('hiresPerMonth', assumptions.hiresPerMonth, `Too few couriers can be hired in time: allow at least ${hires} a month.`)
  }
  const share = Math.ceil(-100 / relaxed.cost)
  if (share > 100 || share <= assumptions.mostUseFrac * 100) return []
  return problem(
    'mostUseFrac',
    `${Number((assumptions.mostUseFrac * 100).toPrecision(4))} %`,
    `The couriers cannot carry the work at this share of their time: allow at least ${share} %.`,
  )
}

/** Least budget in whole numbers; `null` where the solver has none. */
function wholeCost(basis: PlanBasis, assumptions: Assumptions, effects: Effects): number | null {
  const { model } = buildFleetModel(basis, assumptions, effects, 'budget')
  const answer = solve(model)
  return answer.kind === 'solved' ? answer.cost : null
}

function describeOverload(
  { hubs, months, weekdayH }: PlanBasis,
  { m, h }: { readonly m: number; readonly h: number },
  count: number,
): Problem {
  const { year, month } = months[m]
  const more = count > 1 ? ` and ${count - 1} more` : ''
  const most = weekdayH[h].length - 1
  const remedy = `Not even ${most} couriers could carry the work of this hub: give the scenario longer shifts, more couriers or a larger share of the partner.`
  return { code: 'overload', place: `${hubs[h]}, ${year}-${String(month).padStart(2, '0')}${more}`, value: String(most), remedy }
}

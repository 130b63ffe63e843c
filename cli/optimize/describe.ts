import type { OptimizeReport } from './optimize.ts'

const eur = (value: number) => `${Math.round(value)} €`

/** A plan as text for people: couriers by month and hub, what is bought, costs beside today's, and what a run of it says. */
export function describePlan(report: OptimizeReport): string {
  const { hubs, months, decisions, costs, today, simulated, note, method } = report
  const rows = months.map((month, m) => `  ${month}: ${hubs.map((hub, h) => `${hub} ${decisions.couriers[m][h]}`).join(', ')}`)
  const bought = decisions.bought.flat(2).reduce((sum, n) => sum + n, 0)
  return [
    `couriers${method === 'rounded' ? ' (rounded from fractions)' : ''}`,
    ...(note === '' ? [] : [note]),
    ...rows,
    `boxes: ${decisions.boxes}`,
    `spare batteries bought: ${bought}`,
    `cost by the model: ${eur(costs.totalEur)}, today ${eur(today.totalEur)}`,
    ...(simulated === undefined ? [] : [describeRuns(simulated)]),
  ].join('\n')
}

function describeRuns({ today, plan, isWorse }: NonNullable<OptimizeReport['simulated']>): string {
  const verdict = isWorse ? 'the plan is worse than today by its own goal' : 'the plan is not worse than today by its own goal'
  return `in the simulator: ${eur(plan.totalEur)}, today ${eur(today.totalEur)}: ${verdict}`
}

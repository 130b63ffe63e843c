import type { GoalCosts, PlanCosts } from '../../optimize/index.ts'
import { sayEur, sayMoreEur } from './words.ts'

interface CostRow {
  readonly label: string
  readonly today: number
  readonly plan: number
}

/** Costs of the plan's months beside today's, item by item, with the sum last. */
function CostTable({ caption, rows, total }: { caption: string; rows: readonly CostRow[]; total: CostRow }) {
  return (
    <div class="sideways plan-table" role="region" aria-label={caption} tabIndex={0}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">Cost</th>
            <th scope="col" class="number">
              Today
            </th>
            <th scope="col" class="number">
              Proposal
            </th>
            <th scope="col" class="number">
              Difference
            </th>
          </tr>
        </thead>
        <tbody>
          {[...rows, total].map((row) => (
            <tr key={row.label} class={row === total ? 'total' : ''}>
              <th scope="row">{row.label}</th>
              <td class="number count">{sayEur(row.today)}</td>
              <td class="number count">{sayEur(row.plan)}</td>
              <td class={`number change ${toneOf(row)}`}>{sayMoreEur(row.plan - row.today)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function toneOf({ today, plan }: CostRow): string {
  return Math.round(plan - today) === 0 ? '' : plan < today ? 'good' : 'bad'
}

/** What the model expects. */
export function ExpectedCosts({ today, plan }: { today: PlanCosts; plan: PlanCosts }) {
  const row = (label: string, key: keyof PlanCosts): CostRow => ({ label, today: today[key], plan: plan[key] })
  const rows = [
    row('Wages', 'wagesEur'),
    row('Hiring, leaving, moving', 'staffChangeEur'),
    row('Spare batteries, by years of life', 'sparesEur'),
    row('Boxes: rent, setting up, taking away', 'boxesEur'),
    row('Missed promises', 'penaltyEur'),
  ]
  return <CostTable caption="Expected by the model, all months together" rows={rows} total={row('Sum', 'totalEur')} />
}

/** What the facts of both runs say, by the same goal. */
export function SimulatedCosts({ today, plan }: { today: GoalCosts; plan: GoalCosts }) {
  const row = (label: string, key: keyof GoalCosts): CostRow => ({ label, today: today[key], plan: plan[key] })
  const rows = [
    row('Couriers: wages and kilometres', 'couriersEur'),
    row('Partner', 'partnerEur'),
    row('Energy', 'energyEur'),
    row('Boxes, hubs and shops', 'stationsEur'),
    row('Renewal and replaced batteries', 'renewalEur'),
    row('Spare batteries, by years of life', 'sparesEur'),
    row('Changes of staff and boxes', 'changesEur'),
    row('Missed promises', 'penaltyEur'),
  ]
  return <CostTable caption="Lived in the simulator, all months together: facts of both runs" rows={rows} total={row('Sum', 'totalEur')} />
}

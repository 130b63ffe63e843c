import type { FleetPlan, PlanBasis } from '../../optimize/index.ts'
import { formatMonth } from '../format.ts'
import { sayBought, sayChange } from './words.ts'

/** The proposal month by month. */
export function MonthTable({ plan, basis }: { plan: FleetPlan; basis: PlanBasis }) {
  return (
    <div class="sideways plan-table" role="region" aria-label="Proposal by month" tabIndex={0}>
      <table>
        <caption>Couriers by hub, where the number differs from today with today’s beside it; who comes and goes; batteries bought</caption>
        <thead>
          <tr>
            <th scope="col">Month</th>
            {basis.hubs.map((hub) => (
              <th scope="col" class="number" key={hub}>
                {hub}
              </th>
            ))}
            <th scope="col">Couriers who come and go</th>
            <th scope="col">Spare batteries bought</th>
          </tr>
        </thead>
        <tbody>
          {basis.months.map(({ year, month, fromDay }, m) => (
            <tr key={fromDay}>
              <th scope="row">{formatMonth(year, month)}</th>
              {basis.hubs.map((hub, h) => (
                <td class="number" key={hub}>
                  <Couriers count={plan.decisions.couriers[m][h]} today={basis.work[h].staff[fromDay]} />
                </td>
              ))}
              <td>{sayChange(plan.changes[m]) || '–'}</td>
              <td>{sayBought(plan, basis, m) || '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Couriers({ count, today }: { count: number; today: number }) {
  if (count === today) return <>{count}</>
  return (
    <>
      <span class="was-today">was {today}</span> <b class="accent">{count}</b>
    </>
  )
}

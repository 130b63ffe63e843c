import type { FleetPlan, PlanBasis } from '../../optimize/index.ts'
import { formatMonth, formatMonthShort } from '../format.ts'

const width = 320
const height = 132
const pad = { left: 22, right: 6, top: 10, bottom: 20 }

/** Couriers of one hub month by month: the proposal as columns, today as a line. The table below says the same in numbers. */
export function CourierPlot({ plan, basis, hub }: { plan: FleetPlan; basis: PlanBasis; hub: number }) {
  const { months } = basis
  const planned = plan.decisions.couriers.map((byHub) => byHub[hub])
  const today = months.map(({ fromDay }) => basis.work[hub].staff[fromDay])
  const most = Math.max(2, ...planned, ...today)
  const step = (width - pad.left - pad.right) / months.length
  const x = (m: number) => pad.left + m * step
  const y = (n: number) => height - pad.bottom - (n / most) * (height - pad.top - pad.bottom)
  const line = today.map((n, m) => `${m === 0 ? 'M' : 'L'}${x(m)} ${y(n)}H${x(m + 1)}`).join('')
  const spoken = months.map(({ year, month }, m) => `${formatMonth(year, month)} ${planned[m]}, today ${today[m]}`).join('; ')
  const ticks = most <= 5 ? Array.from({ length: most + 1 }, (_, n) => n) : [0, Math.round(most / 2), most]
  return (
    <figure class="courier-plot card">
      <figcaption>{basis.hubs[hub]}</figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`Couriers at ${basis.hubs[hub]}: ${spoken}`}>
        {ticks.map((n) => (
          <g key={n} class="tick">
            <line x1={pad.left} x2={width - pad.right} y1={y(n)} y2={y(n)} />
            <text x={pad.left - 5} y={y(n) + 4} text-anchor="end">
              {n}
            </text>
          </g>
        ))}
        {planned.map((n, m) => (
          <rect key={months[m].fromDay} class="planned" x={x(m) + step * 0.15} width={step * 0.7} y={y(n)} height={y(0) - y(n)} />
        ))}
        <path class="today" d={line} />
        {months.map(({ month, fromDay }, m) => (
          <text key={fromDay} class="tick" x={x(m) + step / 2} y={height - 6} text-anchor="middle">
            {formatMonthShort(month)}
          </text>
        ))}
      </svg>
    </figure>
  )
}

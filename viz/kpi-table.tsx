import { formatCount, formatQuantity } from './format.ts'
import type { KpiValue } from './run-api.ts'

/** Figures that a planner looks at first, shown large above the table. */
const headlines = ['slaKept', 'stockOut', 'costPerBatteryMonth', 'fadeMean', 'co2PerKWh']

function KpiCard({ kpi }: { kpi: KpiValue }) {
  const { number, unit } = formatQuantity(kpi.value, kpi.unit)
  return (
    <li class="card kpi" title={kpi.meaning}>
      <span class="kpi-label">{kpi.label}</span>
      <span class="kpi-value">
        {number} <small>{unit}</small>
      </span>
    </li>
  )
}

function KpiRow({ kpi }: { kpi: KpiValue }) {
  const { number, unit } = formatQuantity(kpi.value, kpi.unit)
  return (
    <tr data-kpi={kpi.id}>
      <th scope="row">{kpi.label}</th>
      <td class="number">{number}</td>
      <td class="unit">{unit}</td>
      <td class="number count">{formatCount(kpi.n)}</td>
      <td class="counts">{kpi.counts}</td>
      <td class="meaning">{kpi.meaning}</td>
    </tr>
  )
}

/** The key figures: the main ones as cards, all of them as a table with unit, count and meaning. */
export function KpiTable({ kpis, caption }: { kpis: readonly KpiValue[]; caption: string }) {
  return (
    <>
      <ul class="kpis" aria-label="Main key figures">
        {headlines
          .flatMap((id) => kpis.filter((kpi) => kpi.id === id))
          .map((kpi) => (
            <KpiCard key={kpi.id} kpi={kpi} />
          ))}
      </ul>
      <div class="card table-frame" role="region" aria-label="Key figures" tabIndex={0}>
        <table>
          <caption>{caption}</caption>
          <thead>
            <tr>
              <th scope="col">Key figure</th>
              <th scope="col" class="number">
                Value
              </th>
              <th scope="col">Unit</th>
              <th scope="col" colSpan={2} class="counted">
                Counted over
              </th>
              <th scope="col">Meaning</th>
            </tr>
          </thead>
          <tbody>
            {kpis.map((kpi) => (
              <KpiRow key={kpi.id} kpi={kpi} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

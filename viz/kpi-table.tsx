import { formatCount, formatDifference, formatQuantity } from './format.ts'
import type { KpiPair } from './plan/index.ts'

function KpiRow({ pair: { kpi, difference, tone }, isCompared }: { pair: KpiPair; isCompared: boolean }) {
  const { number, unit } = formatQuantity(kpi.value, kpi.unit)
  const change = formatDifference(difference, kpi.unit)
  return (
    <tr data-kpi={kpi.id}>
      <th scope="row">{kpi.label}</th>
      <td class="number">{number}</td>
      <td class="unit">{unit}</td>
      {isCompared && (
        <td class={`change ${tone}`}>
          {change.number} {change.unit}
        </td>
      )}
      <td class="number count">{formatCount(kpi.n)}</td>
      <td class="counts">{kpi.counts}</td>
      <td class="meaning">{kpi.meaning}</td>
    </tr>
  )
}

/** All key figures as a table with unit, difference to the unchanged scenario, count and meaning. */
export function KpiTable({ pairs, caption, attribution }: { pairs: readonly KpiPair[]; caption: string; attribution: string }) {
  const isCompared = pairs.some(({ difference }) => difference !== null)
  return (
    <div class="table-frame" role="region" aria-label="Key figures" tabIndex={0}>
      <table>
        <caption>
          {caption}
          {isCompared && '; differences to the unchanged scenario: one run, same luck'}
        </caption>
        <thead>
          <tr>
            <th scope="col">Key figure</th>
            <th scope="col" class="number">
              Value
            </th>
            <th scope="col">Unit</th>
            {isCompared && <th scope="col">Difference</th>}
            <th scope="col" colSpan={2} class="counted">
              Counted over
            </th>
            <th scope="col">Meaning</th>
          </tr>
        </thead>
        <tbody>
          {pairs.map((pair) => (
            <KpiRow key={pair.kpi.id} pair={pair} isCompared={isCompared} />
          ))}
        </tbody>
      </table>
      {attribution && <p class="attribution">{attribution}</p>}
    </div>
  )
}

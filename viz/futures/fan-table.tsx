import { fanOf, type Fan } from '../../scenarios/index.ts'
import { formatQuantity } from '../format.ts'
import type { KpiValue } from '../run-api.ts'
import type { FutureFigures } from '../state/index.ts'

interface FanTableProps {
  readonly kpis: readonly KpiValue[]
  readonly futures: readonly FutureFigures[]
  readonly same: FutureFigures | null
}

/** A row for each key figure: the band of nine futures in ten, the middle one, and what the run itself lives. */
export function FanTable({ kpis, futures, same }: FanTableProps) {
  return (
    <>
      {/* Beside the table, not in it: what scrolls sideways would cut it. */}
      <p class="hint">Nine of ten futures lie within the band; the stroke is the middle one, the ring is the run itself.</p>
      <div class="sideways" role="region" aria-label="Key figures of the futures" tabIndex={0}>
        <table class="fans">
          <thead>
            <tr>
              <th scope="col">Key figure</th>
              <th scope="col">Band</th>
              <th scope="col" class="number">
                5 %
              </th>
              <th scope="col" class="number">
                Middle
              </th>
              <th scope="col" class="number">
                95 %
              </th>
              <th scope="col" class="number">
                The run
              </th>
            </tr>
          </thead>
          <tbody>
            {kpis.map((kpi) => (
              <FanRow key={kpi.id} kpi={kpi} values={futures.map((figures) => figures[kpi.id] ?? null)} same={same?.[kpi.id] ?? null} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

function FanRow({ kpi, values, same }: { kpi: KpiValue; values: readonly (number | null)[]; same: number | null }) {
  const fan = fanOf(values)
  return (
    <tr data-figure={kpi.id}>
      <th scope="row" title={kpi.meaning}>
        {kpi.label}
      </th>
      <td>
        <Band fan={fan} values={values.filter((value) => value !== null)} same={same} />
      </td>
      <Amount value={fan.low} unit={kpi.unit} />
      <Amount value={fan.middle} unit={kpi.unit} />
      <Amount value={fan.high} unit={kpi.unit} />
      <Amount value={same} unit={kpi.unit} />
    </tr>
  )
}

function Amount({ value, unit }: { value: number | null; unit: string }) {
  const shown = formatQuantity(value, unit)
  return (
    <td class="number">
      {shown.number} <small>{shown.unit}</small>
    </td>
  )
}

const size = { width: 150, height: 18, margin: 8 }

/** The numbers stand beside it: a picture for who looks, nothing for who listens. */
function Band({ fan: { low, middle, high }, values, same }: { fan: Fan; values: readonly number[]; same: number | null }) {
  if (low === null || middle === null || high === null) return null
  const all = same === null ? values : [...values, same]
  const [least, most] = [Math.min(...all), Math.max(...all)]
  const x = (value: number) =>
    most === least ? size.width / 2 : size.margin + ((value - least) / (most - least)) * (size.width - 2 * size.margin)
  const y = size.height / 2
  return (
    <svg class="fan" viewBox={`0 0 ${size.width} ${size.height}`} width={size.width} height={size.height} aria-hidden="true">
      <line class="fan-span" x1={x(least)} x2={x(most)} y1={y} y2={y} />
      <rect class="fan-band" x={x(low)} width={Math.max(2, x(high) - x(low))} y={y - 4} height={8} rx={2} />
      <line class="fan-middle" x1={x(middle)} x2={x(middle)} y1={y - 7} y2={y + 7} />
      {same !== null && <circle class="fan-same" cx={x(same)} cy={y} r={4} />}
    </svg>
  )
}

import { formatCount, formatQuantity } from '../format.ts'
import type { CityState } from '../state/index.ts'
import type { StoredRun } from '../vault/index.ts'

/** Figures that tell cities apart. */
const told = ['slaKept', 'stockOut', 'costPerKWh'] as const

interface TableProps {
  readonly cities: readonly CityState[]
  readonly days: number
  readonly onLookBack: (run: StoredRun) => void
}

/** Where each city stands, and the figures of those that are done. */
export function CityTable({ cities, days, onLookBack }: TableProps) {
  const labels = cities.find(({ run }) => run !== null)?.run?.summary.kpis ?? []
  return (
    <div class="table-frame" role="region" aria-label="Cities" tabIndex={0}>
      <table class="city-table">
        <thead>
          <tr>
            <th scope="col">City</th>
            <th scope="col" class="number">
              Customers
            </th>
            <th scope="col">Days</th>
            {told.map((id) => (
              <th key={id} scope="col" class="number">
                {labels.find((kpi) => kpi.id === id)?.label ?? ''}
              </th>
            ))}
            <th scope="col">Record</th>
          </tr>
        </thead>
        <tbody>
          {cities.map((city) => (
            <CityRow key={city.name} city={city} days={days} onLookBack={onLookBack} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function CityRow({ city, days, onLookBack }: { city: CityState; days: number; onLookBack: TableProps['onLookBack'] }) {
  const { name, customers, kind, day, run, failure } = city
  return (
    <tr data-city={name} data-kind={kind}>
      <th scope="row">{name}</th>
      <td class="number customers">{formatCount(customers)}</td>
      <td>{kind === 'running' ? <progress aria-label={`${name}, days`} max={days} value={day} /> : stands(city)}</td>
      {failure === '' ? (
        told.map((id) => (
          <td key={id} class="number figure">
            {run !== null && sayFigure(run, id)}
          </td>
        ))
      ) : (
        <td colSpan={told.length} class="warn">
          {failure}
        </td>
      )}
      <td>
        {run !== null && (
          <button type="button" aria-label={`Look back on ${name}`} onClick={() => onLookBack(run)}>
            Look back
          </button>
        )}
      </td>
    </tr>
  )
}

function stands({ kind, day }: CityState): string {
  if (kind === 'done') return `${formatCount(day)} days`
  if (kind === 'preparing') return 'placing …'
  if (kind === 'failed') return 'failed'
  return day > 0 ? `paused, ${formatCount(day)}` : 'waiting'
}

function sayFigure({ summary: { kpis } }: StoredRun, id: string): string {
  const kpi = kpis.find((one) => one.id === id)
  const { number, unit } = formatQuantity(kpi?.value ?? null, kpi?.unit ?? '')
  return `${number} ${unit}`
}

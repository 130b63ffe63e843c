import { useSignal, type Signal } from '@preact/signals'
import { InsideState, type InsideView } from '../../scenarios/index.ts'
import { formatCount, formatQuantity } from '../format.ts'
import { insideStateWords } from './building.ts'

interface BatteryTableProps {
  readonly view: InsideView
  readonly clockText: (timeMs: number) => string
  readonly marked: number | null
  readonly onMark: (battery: number | null) => void
  readonly onPick: (battery: number) => void
}

/** Rows shown at first, and more with each press: a table of 20 000 rows would hold up the page. */
const pageRows = 60

/** Every battery of the place as text: what it does, its charge and health, and when that ends. */
export function BatteryTable({ view, clockText, marked, onMark, onPick }: BatteryTableProps) {
  const wanted = useSignal(-1)
  const shown = useSignal(pageRows)
  const { batteries } = view
  const rows = Array.from({ length: batteries.count }, (_, row) => row).filter(
    (row) => wanted.value < 0 || batteries.state[row] === wanted.value,
  )
  return (
    <div class="inside-list">
      <Filter view={view} wanted={wanted} onChange={() => (shown.value = pageRows)} />
      <table>
        <caption>{rows.length === 0 ? 'No battery is here.' : `${formatCount(rows.length)} batteries, longest there first`}</caption>
        <thead>
          <tr>
            <th scope="col">Battery</th>
            <th scope="col">Does</th>
            <th scope="col" class="number">
              Charge
            </th>
            <th scope="col" class="number">
              Health
            </th>
            <th scope="col" class="number">
              Until
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, shown.value).map((row) => (
            <Row
              key={batteries.battery[row]}
              view={view}
              row={row}
              clockText={clockText}
              isMarked={batteries.battery[row] === marked}
              onMark={onMark}
              onPick={onPick}
            />
          ))}
        </tbody>
      </table>
      {rows.length > shown.value && (
        <button type="button" onClick={() => (shown.value += pageRows)}>
          Show {formatCount(Math.min(pageRows, rows.length - shown.value))} more of {formatCount(rows.length - shown.value)}
        </button>
      )}
    </div>
  )
}

function Filter({ view: { batteries }, wanted, onChange }: { view: InsideView; wanted: Signal<number>; onChange: () => void }) {
  const states = Object.values(InsideState).filter((state) => batteries.state.includes(state))
  return (
    <label class="inside-filter">
      Show{' '}
      <select
        value={String(wanted.value)}
        onChange={(event) => {
          wanted.value = Number(event.currentTarget.value)
          onChange()
        }}
      >
        <option value="-1">all {formatCount(batteries.count)} batteries</option>
        {states.map((state) => (
          <option key={state} value={String(state)}>
            {insideStateWords[state]}
          </option>
        ))}
      </select>
    </label>
  )
}

interface RowProps {
  readonly view: InsideView
  readonly row: number
  readonly clockText: (timeMs: number) => string
  readonly isMarked: boolean
  readonly onMark: (battery: number | null) => void
  readonly onPick: (battery: number) => void
}

function Row({ view: { batteries, products }, row, clockText, isMarked, onMark, onPick }: RowProps) {
  const battery = batteries.battery[row]
  const does =
    batteries.state[row] === InsideState.ready && batteries.isOnCharger[row] === 1
      ? 'ready, fills up'
      : insideStateWords[batteries.state[row]]
  return (
    <tr class={isMarked ? 'marked' : ''} onPointerEnter={() => onMark(battery)} onPointerLeave={() => onMark(null)}>
      <th scope="row">
        <button type="button" class="link" onFocus={() => onMark(battery)} onBlur={() => onMark(null)} onClick={() => onPick(battery)}>
          {battery + 1}
        </button>
        <span class="note">{products[batteries.product[row]].label}</span>
      </th>
      <td>{does}</td>
      <td class="number">{shareText(batteries.soc[row])}</td>
      <td class="number count">{shareText(batteries.soh[row])}</td>
      <td class="number count">{Number.isNaN(batteries.endMs[row]) ? '' : clockText(batteries.endMs[row])}</td>
    </tr>
  )
}

function shareText(frac: number): string {
  if (Number.isNaN(frac)) return 'unknown'
  const { number, unit } = formatQuantity(frac, 'frac')
  return `${number}\u202f${unit}`
}

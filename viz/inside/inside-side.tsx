import type { InsideView } from '../../scenarios/index.ts'
import type { CalendarSpec } from '../../twin/index.ts'
import { formatClock, formatMoment } from '../replay/index.ts'
import type { Pick, RunScene } from '../run-api.ts'
import { BatteryTable } from './battery-table.tsx'
import { atRampWords } from './building.ts'

interface SideProps {
  readonly view: InsideView
  readonly calendar: CalendarSpec
  readonly scene: RunScene | null
  /** Without it the list stands for the drawing. */
  readonly canDraw: boolean
  readonly marked: number | null
  readonly onMark: (battery: number | null) => void
  readonly onPick: (pick: Pick) => void
}

/** The place as text: who is there, and every battery. */
export function Side({ view, calendar, scene, canDraw, marked, onMark, onPick }: SideProps) {
  return (
    <aside class="inside-side" aria-label="Batteries here" tabIndex={0}>
      {!canDraw && (
        <p class="hint" role="status">
          This browser draws no WebGL, so the place is shown as a list. To see it drawn, switch hardware acceleration on or use another
          browser.
        </p>
      )}
      <p class="hint">{formatMoment(calendar, view.timeMs)}</p>
      <Couriers view={view} scene={scene} onPick={(courier) => onPick({ kind: 'courier', id: courier })} />
      <BatteryTable
        view={view}
        clockText={(timeMs) => formatClock(calendar, timeMs)}
        marked={marked}
        onMark={onMark}
        onPick={(battery) => onPick({ kind: 'battery', id: battery })}
      />
    </aside>
  )
}

function Couriers({ view: { couriers }, scene, onPick }: { view: InsideView; scene: RunScene | null; onPick: (courier: number) => void }) {
  if (couriers.count === 0) return null
  return (
    <ul class="inside-couriers" aria-label="Couriers here">
      {Array.from({ length: couriers.count }, (_, row) => (
        <li key={couriers.courier[row]}>
          <button type="button" class="link" onClick={() => onPick(couriers.courier[row])}>
            Courier {couriers.courier[row] + 1}
          </button>{' '}
          <span class="dim">
            {scene?.vehicles[couriers.vehicle[row]]?.label.toLowerCase()}, {atRampWords[couriers.doing[row]]}
            {couriers.fresh[row] + couriers.used[row] > 0 && `, aboard ${couriers.fresh[row]} full and ${couriers.used[row]} used`}
          </span>
        </li>
      ))}
    </ul>
  )
}

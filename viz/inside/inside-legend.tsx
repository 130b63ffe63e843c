import type { InsideView } from '../../scenarios/index.ts'
import { PlaceKind } from '../../twin/index.ts'
import { formatCount } from '../format.ts'
import { cssRamp } from '../ramp.ts'
import type { RunScene } from '../run-api.ts'
import type { Theme } from '../theme.ts'

/** One line of what the engine counts here. */
export function Facts({ view }: { view: InsideView }) {
  const isHub = view.kind === PlaceKind.hub
  const facts = [
    view.isOpen ? 'open' : 'closed',
    `${formatCount(view.batteries.count)} batteries${view.slots > 0 ? ` in ${formatCount(view.slots)} slots` : ''}`,
    ...(view.kind === PlaceKind.box ? [] : [`${formatCount(view.chargersBusy)} of ${formatCount(view.chargers)} chargers busy`]),
    ...(isHub && view.staff > 0 ? [`${formatCount(view.staffBusy)} of ${formatCount(view.staff)} staff inspecting`] : []),
    ...(view.couriers.count > 0 ? [`${formatCount(view.couriers.count)} ${view.couriers.count === 1 ? 'courier' : 'couriers'} here`] : []),
    ...(view.customersWaiting > 0 ? [`${formatCount(view.customersWaiting)} customers waiting`] : []),
    ...(view.ordersWaiting > 0 ? [`${formatCount(view.ordersWaiting)} orders waiting`] : []),
  ]
  return <p class="inside-facts">{facts.join(' · ')}</p>
}

/** What the colours of the drawing mean. */
export function Legend({ view, theme, scene }: { view: InsideView; theme: Theme; scene: RunScene | null }) {
  const isBox = view.kind === PlaceKind.box
  const vehicles = scene?.vehicles.slice(0, 2) ?? []
  return (
    <section class="card inside-legend" aria-label="Legend of the drawing">
      <h3>Batteries by state of charge</h3>
      <div class="inside-ramp" style={{ background: cssRamp(theme) }} />
      <div class="inside-ends">
        <span>0 %</span>
        <span>50 %</span>
        <span>100 %</span>
      </div>
      <ul class="inside-keys">
        <Key token="--inside-unknown" label="Charge unknown" />
        <Key token="--inside-busy" label={isBox ? 'Charges' : 'Charger busy'} />
        <Key token="--inside-free" label={isBox ? 'Slot does not charge' : 'Charger free'} />
        {view.staff > 0 && <Key token="--inside-person" label="Staff, free" />}
        {view.staffBusy > 0 && <Key token="--inside-busy" label="Staff, inspecting" />}
        {view.customersWaiting > 0 && <Key token="--inside-person" label="Customer, waits" />}
        {view.couriers.count > 0 && vehicles.map(({ id, label }, at) => <Key key={id} token={`--inside-vehicle-${at}`} label={label} />)}
      </ul>
      <p class="inside-order">Which rack or socket it is, is drawn only: the run keeps lists, not slot numbers.</p>
    </section>
  )
}

function Key({ token, label }: { token: string; label: string }) {
  return (
    <li>
      <span class="inside-swatch" style={{ background: `var(${token})` }} aria-hidden="true" />
      {label}
    </li>
  )
}

import { PlaceKind } from '../../twin/index.ts'
import type { Pick, RunScene } from '../../scenarios/index.ts'
import { formatQuantity } from '../format.ts'
import { rowFloats, StayFloat, stayOfBattery, type MapWindow } from '../moments/index.ts'
import type { Hover } from './map-inputs.ts'

interface Words {
  readonly title: string
  readonly note: string
}

/** A few words beside the pointer. `timeS` is read when the thing is hovered. */
export function Tooltip({
  hover,
  scene,
  window,
  timeS,
  width,
}: {
  hover: Hover
  scene: RunScene | null
  window: MapWindow | null
  timeS: number
  width: number
}) {
  const { title, note } = describePick(hover.pick, scene, window, timeS)
  // At the right edge the words stand to the left of the pointer.
  const isRight = hover.x > width - 220
  const place = `translate(${hover.x + (isRight ? -14 : 14)}px, ${hover.y + 14}px)${isRight ? ' translateX(-100%)' : ''}`
  return (
    <div class="map-card map-tip" role="tooltip" style={{ transform: place }}>
      {title}
      {note !== '' && <small>{note}</small>}
    </div>
  )
}

/** Name of a thing on the map and one line about it. */
function describePick(pick: Pick, scene: RunScene | null, window: MapWindow | null, timeS: number): Words {
  switch (pick.kind) {
    case 'battery':
      return { title: `Battery ${pick.id + 1}`, note: window === null ? '' : describeHealth(window, pick.id, timeS) }
    case 'place':
      return { title: scene?.places.name[pick.id] ?? `Place ${pick.id}`, note: describePlace(scene?.places.kind[pick.id]) }
    case 'courier':
      return { title: `Courier ${pick.id + 1}`, note: scene?.vehicles[scene.couriers.vehicle[pick.id] ?? -1]?.label ?? '' }
    default:
      return describeCustomer(pick.id, scene)
  }
}

/** Customers are counted within their segment, as the inspector does. */
function describeCustomer(customer: number, scene: RunScene | null): Words {
  if (scene === null) return { title: 'Customer', note: '' }
  const segment = scene.customers.segment[customer]
  const number = customer - scene.customers.segment.indexOf(segment) + 1
  return { title: `Customer ${number}`, note: scene.segments[segment]?.label ?? '' }
}

function describeHealth({ stays }: MapWindow, battery: number, timeS: number): string {
  const row = stayOfBattery(stays, battery, timeS)
  const soh = row < 0 ? -1 : stays.texels[rowFloats * row + StayFloat.soh]
  if (soh < 0) return 'state of health unknown'
  const { number, unit } = formatQuantity(soh, 'frac')
  return `state of health ${number}\u202f${unit}`
}

function describePlace(kind: number | undefined): string {
  return kind === PlaceKind.hub ? 'hub' : kind === PlaceKind.shop ? 'shop' : kind === PlaceKind.box ? 'box' : ''
}

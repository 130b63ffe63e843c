import { findNearestFacilities, orderHubNames, placeOnDemand } from '../city/index.ts'
import type { City, Contraction } from '../city/index.ts'
import { PlaceKind } from '../kinds.ts'
import type { WorldSpec } from '../spec.ts'

/** Hubs, shops and boxes, in this order; what never changes about them. */
export interface PlaceTable {
  readonly count: number
  readonly hubs: number
  readonly kind: Uint8Array
  readonly node: Uint32Array
  readonly hub: Uint8Array
  readonly chargers: Int32Array
  /** Batteries that a box has slots for; 0 = no limit. */
  readonly slots: Int32Array
  readonly openHour: Float64Array
  readonly closeHour: Float64Array
  readonly name: readonly string[]
}

/** Places hubs, shops and boxes on demand, on the road, by the city's deterministic rule. */
export function layOutPlaces(spec: WorldSpec, city: City, contraction: Contraction): PlaceTable {
  const hubNodes = placeOnDemand(city, contraction, spec.hubs.count)
  const hubNames = orderHubNames(city, hubNodes)
  const shops = spec.shops.count > 0 ? placeOnDemand(city, contraction, spec.shops.count) : new Uint32Array()
  const boxes = spec.boxes.count > 0 ? placeOnDemand(city, contraction, spec.boxes.count) : new Uint32Array()
  const node = Uint32Array.of(...hubNodes, ...shops, ...boxes)
  const count = node.length
  const kind = new Uint8Array(count).fill(PlaceKind.hub)
  kind.fill(PlaceKind.shop, hubNodes.length, hubNodes.length + shops.length)
  kind.fill(PlaceKind.box, hubNodes.length + shops.length)
  const by = (hub: number, shop: number, box: number) =>
    Array.from(kind, (k) => (k === PlaceKind.hub ? hub : k === PlaceKind.shop ? shop : box))
  return {
    count,
    hubs: hubNodes.length,
    kind,
    node,
    hub: Uint8Array.from(findNearestFacilities(contraction, hubNodes, node)),
    chargers: Int32Array.from(by(spec.hubs.chargers, spec.shops.chargers, spec.boxes.slots)),
    slots: Int32Array.from(by(0, 0, spec.boxes.slots)),
    openHour: Float64Array.from(by(spec.hubs.openHour, spec.shops.openHour, 0)),
    closeHour: Float64Array.from(by(spec.hubs.closeHour, spec.shops.closeHour, 24)),
    name: [...hubNames, ...Array.from(shops, (_, i) => `shop ${i + 1}`), ...Array.from(boxes, (_, i) => `box ${i + 1}`)],
  }
}

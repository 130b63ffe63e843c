import { orderHubNames } from '../city/index.ts'
import { PlaceKind } from '../kinds.ts'
import type { WorldSpec } from '../spec.ts'
import type { HubByArea } from './areas.ts'
import { createHubByArea } from './areas.ts'
import { planSites } from './sites.ts'
import type { SitePlan } from './sites.ts'
import type { Survey } from './survey.ts'

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

/** The places of each kind, by the city's deterministic rule and by hand. */
export interface PlacePlan {
  readonly hubs: SitePlan
  readonly shops: SitePlan
  readonly boxes: SitePlan
}

/** Chooses where hubs, shops and boxes stand: on demand, on the road, unless set by hand. */
export function planPlaces({ hubs, shops, boxes }: WorldSpec, survey: Survey): PlacePlan {
  const ruled = (count: number, names: (nodes: Uint32Array) => string[]): SitePlan => {
    const node = survey.place(count)
    return { node: Array.from(node), name: names(node) }
  }
  const numbered = (word: string) => (nodes: Uint32Array) => Array.from(nodes, (_, i) => `${word} ${i + 1}`)
  return {
    hubs: planSites(
      survey,
      ruled(hubs.count, (nodes) => orderHubNames(survey.city, nodes)),
      hubs.sites,
    ),
    shops: planSites(survey, ruled(shops.count, numbered('shop')), shops.sites),
    boxes: planSites(survey, ruled(boxes.count, numbered('box')), boxes.sites),
  }
}

/** What never changes about the places of a plan. */
export function layOutPlaces(spec: WorldSpec, survey: Survey, plan: PlacePlan = planPlaces(spec, survey)): PlaceTable {
  const { hubs, shops, boxes } = plan
  const node = Uint32Array.of(...hubs.node, ...shops.node, ...boxes.node)
  const count = node.length
  const kind = new Uint8Array(count).fill(PlaceKind.hub)
  kind.fill(PlaceKind.shop, hubs.node.length, hubs.node.length + shops.node.length)
  kind.fill(PlaceKind.box, hubs.node.length + shops.node.length)
  const by = (hub: number, shop: number, box: number) =>
    Array.from(kind, (k) => (k === PlaceKind.hub ? hub : k === PlaceKind.shop ? shop : box))
  return {
    count,
    hubs: hubs.node.length,
    kind,
    node,
    hub: attachToHubs(survey, node, hubs.node.length, createHubByArea(spec.couriers.areas, hubs.name, survey.city.graph)),
    chargers: Int32Array.from(by(spec.hubs.chargers, spec.shops.chargers, spec.boxes.slots)),
    slots: Int32Array.from(by(0, 0, spec.boxes.slots)),
    openHour: Float64Array.from(by(spec.hubs.openHour, spec.shops.openHour, 0)),
    closeHour: Float64Array.from(by(spec.hubs.closeHour, spec.shops.closeHour, 24)),
    name: [...hubs.name, ...shops.name, ...boxes.name],
  }
}

/** Hub of each place: itself, that of the couriers' area around it, or the nearest. */
function attachToHubs(survey: Survey, node: Uint32Array, hubs: number, hubByArea: HubByArea): Uint8Array {
  const nearest = survey.findNearest(node.subarray(0, hubs), node)
  return Uint8Array.from(node, (at, place) => {
    const ordered = place < hubs ? place : hubByArea(at)
    return ordered < 0 ? nearest[place] : ordered
  })
}

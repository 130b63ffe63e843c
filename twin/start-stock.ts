import { countSpares } from './battery-names.ts'
import type { StartBattery } from './start-fleet.ts'
import { PlaceKind } from './kinds.ts'
import type { PlaceTable } from './layout/index.ts'
import { addReady } from './stock.ts'
import type { ProductSpec, SegmentSpec, WorldSpec } from './spec.ts'
import type { World } from './world.ts'

function segmentsOf(spec: WorldSpec, product: ProductSpec): readonly SegmentSpec[] {
  return spec.segments.filter((s) => s.product === product.id)
}

function packsByMode(segments: readonly SegmentSpec[], mode: 'box' | 'pickUp'): number {
  return segments.reduce((sum, s) => sum + s.customers * s.packsPerCustomer * s.modeShares[mode], 0)
}

/**
 * How many batteries of each type every place should hold, by place, then product: slots of boxes by demand, shops as stated, hubs whatever is
 * left (1 = some).
 */
export function targetsOf(spec: WorldSpec, places: PlaceTable): Int32Array {
  const boxPacks = spec.products.map((p) => (p.holding === 'pooled' ? packsByMode(segmentsOf(spec, p), 'box') : 0))
  const allBoxPacks = boxPacks.reduce((a, b) => a + b, 0)
  const targets = new Int32Array(places.count * spec.products.length)
  for (let place = 0; place < places.count; place++) {
    spec.products.forEach((product, p) => {
      const isPickedUp = packsByMode(segmentsOf(spec, product), 'pickUp') > 0
      const shop = !isPickedUp ? 0 : product.holding === 'pooled' ? spec.shops.packs : spec.shops.assignedPacks
      const box = allBoxPacks > 0 ? Math.floor((places.slots[place] * boxPacks[p]) / allBoxPacks) : 0
      const kind = places.kind[place]
      const isUsed = segmentsOf(spec, product).some((s) => s.customers > 0)
      targets[place * spec.products.length + p] = kind === PlaceKind.hub ? (isUsed ? 1 : 0) : kind === PlaceKind.shop ? shop : box
    })
  }
  return targets
}

/** Writes the targets into the stock of every place. */
export function setTargets(w: World): void {
  w.t.stock.target.set(targetsOf(w.layout.spec, w.layout.places))
}

/** The float beyond the contracts: boxes and shops get their targets in turn, the hubs share what is left. All start charged. */
export function distributeSpares(w: World, create: StartBattery): void {
  const { spec } = w.layout
  spec.products.forEach((product, p) => {
    const segments = segmentsOf(spec, product)
    const spares = Math.max(0, countSpares(spec, product))
    if (spares === 0) return
    const segment = spec.segments.indexOf(segments[0])
    placesOfSpares(w, p, spares).forEach((place, i) => {
      addReady(w, create(`${product.id}/spare/${i + 1}`, p, segment, segments[0].dailyUseFrac), place)
    })
  })
}

/** Where each of `spares` batteries of a product starts: a round after the other through boxes and shops up to their targets, then hubs. */
function placesOfSpares(w: World, product: number, spares: number): number[] {
  const { places, spec } = w.layout
  return placeSpares(w.t.stock.target, spec.products.length, places, product, spares)
}

/** The same for any targets by place, then product. */
export function placeSpares(targets: Int32Array, products: number, places: PlaceTable, product: number, spares: number): number[] {
  const targetOf = (place: number) => targets[place * products + product]
  const stations = Array.from({ length: places.count - places.hubs }, (_, i) => places.hubs + i)
  const rounds = stations.reduce((most, place) => Math.max(most, targetOf(place)), 0)
  const inTurn = Array.from({ length: rounds }, (_, round) => stations.filter((place) => targetOf(place) > round)).flat()
  const left = Math.max(0, spares - inTurn.length)
  return [...inTurn.slice(0, spares), ...Array.from({ length: left }, (_, i) => i % places.hubs)]
}

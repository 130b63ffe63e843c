import type { StartBattery } from './start-fleet.ts'
import { PlaceKind } from './kinds.ts'
import { addReady } from './stock.ts'
import type { ProductSpec, SegmentSpec } from './spec.ts'
import type { World } from './world.ts'

function segmentsOf(w: World, product: ProductSpec): readonly SegmentSpec[] {
  return w.layout.spec.segments.filter((s) => s.product === product.id)
}

function packsByMode(segments: readonly SegmentSpec[], mode: 'box' | 'pickUp'): number {
  return segments.reduce((sum, s) => sum + s.customers * s.packsPerCustomer * s.modeShares[mode], 0)
}

/** How many batteries of each type every place should hold: slots of boxes by demand, shops as stated, hubs whatever is left (1 = some). */
export function setTargets(w: World): void {
  const { places, spec } = w.layout
  const boxPacks = spec.products.map((p) => (p.holding === 'pooled' ? packsByMode(segmentsOf(w, p), 'box') : 0))
  const allBoxPacks = boxPacks.reduce((a, b) => a + b, 0)
  for (let place = 0; place < places.count; place++) {
    spec.products.forEach((product, p) => {
      const isPickedUp = packsByMode(segmentsOf(w, product), 'pickUp') > 0
      const shop = !isPickedUp ? 0 : product.holding === 'pooled' ? spec.shops.packs : spec.shops.assignedPacks
      const box = allBoxPacks > 0 ? Math.floor((places.slots[place] * boxPacks[p]) / allBoxPacks) : 0
      const kind = places.kind[place]
      const isUsed = segmentsOf(w, product).some((s) => s.customers > 0)
      const target = kind === PlaceKind.hub ? (isUsed ? 1 : 0) : kind === PlaceKind.shop ? shop : box
      w.t.stock.target[place * spec.products.length + p] = target
    })
  }
}

/** The float beyond the contracts: boxes and shops get their targets in turn, the hubs share what is left. All start charged. */
export function distributeSpares(w: World, create: StartBattery): void {
  const { spec } = w.layout
  spec.products.forEach((product, p) => {
    const segments = segmentsOf(w, product)
    const contracts = segments.reduce((sum, s) => sum + s.customers * s.packsPerCustomer, 0)
    const spares = Math.max(0, Math.round(contracts * product.floatFactor) - contracts)
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
  const targetOf = (place: number) => w.t.stock.target[place * spec.products.length + product]
  const stations = Array.from({ length: places.count - places.hubs }, (_, i) => places.hubs + i)
  const rounds = stations.reduce((most, place) => Math.max(most, targetOf(place)), 0)
  const inTurn = Array.from({ length: rounds }, (_, round) => stations.filter((place) => targetOf(place) > round)).flat()
  const left = Math.max(0, spares - inTurn.length)
  return [...inTurn.slice(0, spares), ...Array.from({ length: left }, (_, i) => i % places.hubs)]
}

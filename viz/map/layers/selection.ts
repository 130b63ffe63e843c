import type { Layer } from '@deck.gl/core'
import { ScatterplotLayer } from '@deck.gl/layers'
import type { CityDrawing, Pick, RunScene } from '../../../scenarios/index.ts'
import type { MapColours } from '../colours.ts'
import { anchorTo } from './anchor.ts'

/** A ring around the place or customer that is selected; batteries and couriers carry theirs themselves, for they move. */
export function createSelectionLayer(drawing: CityDrawing, scene: RunScene, pick: Pick | null, colours: MapColours): Layer | null {
  if (pick === null || (pick.kind !== 'place' && pick.kind !== 'customer')) return null
  const rows = pick.kind === 'place' ? scene.places : scene.customers
  if (pick.id >= rows.count) return null
  const isHub = pick.kind === 'place' && scene.places.kind[pick.id] === 0
  return new ScatterplotLayer<number>({
    id: 'selection',
    ...anchorTo(drawing),
    data: [pick.id],
    updateTriggers: { getPosition: pick.kind },
    getPosition: (row) => [rows.lonLat[2 * row], rows.lonLat[2 * row + 1]],
    radiusUnits: 'pixels',
    getRadius: isHub ? 16 : 11,
    filled: false,
    stroked: true,
    lineWidthUnits: 'pixels',
    getLineWidth: 2,
    getLineColor: [...colours.accent],
  })
}

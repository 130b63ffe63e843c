import type { Layer } from '@deck.gl/core'
import { ScatterplotLayer } from '@deck.gl/layers'
import type { CityDrawing } from '../../../scenarios/index.ts'
import type { MapColours } from '../colours.ts'
import type { MapMark } from '../map-inputs.ts'
import { anchorTo } from './anchor.ts'

/** Circles by size: what is more is a filled disc, what is less an open ring, so that the sign reads without colour. */
export function createMarkLayer(drawing: CityDrawing, marks: readonly MapMark[], { more, less }: MapColours): Layer | null {
  if (marks.length === 0) return null
  return new ScatterplotLayer<MapMark>({
    id: 'marks',
    ...anchorTo(drawing),
    data: marks,
    getPosition: ({ lonLat }) => [lonLat[0], lonLat[1]],
    radiusUnits: 'pixels',
    getRadius: ({ radiusPx }) => radiusPx,
    stroked: true,
    filled: true,
    lineWidthUnits: 'pixels',
    getLineWidth: 2.5,
    getLineColor: ({ isMore }) => [...(isMore ? more : less)],
    getFillColor: ({ isMore }) => (isMore ? [...more, 150] : [...less, 0]),
  })
}

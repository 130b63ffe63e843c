import type { Layer } from '@deck.gl/core'
import { PolygonLayer, ScatterplotLayer } from '@deck.gl/layers'
import type { CityDrawing } from '../../../scenarios/index.ts'
import type { MapColours } from '../colours.ts'
import type { HandDrawing, LonLatDeg } from '../map-inputs.ts'
import { anchorTo } from './anchor.ts'

const fillAlpha = 28

/** What is set by hand: couriers' areas with their outline, the area that is being drawn, and rings where places were put. */
export function createHandLayers(drawing: CityDrawing, { areas, corners, sites }: HandDrawing, colours: MapColours): Layer[] {
  const offset = ([lon, lat]: LonLatDeg): [number, number] => [lon - drawing.originLonLat[0], lat - drawing.originLonLat[1]]
  const outlines = corners.length > 1 ? [...areas, corners] : areas
  const dots = [...sites, ...corners]
  return [
    new PolygonLayer<readonly LonLatDeg[]>({
      id: 'hand-areas',
      ...anchorTo(drawing),
      data: outlines,
      getPolygon: (area) => area.map(offset),
      getFillColor: [...colours.accent, fillAlpha],
      getLineColor: [...colours.accent],
      lineWidthUnits: 'pixels',
      getLineWidth: 1.5,
    }),
    new ScatterplotLayer<LonLatDeg>({
      id: 'hand-sites',
      ...anchorTo(drawing),
      data: dots,
      getPosition: offset,
      radiusUnits: 'pixels',
      getRadius: (_, { index }) => (index < sites.length ? 13 : 4),
      updateTriggers: { getRadius: sites.length },
      filled: false,
      stroked: true,
      lineWidthUnits: 'pixels',
      getLineWidth: 1.5,
      getLineColor: [...colours.accent],
    }),
  ]
}

import { COORDINATE_SYSTEM, type Layer } from '@deck.gl/core'
import { SolidPolygonLayer } from '@deck.gl/layers'
import type { MapColours } from '../colours.ts'
import type { Rgb } from '../ramp.ts'
import type { CityDrawing, OutlineColumns } from '../../../scenarios/index.ts'

/** What every layer over a city needs so that float32 offsets from its origin land where they belong. */
export function anchorTo({ originLonLat: [lon, lat] }: CityDrawing) {
  return {
    coordinateSystem: COORDINATE_SYSTEM.LNGLAT_OFFSETS,
    coordinateOrigin: [lon, lat, 0] as [number, number, number],
    pickable: false,
  }
}

/** Green, then water over it. */
export function createGroundLayers(drawing: CityDrawing, colours: MapColours): Layer[] {
  return [createAreas('green', drawing, drawing.green, colours.green), createAreas('water', drawing, drawing.water, colours.water)]
}

function createAreas(id: string, drawing: CityDrawing, { positions, startIndices }: OutlineColumns, colour: Rgb): Layer {
  return new SolidPolygonLayer({
    id,
    ...anchorTo(drawing),
    data: { length: Math.max(0, startIndices.length - 1), startIndices, attributes: { getPolygon: { value: positions, size: 2 } } },
    _normalize: false,
    getFillColor: [...colour],
  })
}

import { COORDINATE_SYSTEM } from '@deck.gl/core'
import type { CityDrawing } from '../../../scenarios/index.ts'

/** What every layer over a city needs so that float32 offsets from its origin land where they belong. */
export function anchorTo({ originLonLat: [lon, lat] }: CityDrawing) {
  return {
    coordinateSystem: COORDINATE_SYSTEM.LNGLAT_OFFSETS,
    coordinateOrigin: [lon, lat, 0] as [number, number, number],
    pickable: false,
  }
}

import type { Layer } from '@deck.gl/core'
import type { CityDrawing } from '../../../scenarios/index.ts'
import { createTexels, type Rows } from '../../moments/index.ts'
import { pixelsPerLon } from '../camera.ts'
import { toVec4, type MapColours } from '../colours.ts'
import type { Vec4 } from '../moment.ts'
import { roadTiers, splitByTier } from '../road-tiers.ts'
import { anchorTo } from './ground.ts'
import { RoadLayer } from './road-layer.ts'
import type { RowTextures } from './row-textures.ts'

/** All segments of a city, narrowest tier first. */
export interface RoadRows extends Rows {
  /** Rows up to the end of each tier. */
  readonly ends: Vec4
}

const narrowFirst = roadTiers.toReversed()

export function prepareRoads(drawing: CityDrawing): RoadRows {
  const tiers = splitByTier(drawing).toReversed()
  const texels = createTexels(drawing.roads.count, 4)
  const ends: number[] = []
  let floats = 0
  for (const segments of tiers) {
    texels.set(segments, floats)
    floats += segments.length
    ends.push(floats / 4)
  }
  const [end0, end1, end2, end3] = ends
  return { count: drawing.roads.count, texels, ends: [end0, end1, end2, end3] }
}

export function createRoadLayer(drawing: CityDrawing, rows: RoadRows, textures: RowTextures, colours: MapColours): Layer {
  return new RoadLayer({
    id: 'roads',
    ...anchorTo(drawing),
    rows,
    textures,
    ends: rows.ends,
    inks: colours.roads.toReversed().map((colour) => toVec4(colour)),
    widthsAt: (zoom) => widthsAt(zoom, drawing.originLonLat[1]),
  })
}

/** Pixels of each tier, narrowest first: as wide as the road, within limits. */
function widthsAt(zoom: number, latDeg: number): Vec4 {
  const pixelsPerM = pixelsPerLon(zoom) / (metresPerDegree * Math.cos((latDeg * Math.PI) / 180))
  const [narrow, third, second, wide] = narrowFirst.map(({ widthM, minPixels, maxPixels }) =>
    Math.min(maxPixels, Math.max(minPixels, widthM * pixelsPerM)),
  )
  return [narrow, third, second, wide]
}

/** Of a degree of longitude at the equator. */
const metresPerDegree = 111_320

import type { Layer } from '@deck.gl/core'
import type { CityDrawing } from '../../../scenarios/index.ts'
import { createTexels, type Rows } from '../../moments/index.ts'
import { pixelsPerLon } from '../camera.ts'
import { toVec4, type MapColours } from '../colours.ts'
import type { Vec4 } from '../moment.ts'
import { roadTiers, splitByTier } from '../road-tiers.ts'
import { anchorTo } from './anchor.ts'
import { RoadLayer } from './road-layer.ts'
import type { RowTextures } from './row-textures.ts'

/** All segments of a city, narrowest tier first. */
interface RoadRows extends Rows {
  /** Rows up to the end of each tier. */
  readonly ends: Vec4
}

const narrowFirst = roadTiers.toReversed()
const streamWidth = { widthM: 25, minPixels: 1.5, maxPixels: 200 }
/** Of a degree of longitude at the equator. */
const metresPerDegree = 111_320

/** Roads by rank, the wide ones over the narrow. */
export function createRoadLayer(drawing: CityDrawing, textures: RowTextures, colours: MapColours): Layer {
  const rows = rowsOf(roadsOf, drawing, prepareRoads)
  return new RoadLayer({
    id: 'roads',
    ...anchorTo(drawing),
    rows,
    textures,
    ends: rows.ends,
    inks: colours.roads.toReversed().map((colour) => toVec4(colour)),
    widthsAt: (zoom) => widthsAt(narrowFirst, zoom, drawing.originLonLat[1]),
  })
}

/** Rivers and streams of which the extract knows the middle and not the banks. */
export function createStreamLayer(drawing: CityDrawing, textures: RowTextures, colours: MapColours): Layer {
  const rows = rowsOf(streamsOf, drawing, prepareStreams)
  return new RoadLayer({
    id: 'streams',
    ...anchorTo(drawing),
    rows,
    textures,
    ends: rows.ends,
    inks: Array.from({ length: 4 }, () => toVec4(colours.water)),
    widthsAt: (zoom) => widthsAt([streamWidth, streamWidth, streamWidth, streamWidth], zoom, drawing.originLonLat[1]),
  })
}

interface Width {
  readonly widthM: number
  readonly minPixels: number
  readonly maxPixels: number
}

/** Pixels of each of four tiers: as wide as the road, within limits. */
function widthsAt(tiers: readonly Width[], zoom: number, latDeg: number): Vec4 {
  const pixelsPerM = pixelsPerLon(zoom) / (metresPerDegree * Math.cos((latDeg * Math.PI) / 180))
  const [first, second, third, fourth] = tiers.map(({ widthM, minPixels, maxPixels }) =>
    Math.min(maxPixels, Math.max(minPixels, widthM * pixelsPerM)),
  )
  return [first, second, third, fourth]
}

const roadsOf = new WeakMap<CityDrawing, RoadRows>()
const streamsOf = new WeakMap<CityDrawing, RoadRows>()

/** The very same rows for the same city: others would be uploaded again with each change of the light. */
function rowsOf(known: WeakMap<CityDrawing, RoadRows>, drawing: CityDrawing, prepare: (drawing: CityDrawing) => RoadRows): RoadRows {
  const rows = known.get(drawing) ?? prepare(drawing)
  known.set(drawing, rows)
  return rows
}

function prepareRoads(drawing: CityDrawing): RoadRows {
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

function prepareStreams({ waterLines }: CityDrawing): RoadRows {
  const count = waterLines.length / 4
  const texels = createTexels(count, 4)
  texels.set(waterLines)
  return { count, texels, ends: [count, count, count, count] }
}

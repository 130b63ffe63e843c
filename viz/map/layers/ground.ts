import type { Layer } from '@deck.gl/core'
import { toVec4, type MapColours } from '../colours.ts'
import type { Rgb } from '../../ramp.ts'
import type { CityDrawing, OutlineColumns } from '../../../scenarios/index.ts'
import { anchorTo } from './anchor.ts'
import { InkPolygonLayer } from './ink-polygon-layer.ts'
import { createRoadLayer, createStreamLayer } from './roads.ts'
import type { RowTextures } from './row-textures.ts'

/** Green areas, water over them, streams where only their middle is known, and roads; `textures` holds the GPU's copy of their rows. */
export function createGroundLayers(drawing: CityDrawing, textures: RowTextures, colours: MapColours): Layer[] {
  return [
    createAreas('green', drawing, drawing.green, colours.green),
    createAreas('water', drawing, drawing.water, colours.water),
    createStreamLayer(drawing, textures, colours),
    createRoadLayer(drawing, textures, colours),
  ]
}

interface Area {
  readonly positions: Float32Array
  readonly holeIndices: number[]
}

const areasOf = new WeakMap<OutlineColumns, Area[]>()

/** Outlines with their holes as the renderer takes them; the same array for the same city. */
function listAreas(outlines: OutlineColumns): Area[] {
  const known = areasOf.get(outlines)
  if (known) return known
  const { positions, startIndices, firstRing } = outlines
  const areas = Array.from({ length: firstRing.length - 1 }, (_, i) => {
    const [first, end] = [firstRing[i], firstRing[i + 1]]
    const start = startIndices[first]
    const holeIndices = Array.from(startIndices.subarray(first + 1, end), (vertex) => 2 * (vertex - start))
    return { positions: positions.subarray(2 * start, 2 * startIndices[end]), holeIndices }
  })
  areasOf.set(outlines, areas)
  return areas
}

function createAreas(id: string, drawing: CityDrawing, outlines: OutlineColumns, colour: Rgb): Layer {
  return new InkPolygonLayer<Area>({
    id,
    ...anchorTo(drawing),
    data: listAreas(outlines),
    positionFormat: 'XY',
    getPolygon: (area) => area,
    ink: toVec4(colour),
  })
}

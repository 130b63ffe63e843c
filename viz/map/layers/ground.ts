import { COORDINATE_SYSTEM, type Layer } from '@deck.gl/core'
import { toVec4, type MapColours } from '../colours.ts'
import type { Rgb } from '../../ramp.ts'
import type { CityDrawing, OutlineColumns } from '../../../scenarios/index.ts'
import { InkLineLayer, InkPolygonLayer } from './ink-layers.ts'

/** What every layer over a city needs so that float32 offsets from its origin land where they belong. */
export function anchorTo({ originLonLat: [lon, lat] }: CityDrawing) {
  return {
    coordinateSystem: COORDINATE_SYSTEM.LNGLAT_OFFSETS,
    coordinateOrigin: [lon, lat, 0] as [number, number, number],
    pickable: false,
  }
}

/** Green, then water over it, rivers as lines where only their middle is known. */
export function createGroundLayers(drawing: CityDrawing, colours: MapColours): Layer[] {
  return [
    createAreas('green', drawing, drawing.green, colours.green),
    createAreas('water', drawing, drawing.water, colours.water),
    createRivers(drawing, colours.water),
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

const riversOf = new WeakMap<Float32Array, ReturnType<typeof viewRivers>>()

function viewRivers(lines: Float32Array) {
  const ends = (offset: number) => ({ value: lines, size: 2, stride: 16, offset })
  return { length: lines.length / 4, attributes: { getSourcePosition: ends(0), getTargetPosition: ends(8) } }
}

/** The very same data for the same city: another object would be uploaded again with each change of the light. */
function listRivers(lines: Float32Array): ReturnType<typeof viewRivers> {
  const known = riversOf.get(lines) ?? viewRivers(lines)
  riversOf.set(lines, known)
  return known
}

function createRivers(drawing: CityDrawing, colour: Rgb): Layer {
  return new InkLineLayer({
    id: 'rivers',
    ...anchorTo(drawing),
    data: listRivers(drawing.waterLines),
    widthUnits: 'meters',
    getWidth: 25,
    widthMinPixels: 1.5,
    ink: toVec4(colour),
  })
}

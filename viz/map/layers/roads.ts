import type { Layer } from '@deck.gl/core'
import { LineLayer, PathLayer } from '@deck.gl/layers'
import type { MapColours } from '../colours.ts'
import type { Rgb } from '../ramp.ts'
import { roadTiers, splitByTier } from '../road-tiers.ts'
import type { CityDrawing } from '../../../scenarios/index.ts'
import { anchorTo } from './ground.ts'

/** Narrow roads as lines (a third of the cost), wide ones as paths with round ends so that bends close. Widest on top. */
export function createRoadLayers(drawing: CityDrawing, colours: MapColours): Layer[] {
  return splitByTier(drawing)
    .map((segments, tier) => createTier(drawing, tier, segments, colours.roads[tier]))
    .toReversed()
}

function createTier(drawing: CityDrawing, tier: number, segments: Float32Array, colour: Rgb): Layer {
  const { widthM, minPixels, maxPixels } = roadTiers[tier]
  const count = segments.length / 4
  const shared = {
    id: `roads-${tier}`,
    ...anchorTo(drawing),
    widthUnits: 'meters' as const,
    getWidth: widthM,
    widthMinPixels: minPixels,
    widthMaxPixels: maxPixels,
    getColor: [...colour] as [number, number, number],
  }
  if (tier === roadTiers.length - 1) {
    const ends = (offset: number) => ({ value: segments, size: 2, stride: 16, offset })
    const data = { length: count, attributes: { getSourcePosition: ends(0), getTargetPosition: ends(8) } }
    return new LineLayer({ ...shared, data, antialiasing: true })
  }
  const startIndices = Uint32Array.from({ length: count + 1 }, (_, segment) => 2 * segment)
  const data = { length: count, startIndices, attributes: { getPath: { value: segments, size: 2 } } }
  return new PathLayer({ ...shared, data, _pathType: 'open', capRounded: true, jointRounded: true })
}

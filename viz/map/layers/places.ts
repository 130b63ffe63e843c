import type { Layer } from '@deck.gl/core'
import { IconLayer } from '@deck.gl/layers'
import { PlaceKind } from '../../../twin/index.ts'
import type { MapColours } from '../colours.ts'
import type { CityDrawing, RunScene } from '../../../scenarios/index.ts'
import { anchorTo } from './anchor.ts'
import { drawPlaceIcons, placeIconMapping } from './place-icons.ts'

/** Pixels of a symbol. */
const placePixels: Readonly<Record<number, number>> = { [PlaceKind.hub]: 22, [PlaceKind.shop]: 13, [PlaceKind.box]: 13 }

/** Hubs, shops and boxes as symbols of their own; hubs on top. */
export function createPlaceLayer(drawing: CityDrawing, { places }: RunScene, colours: MapColours): Layer {
  const rows = Array.from({ length: places.count }, (_, row) => row).toSorted((a, b) => places.kind[b] - places.kind[a])
  return new IconLayer<number>({
    id: 'places',
    ...anchorTo(drawing),
    data: rows,
    // deck.gl takes any image here; its type knows addresses and textures only.
    iconAtlas: drawPlaceIcons(colours) as unknown as string,
    iconMapping: placeIconMapping,
    getIcon: (row) => `${places.kind[row]}`,
    getPosition: (row) => [places.lonLat[2 * row], places.lonLat[2 * row + 1]],
    getSize: (row) => placePixels[places.kind[row]] ?? 12,
  })
}

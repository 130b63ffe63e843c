import type { Layer } from '@deck.gl/core'
import type { CityDrawing, RunScene } from '../../../scenarios/index.ts'
import { createTexels, rowFloats, StayFloat, type MapWindow, type Rows } from '../../moments/index.ts'
import type { Theme } from '../../theme.ts'
import { pixelsPerLon } from '../camera.ts'
import { toVec4, type MapColours } from '../colours.ts'
import type { Moment } from '../moment.ts'
import { rampFromFrac, rampToFrac, sohRamps } from '../../ramp.ts'
import { batteryPixels, spreadPixels } from '../sizes.ts'
import { anchorTo } from './anchor.ts'
import { MomentPointLayer } from './moment-point-layer.ts'
import type { RowTextures } from './row-textures.ts'

/** What a window's layers share. */
export interface WindowContext {
  readonly drawing: CityDrawing
  readonly window: MapWindow
  readonly textures: RowTextures
  readonly moment: Moment
  readonly colours: MapColours
  readonly theme: Theme
}

/** Batteries where they stay, coloured by state of health. `selected` is a battery's id, −1 for none. */
export function createBatteryLayer({ drawing, window, textures, moment, colours, theme }: WindowContext, selected: number): Layer {
  return new MomentPointLayer({
    id: 'batteries',
    ...anchorTo(drawing),
    rows: window.stays,
    textures,
    moment,
    ramp: sohRamps[theme].map((stop) => toVec4(stop)),
    levelFrom: rampFromFrac,
    levelTo: rampToFrac,
    unknown: toVec4(colours.unknown),
    edge: toVec4(colours.land, 0.85),
    edgeWidth: 0.7,
    mark: toVec4(colours.ink),
    selected,
    radiusAt: batteryPixels,
    spreadAt: spreadPixels,
  })
}

/** Customers as rows that stay for ever. */
export function prepareCustomers({ customers: { count, lonLat } }: RunScene): Rows {
  const texels = createTexels(count, rowFloats)
  for (let row = 0; row < count; row++) {
    const at = rowFloats * row
    texels[at + StayFloat.lon] = lonLat[2 * row]
    texels[at + StayFloat.lat] = lonLat[2 * row + 1]
    texels[at + StayFloat.toS] = 1
    texels[at + StayFloat.soh] = -1
  }
  return { count, texels }
}

const always: Moment = { timeS: 0, tailS: 0 }
const customerM = 12

/** Customers as faint points: seen where no battery covers them, so a customer without one shows. */
export function createCustomerLayer(drawing: CityDrawing, rows: Rows, textures: RowTextures, colours: MapColours): Layer {
  const metresPerLon = 111_320 * Math.cos((drawing.originLonLat[1] * Math.PI) / 180)
  const colour = toVec4(colours.customer)
  return new MomentPointLayer({
    id: 'customers',
    ...anchorTo(drawing),
    rows,
    textures,
    moment: always,
    unknown: colour,
    edge: colour,
    radiusAt: (zoom) => Math.min(4, Math.max(0.9, (customerM * pixelsPerLon(zoom)) / metresPerLon)),
  })
}

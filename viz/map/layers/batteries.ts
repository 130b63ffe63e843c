import type { Layer } from '@deck.gl/core'
import { ScatterplotLayer } from '@deck.gl/layers'
import type { Theme } from '../../theme.ts'
import { toVec4, type MapColours } from '../colours.ts'
import { batteryPixels, spreadPixels, type StayColumns } from '../moments.ts'
import { rampFromFrac, rampToFrac, sohRamps } from '../ramp.ts'
import type { CityDrawing, DrawWindow, RunScene } from '../../../scenarios/index.ts'
import { anchorTo } from './ground.ts'
import type { Moment } from '../moment.ts'
import { MomentPointLayer } from './moment-point-layer.ts'

/** What a window's layers share. */
export interface WindowContext {
  readonly drawing: CityDrawing
  readonly window: DrawWindow
  readonly moment: Moment
  readonly colours: MapColours
  readonly theme: Theme
}

/** Batteries where they stay, coloured by state of health. `selected` is a battery's id, −1 for none. */
export function createBatteryLayer(
  { drawing, window, moment, colours, theme }: WindowContext,
  stays: StayColumns,
  selected: number,
): Layer {
  return new MomentPointLayer({
    id: `batteries-${window.fromMs}`,
    ...anchorTo(drawing),
    data: toData(window, stays),
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

const dataOf = new WeakMap<StayColumns, object>()

/** The same data object for the same stays: deck.gl then uploads nothing when only a colour or the selection changes. */
function toData(window: DrawWindow, stays: StayColumns): { length: number } {
  const known = dataOf.get(stays) as { length: number } | undefined
  const data = known ?? {
    length: stays.count,
    attributes: {
      getFrom: { value: window.stays.lonLat, size: 2 },
      getLevel: { value: window.stays.soh, size: 1 },
      getIds: { value: stays.id, size: 1 },
      getSpan: { value: stays.span, size: 2 },
      getSpread: { value: stays.spread, size: 2 },
    },
  }
  dataOf.set(stays, data)
  return data
}

/** Customers as faint points: seen where no battery covers them, so a customer without one shows. */
export function createCustomerLayer(drawing: CityDrawing, { customers }: RunScene, colours: MapColours): Layer {
  return new ScatterplotLayer({
    id: 'customers',
    ...anchorTo(drawing),
    data: { length: customers.count, attributes: { getPosition: { value: customers.lonLat, size: 2 } } },
    getRadius: 12,
    radiusMinPixels: 0.9,
    radiusMaxPixels: 4,
    getFillColor: [...colours.customer],
  })
}

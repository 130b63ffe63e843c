import type { Layer } from '@deck.gl/core'
import { toVec4 } from '../colours.ts'
import type { WindowContext } from './batteries.ts'
import { anchorTo } from './anchor.ts'
import { MomentLineLayer } from './moment-line-layer.ts'
import { MomentPointLayer } from './moment-point-layer.ts'

/** Couriers as dots that move along the streets with a tail behind them. `selected` is a courier's id, −1 for none. */
export function createCourierLayers(context: WindowContext, selected: number): Layer[] {
  const { drawing, window, textures, moment, colours } = context
  const [first, second] = colours.vehicles
  const dots = new MomentPointLayer({
    id: 'couriers',
    ...anchorTo(drawing),
    rows: window.legs,
    textures,
    moment,
    isMoving: true,
    // Two vehicles take the ends of the ramp: what lies between is not used.
    ramp: [first, second, second, second, second].map((colour) => toVec4(colour)),
    levelFrom: 0,
    levelTo: 4,
    edge: toVec4(colours.land),
    edgeWidth: 1.5,
    mark: toVec4(colours.ink),
    selected,
    radiusAt: (zoom) => Math.min(8, Math.max(4, 4.5 + (zoom - 12) * 0.6)),
  })
  return [createTails(context, { id: 'tails', alpha: 0.75, widthAt: (zoom) => Math.min(5, Math.max(1.6, 2 + (zoom - 12) * 0.5)) }), dots]
}

/** Couriers too quick for the eye: the ways of the last hours, ink upon ink where many drove. */
export function createFlowLayers(context: WindowContext): Layer[] {
  return [createTails(context, { id: 'flows', alpha: 0.42, widthAt: (zoom) => Math.min(6, Math.max(2, 2.4 + (zoom - 12) * 0.7)) })]
}

interface TailLook {
  readonly id: string
  readonly alpha: number
  readonly widthAt: (zoom: number) => number
}

function createTails({ drawing, window, textures, moment, colours }: WindowContext, { id, alpha, widthAt }: TailLook): Layer {
  return new MomentLineLayer({
    id,
    ...anchorTo(drawing),
    rows: window.legs,
    textures,
    moment,
    inks: [toVec4(colours.vehicles[0], alpha), toVec4(colours.vehicles[1], alpha)],
    widthAt,
  })
}

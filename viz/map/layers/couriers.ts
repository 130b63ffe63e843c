import type { Layer } from '@deck.gl/core'
import { toVec4 } from '../colours.ts'
import type { LegColumns } from '../moments.ts'
import type { DrawWindow } from '../../../scenarios/index.ts'
import type { WindowContext } from './batteries.ts'
import { anchorTo } from './ground.ts'
import { MomentLineLayer } from './moment-line-layer.ts'
import { MomentPointLayer } from './moment-point-layer.ts'

/** Couriers as dots that move along the streets with a tail behind them. `selected` is a courier's id, −1 for none. */
export function createCourierLayers(context: WindowContext, legs: LegColumns, selected: number): Layer[] {
  const { drawing, window, moment, colours } = context
  const [first, second] = colours.vehicles
  const dots = new MomentPointLayer({
    id: `couriers-${window.fromMs}`,
    ...anchorTo(drawing),
    data: toData(window, legs),
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
  return [
    createTails(context, legs, { id: 'tails', alpha: 0.75, widthAt: (zoom) => Math.min(5, Math.max(1.6, 2 + (zoom - 12) * 0.5)) }),
    dots,
  ]
}

/** Couriers too quick for the eye: the ways of the last hours, ink upon ink where many drove. */
export function createFlowLayers(context: WindowContext, legs: LegColumns): Layer[] {
  return [createTails(context, legs, { id: 'flows', alpha: 0.42, widthAt: (zoom) => Math.min(6, Math.max(2, 2.4 + (zoom - 12) * 0.7)) })]
}

interface TailLook {
  readonly id: string
  readonly alpha: number
  readonly widthAt: (zoom: number) => number
}

function createTails({ drawing, window, moment, colours }: WindowContext, legs: LegColumns, { id, alpha, widthAt }: TailLook): Layer {
  return new MomentLineLayer({
    id: `${id}-${window.fromMs}`,
    ...anchorTo(drawing),
    data: toData(window, legs),
    moment,
    inks: [toVec4(colours.vehicles[0], alpha), toVec4(colours.vehicles[1], alpha)],
    widthAt,
  })
}

const dataOf = new WeakMap<LegColumns, object>()

/** The same data object for the same legs; see the batteries. */
function toData(window: DrawWindow, legs: LegColumns): { length: number } {
  const known = dataOf.get(legs) as { length: number } | undefined
  const ends = (offset: number) => ({ value: window.legs.lonLat, size: 2, stride: 16, offset })
  const data = known ?? {
    length: legs.count,
    attributes: {
      getFrom: ends(0),
      getTo: ends(8),
      getLevel: { value: legs.level, size: 1 },
      getIds: { value: legs.id, size: 1 },
      getSpan: { value: legs.span, size: 2 },
    },
  }
  dataOf.set(legs, data)
  return data
}

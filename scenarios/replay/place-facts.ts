import type { Layout } from '../../twin/index.ts'
import type { PlaceColumns } from './draw.ts'
import { positionsOf } from './city-drawing.ts'
import type { PlaceCounts } from './place-counts.ts'

/**
 * What happened at each hub, shop and box over the whole run, in rows of places. What customers at their doors met counts at their hub. The
 * sums over all places are those of the facts.
 */
export interface PlaceFacts {
  readonly places: PlaceColumns
  readonly promisesMissed: Float64Array
  /** Swaps and replacements. */
  readonly exchanges: Float64Array
  /** Time without a ready battery of a type, summed over types. */
  readonly stockOutMs: Float64Array
}

/** The sums of a run that has ended, by place. A time without a ready battery that still lasts ends with the run. */
export function tabulatePlaces({ places, city, spec, days }: Layout, counts: PlaceCounts): PlaceFacts {
  const { promisesMissed, exchanges, outSinceMs } = counts
  const endMs = days.startMs[spec.days]
  const stockOutMs = counts.stockOutMs.slice()
  outSinceMs.forEach((sinceMs, row) => {
    if (sinceMs >= 0) stockOutMs[Math.floor(row / spec.products.length)] += endMs - sinceMs
  })
  return {
    places: {
      count: places.count,
      name: places.name,
      kind: places.kind.slice(),
      lonLat: positionsOf(city.graph, places.node),
      slots: places.slots.slice(),
    },
    promisesMissed: promisesMissed.slice(),
    exchanges: exchanges.slice(),
    stockOutMs,
  }
}

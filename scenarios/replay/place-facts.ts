import type { PlaceColumns } from './draw.ts'
import { positionsOf } from './city-drawing.ts'
import type { Replay } from './replay.ts'

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

/** Counts the journal of a run that has ended by place. */
export function tabulatePlaces(replay: Replay): PlaceFacts {
  const { journal, layout } = replay
  const { places, customers, city } = layout
  const placeOf = (customer: number): number => (customers.station[customer] >= 0 ? customers.station[customer] : customers.hub[customer])
  const promisesMissed = new Float64Array(places.count)
  const exchanges = new Float64Array(places.count)
  const p = journal.promises.columns
  for (let i = 0; i < journal.promises.rows; i++) if (p.isKept[i] === 0) promisesMissed[placeOf(p.customer[i])] += 1
  const e = journal.exchanges.columns
  for (let i = 0; i < journal.exchanges.rows; i++) exchanges[placeOf(e.customer[i])] += 1
  return {
    places: {
      count: places.count,
      name: places.name,
      kind: places.kind.slice(),
      lonLat: positionsOf(city.graph, places.node),
      slots: places.slots.slice(),
    },
    promisesMissed,
    exchanges,
    stockOutMs: sumStockOuts(replay),
  }
}

/** Each time without a ready battery, from its begin to its end or the run's. */
function sumStockOuts({ journal, layout: { places, spec, days } }: Replay): Float64Array {
  const products = spec.products.length
  const endMs = days.startMs[spec.days]
  const sinceMs = new Float64Array(places.count * products).fill(-1)
  const sumMs = new Float64Array(places.count)
  const { rows, columns: c } = journal.stockOuts
  const close = (row: number, untilMs: number): void => {
    if (sinceMs[row] >= 0) sumMs[Math.floor(row / products)] += untilMs - sinceMs[row]
    sinceMs[row] = -1
  }
  for (let i = 0; i < rows; i++) {
    const row = c.place[i] * products + c.product[i]
    close(row, c.timeMs[i])
    if (c.isOut[i] === 1) sinceMs[row] = c.timeMs[i]
  }
  for (let row = 0; row < sinceMs.length; row++) close(row, endMs)
  return sumMs
}

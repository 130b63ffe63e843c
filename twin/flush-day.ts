import { deliveryModeCount } from './kinds.ts'
import { dailyFacts, dailyMeasures } from './facts.ts'
import type { World } from './world.ts'

const keyCount = dailyFacts.columns.length - dailyMeasures.length

/** Hands the day's facts to the sink, cells without anything left out, and empties the accumulators. */
export function flushDay(w: World, day: number): void {
  const measures = dailyMeasures.map((m) => w.t.dayFacts[m.name])
  const cells: number[] = []
  for (let cell = 0; cell < w.layout.cells; cell++) if (measures.some((column) => column[cell] !== 0)) cells.push(cell)
  const products = w.layout.spec.products.length
  const keys = [
    Float64Array.from(cells, () => day),
    Float64Array.from(cells, (cell) => Math.floor(cell / (products * deliveryModeCount))),
    Float64Array.from(cells, (cell) => Math.floor(cell / products) % deliveryModeCount),
    Float64Array.from(cells, (cell) => cell % products),
  ].slice(0, keyCount)
  w.sink.writeDay(cells.length, [...keys, ...measures.map((column) => Float64Array.from(cells, (cell) => column[cell]))])
  for (const column of measures) column.fill(0, 0, w.layout.cells)
}

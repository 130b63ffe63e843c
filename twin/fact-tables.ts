import { createColumns } from '../data/columns/index.ts'
import type { ColumnTable } from '../data/columns/index.ts'
import { modelIndex } from './ageing/index.ts'
import { fadeFacts, hourlyFacts, hourlyMeasures } from './facts.ts'
import { deliveryModeCount, PlaceKind } from './kinds.ts'
import { nowMs } from './world.ts'
import type { World } from './world.ts'

const hoursPerWeek = 168
const yearMs = 365.25 * 86_400_000
/** Younger batteries say little about a year's fade. */
const minimumAgeMs = 30 * 86_400_000
const binWidth = 0.0005

/** The run's hourly facts up to now: one row for each hour of the week × hub × mode × product in which anything happened. */
export function tabulateHours(w: World): ColumnTable {
  const { cells, spec } = w.layout
  const products = spec.products.length
  const sums = hourlyMeasures.map((m) => w.t.hourFacts[m.name])
  const used: number[] = []
  for (let at = 0; at < hoursPerWeek * cells; at++) if (sums.some((column) => column[at] !== 0)) used.push(at)
  const table = createColumns(hourlyFacts, used.length)
  used.forEach((at, row) => {
    const cell = at % cells
    table.columns.hourOfWeek[row] = Math.floor(at / cells)
    table.columns.hub[row] = Math.floor(cell / (products * deliveryModeCount))
    table.columns.mode[row] = Math.floor(cell / products) % deliveryModeCount
    table.columns.product[row] = cell % products
    hourlyMeasures.forEach((m, i) => (table.columns[m.name][row] = sums[i][at]))
  })
  return table
}

/** Capacity fade a year of the batteries owned now, by ageing model, in bins; those younger than 30 days in the run are left out. */
export function tabulateFade(w: World): ColumnTable {
  const b = w.t.battery
  const bins = new Map<number, { batteries: number; millionths: number }>()
  const models = w.layout.spec.products.map((p) => modelIndex(p.ageingModel))
  for (let row = 0; row < w.t.clock.batteryRows[0]; row++) {
    const sinceMs = nowMs(w) - Math.max(0, b.boughtMs[row])
    if (b.placeKind[row] === PlaceKind.gone || sinceMs < minimumAgeMs) continue
    const fade = ((b.startQ[row] - b.q[row]) * yearMs) / sinceMs
    const bin = models[b.product[row]] * 65_536 + Math.max(0, Math.floor(fade / binWidth))
    const entry = bins.get(bin) ?? { batteries: 0, millionths: 0 }
    entry.batteries += 1
    entry.millionths += Math.round(fade * 1e6)
    bins.set(bin, entry)
  }
  const keys = Array.from(bins.keys()).toSorted((x, y) => x - y)
  const table = createColumns(fadeFacts, keys.length)
  keys.forEach((key, row) => {
    const entry = bins.get(key) ?? { batteries: 0, millionths: 0 }
    table.columns.model[row] = Math.floor(key / 65_536)
    table.columns.bin[row] = key % 65_536
    table.columns.batteries[row] = entry.batteries
    table.columns.fadeMillionths[row] = entry.millionths
  })
  return table
}

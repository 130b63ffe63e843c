import { lognormalFrom, philoxUniform, stableId as stableIdOf } from '../sim/random/index.ts'
import { assert } from '../sim/assert.ts'
import { advanceDay, createAgeingColumns, daysUntilSoh, resistanceOf, startAgeing } from './ageing/index.ts'
import { madeFracOf } from './capacity.ts'
import { inUseAt, modelOf, useBins, useBinWidth } from './duty.ts'
import { PlaceKind } from './kinds.ts'
import { Stream } from './luck.ts'
import type { WorldSpec } from './spec.ts'
import { mountTerminal } from './terminal.ts'
import type { World } from './world.ts'

/** A new battery row with its terminal: full health, no place yet. The multiplier is its luck under its name. */
export function createBattery(w: World, product: number, stableId: number, boughtMs: number): number {
  const b = w.t.battery
  const row = w.t.clock.batteryRows[0]++
  assert(row < b.product.length, 'batteries-full', row)
  const p = w.layout.spec.products[product]
  b.product[row] = product
  b.stableId[row] = stableId
  b.multiplier[row] = drawMultiplier(w.layout.spec, product, stableId)
  b.madeFrac[row] = madeFracOf(p.cells, philoxUniform(w.layout.spec.seed, Stream.weakestCell, stableId, 0))
  b.socFrac[row] = 1
  b.boughtMs[row] = boughtMs
  b.tempDegC[row] = NaN
  b.downSinceMs[row] = -1
  b.chargeFromMs[row] = -1
  b.handle[row] = -1
  b.customer[row] = -1
  b.place[row] = -1
  b.list[row] = -1
  b.next[row] = -1
  b.prev[row] = -1
  b.placeKind[row] = PlaceKind.hub
  startAgeing(modelOf(p), b, row)
  b.startQ[row] = b.q[row]
  b.r[row] = resistanceOf(modelOf(p), b.multiplier[row], b, row)
  mountTerminal(w, row, row, boughtMs)
  return row
}

/** How much faster than the tested cell a pack loses capacity: its luck under its name. */
function drawMultiplier(spec: WorldSpec, product: number, stableId: number): number {
  const { packFactor, packSpread } = spec.products[product]
  const luck = philoxUniform(spec.seed, Stream.multiplier, stableId, 0)
  return packSpread > 0 ? lognormalFrom(luck, packFactor, packSpread) : packFactor
}

/**
 * Whether the laws ever lead a new battery of the name to a stated health, under any use that its product may have: asked of a fleet file before
 * a run begins, because `rejuvenate` has no answer otherwise. `rates` are those of the run's first day.
 */
export function canReachSoh(spec: WorldSpec, rates: Float64Array, product: number, told: ToldHealth): boolean {
  const model = modelOf(spec.products[product])
  const row = createAgeingColumns(1)
  const multiplier = told.multiplier ?? drawMultiplier(spec, product, stableIdOf(told.name))
  startAgeing(model, row, 0)
  return listDuties(spec, product).some((at) => daysUntilSoh(model, rates, at, row, 0, multiplier, told.sohFrac) < Infinity)
}

/** A battery whose health is known, and its own factor on ageing where that is. */
interface ToldHealth {
  readonly name: string
  readonly sohFrac: number
  readonly multiplier: number | null
}

/**
 * Gives a new row a stated health: it is aged to `sohFrac` by a life of its product's use, so that its states belong together. Where the
 * mean use never leads there, the hardest one does; at rest some packs keep more than a rebuilt one has for ever.
 */
export function rejuvenate(w: World, battery: number, sohFrac: number): void {
  const b = w.t.battery
  const model = modelOf(w.layout.spec.products[b.product[battery]])
  const multiplier = b.multiplier[battery]
  for (const at of listDuties(w.layout.spec, b.product[battery])) {
    const days = daysUntilSoh(model, w.rates.rates, at, b, battery, multiplier, sohFrac)
    if (days === Infinity) continue
    // In the steps of the prediction: with cycling, one great step would lead elsewhere.
    for (let gone = 0; gone < days;) {
      const step = Math.min(days - gone, Math.max(1, gone / 8))
      advanceDay(model, w.rates.rates, at, step, multiplier, b, battery)
      gone += step
    }
    b.startQ[battery] = b.q[battery]
    b.r[battery] = resistanceOf(model, multiplier, b, battery)
    return
  }
  assert(false, 'stated-soh', sohFrac)
}

/** Mean use, then ever harder use, of the first segment that holds the product. */
function listDuties(spec: WorldSpec, product: number): number[] {
  const segment = Math.max(
    0,
    spec.segments.findIndex((s) => s.product === spec.products[product].id),
  )
  return [spec.segments[segment].dailyUseFrac, useBins * useBinWidth].map((use) => inUseAt(segment, use))
}

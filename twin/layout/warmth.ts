import { usableShare } from '../cold.ts'
import type { WorldSpec } from '../spec.ts'
import {
  followDay,
  hoursPerDay,
  indoorTempDegC,
  steadyStart,
  Surrounding,
  surroundingCount,
  surroundingOf,
  timeConstantHours,
  useRiseK,
} from '../thermal.ts'
import { hourMs } from './days.ts'
import type { DayTable } from './days.ts'

/**
 * How warm a battery is that does nothing, by day, surroundings, product and local hour: the air that it lies in, followed by its own time
 * constant. What use and charging add comes on top (`twin/thermal.ts`). Every day has 24 hours here, also where the clock changes.
 */
export interface WarmthTable {
  readonly products: number
  readonly hourDegC: Float32Array
}

/** Offset of the 24 hours of a day, surroundings (`Surrounding`) and product. */
export function warmthAt({ products }: WarmthTable, day: number, surrounding: number, product: number): number {
  return ((day * surroundingCount + surrounding) * products + product) * hoursPerDay
}

/** Temperatures at a day's begin of the box's air and of each surroundings × product. */
interface Lumps {
  boxDegC: number
  readonly tempDegC: Float64Array
}

/**
 * Follows the air (24 hours a day, °C) through all days. The first day begins as if there had been days like it before; `isEachSteady` lets every
 * day stand for itself, for example the typical day of each month.
 */
export function layOutWarmth(spec: WorldSpec, ambientDegC: Float64Array, isEachSteady = false): WarmthTable {
  const days = ambientDegC.length / hoursPerDay
  const products = spec.products.length
  const table = { products, hourDegC: new Float32Array(days * surroundingCount * products * hoursPerDay) }
  const taus = spec.products.map(timeConstantHours)
  const lumps: Lumps = { boxDegC: 0, tempDegC: new Float64Array(surroundingCount * products) }
  const airs = Array.from({ length: surroundingCount }, () => new Float64Array(hoursPerDay))
  for (let day = 0; day < days; day++) {
    const isSteady = day === 0 || isEachSteady
    lumps.boxDegC = fillAirs(spec, ambientDegC.subarray(day * hoursPerDay, (day + 1) * hoursPerDay), airs, isSteady ? null : lumps.boxDegC)
    airs.forEach((air, surrounding) => {
      for (let product = 0; product < products; product++) {
        const lump = surrounding * products + product
        const start = isSteady ? steadyStart(air, 0, taus[product]) : lumps.tempDegC[lump]
        lumps.tempDegC[lump] = followDay(air, 0, start, taus[product], table.hourDegC, warmthAt(table, day, surrounding, product))
      }
    })
  }
  return table
}

/** The air of a day outdoors, indoors and in a box, which lags behind and is warmer; answers the box's state at the day's end. */
function fillAirs({ boxes }: WorldSpec, ambient: Float64Array, airs: readonly Float64Array[], boxStart: number | null): number {
  const tau = boxes.airLagHours
  const box = airs[Surrounding.box]
  airs[Surrounding.outdoors].set(ambient)
  ambient.forEach((degC, hour) => {
    airs[Surrounding.indoors][hour] = indoorTempDegC(degC)
  })
  const end = followDay(ambient, 0, boxStart ?? steadyStart(ambient, 0, tau), tau, box, 0)
  for (let hour = 0; hour < hoursPerDay; hour++) box[hour] += boxes.warmK
  return end
}

/** Temperature of a battery that does nothing, at a time of `day`, by whole hours since its local midnight. */
export function restingDegC({ warmth, days }: WarmLayout, surrounding: number, product: number, day: number, timeMs: number): number {
  return warmth.hourDegC[warmthAt(warmth, day, surrounding, product) + hourOf(days, day, timeMs)]
}

/** Temperature of a battery that its customer uses as the mean customer of the segment does. */
export function heldDegC(layout: WarmLayout, segment: number, product: number, day: number, timeMs: number): number {
  const rest = restingDegC(layout, surroundingOf(layout.spec.segments[segment]), product, day, timeMs)
  return rest + layout.meanRiseK[segment][hourOf(layout.days, day, timeMs)]
}

interface WarmLayout {
  readonly spec: WorldSpec
  readonly days: DayTable
  readonly warmth: WarmthTable
  /** By segment, what the mean use adds in each hour of the day. */
  readonly meanRiseK: readonly Float64Array[]
}

/** By segment, what the mean use adds to a battery's temperature in each hour of the day, K. */
export function layOutMeanRise({ segments, products, fleet }: WorldSpec): Float64Array[] {
  return segments.map((segment) => {
    const product = products[products.findIndex(({ id }) => id === segment.product)]
    return useRiseK(product, segment, segment.dailyUseFrac * fleet.demandFactor)
  })
}

/** By segment and day, the share of its packs' energy that can be had: mean over the day's use, at the temperature of the mean pack in use. */
export function layOutUsable({ segments, products }: WorldSpec, warmth: WarmthTable, meanRiseK: readonly Float64Array[]): Float64Array[] {
  const days = warmth.hourDegC.length / (surroundingCount * warmth.products * hoursPerDay)
  return segments.map((segment, s) => {
    const product = products.findIndex(({ id }) => id === segment.product)
    const total = segment.hourProfile.reduce((a, b) => a + b, 0)
    return Float64Array.from({ length: days }, (_, day) => {
      const at = warmthAt(warmth, day, surroundingOf(segment), product)
      const usable = (hour: number): number => usableShare(products[product].cold, warmth.hourDegC[at + hour] + meanRiseK[s][hour])
      return segment.hourProfile.reduce((sum, weight, hour) => sum + (weight / total) * usable(hour), 0)
    })
  })
}

function hourOf({ startMs }: DayTable, day: number, timeMs: number): number {
  const hour = Math.floor((timeMs - startMs[day]) / hourMs)
  return hour < 0 ? 0 : hour > 23 ? 23 : hour
}

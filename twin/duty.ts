import { ageingModels, computeDayRates, modelIndex, rateWidth } from './ageing/index.ts'
import type { AgeingModel, DayStress } from './ageing/index.ts'
import { SwapTrigger } from './kinds.ts'
import { warmthAt } from './layout/index.ts'
import type { Layout, WarmthTable } from './layout/index.ts'
import type { ProductSpec, SegmentSpec, WorldSpec } from './spec.ts'
import { hoursPerDay, Surrounding, surroundingOf, useRiseK } from './thermal.ts'

/*
 * Stress classes: what is the same for many batteries on a day. In use: segment × bin of the day's use; at rest: product × indoors or box.
 * Rates are computed once per class and day; the bin's width bounds the error of use by 1/16 of the rated energy a day.
 */
export const useBins = 24
export const useBinWidth = 0.125
const restClasses = 2
const pointsPerDay = 8
const kelvin = 273.15
/** Who charges at home has a low battery from three in the afternoon until nine: a quarter of the day. */
const [lowFrom, lowUntil] = [15 / hoursPerDay, 21 / hoursPerDay]

/** Rates of every stress class for one day, `rateWidth` numbers each. */
export interface DutyRates {
  readonly rates: Float64Array
  /** What use adds to the temperature of each class in use, by hour of the day: no day changes it. */
  readonly useRiseK: Float64Array
  readonly scratch: DayPoints
}

/** Points of a day, equally long; filled and read within one call. */
export interface DayPoints {
  readonly tempK: Float64Array
  readonly socFrac: Float64Array
  readonly hours: Float64Array
}

/** Empty points; 24 must be a multiple of their number. */
export function createDayPoints(count: number = pointsPerDay): DayPoints {
  return { tempK: new Float64Array(count), socFrac: new Float64Array(count), hours: new Float64Array(count).fill(hoursPerDay / count) }
}

export function createDutyRates(spec: WorldSpec): DutyRates {
  const classes = spec.segments.length * useBins + spec.products.length * restClasses
  return {
    rates: new Float64Array(classes * rateWidth),
    useRiseK: Float64Array.from(spec.segments.flatMap((segment) => risesOf(segment, productOf(spec, segment)))),
    scratch: createDayPoints(),
  }
}

/** Offset of the rates of a battery in use that gives the share `useFrac` of its rated energy on the day. */
export function inUseAt(segment: number, useFrac: number): number {
  const bin = Math.round(useFrac / useBinWidth)
  return (segment * useBins + (bin < useBins ? bin : useBins - 1)) * rateWidth
}

/** Offset of the rates of a battery at rest in a box, or indoors (hub, shop, workshop, van). */
export function atRestAt(spec: WorldSpec, product: number, isInBox: boolean): number {
  return (spec.segments.length * useBins + product * restClasses + (isInBox ? 1 : 0)) * rateWidth
}

/** The ageing model of a product; scenarios are checked for unknown ids on loading. */
export function modelOf(product: ProductSpec): AgeingModel {
  return ageingModels[modelIndex(product.ageingModel)]
}

function productOf({ products }: WorldSpec, segment: SegmentSpec): ProductSpec {
  return products[products.findIndex((p) => p.id === segment.product)]
}

/** Rises of all bins of a segment, hour by hour. */
function risesOf(segment: SegmentSpec, product: ProductSpec): number[] {
  return Array.from({ length: useBins }, (_, bin) => [...useRiseK(product, segment, bin * useBinWidth)]).flat()
}

/** Fills the rates of all classes for a day of a warmth table. */
export function fillDutyRates(duty: DutyRates, { spec }: Layout, warmth: WarmthTable, day: number): void {
  const { rates, useRiseK: rises, scratch } = duty
  spec.segments.forEach((segment, s) => {
    const p = spec.products.findIndex(({ id }) => id === segment.product)
    for (let bin = 0; bin < useBins; bin++) {
      const at = s * useBins + bin
      fillTemperature(scratch, warmth.hourDegC, warmthAt(warmth, day, surroundingOf(segment), p), rises, at * hoursPerDay)
      computeDayRates(modelOf(spec.products[p]), stressInUse(scratch, segment, spec.products[p], bin * useBinWidth), rates, at * rateWidth)
    }
  })
  spec.products.forEach((product, p) => {
    for (const isInBox of [false, true]) {
      fillTemperature(scratch, warmth.hourDegC, warmthAt(warmth, day, isInBox ? Surrounding.box : Surrounding.indoors, p), noRise, 0)
      computeDayRates(modelOf(product), stressAtRest(scratch), rates, atRestAt(spec, p, isInBox))
    }
  })
}

/** Rates of all classes on the first day of a run, by which a stated health is reached. */
export function firstDayRates(layout: Layout): Float64Array {
  const duty = createDutyRates(layout.spec)
  fillDutyRates(duty, layout, layout.warmth, 0)
  return duty.rates
}

const noRise = new Float64Array(hoursPerDay)

/** The day's course as means over the points: of a battery that does nothing, and what its use adds. */
export function fillTemperature(points: DayPoints, rest: ArrayLike<number>, restAt: number, rise: ArrayLike<number>, riseAt: number): void {
  const span = hoursPerDay / points.tempK.length
  for (let i = 0; i < points.tempK.length; i++) {
    points.tempK[i] = kelvin + meanOf(rest, restAt + span * i, span) + meanOf(rise, riseAt + span * i, span)
  }
}

function meanOf(values: ArrayLike<number>, from: number, count: number): number {
  let sum = 0
  for (let i = from; i < from + count; i++) sum += values[i]
  return sum / count
}

/** All but the temperature, which is filled in already. */
export function stressInUse({ tempK, socFrac, hours }: DayPoints, segment: SegmentSpec, product: ProductSpec, useFrac: number): DayStress {
  const count = hours.length
  const isSwapped = SwapTrigger[segment.swapTrigger] !== SwapTrigger.none
  const [top, low] = isSwapped ? [1, segment.swapAtSocFrac] : [segment.restSocFrac, Math.max(0, segment.restSocFrac - Math.min(1, useFrac))]
  for (let i = 0; i < count; i++) {
    const dayFrac = (i + 0.5) / count
    // A swapped pack falls from full to the swap; a pack charged at home is low for a quarter of the day only.
    socFrac[i] = isSwapped ? top - dayFrac * (top - low) : dayFrac > lowFrom && dayFrac < lowUntil ? (top + low) / 2 : top
  }
  const dod = useFrac === 0 ? 0 : isSwapped ? 1 - low : Math.min(1, useFrac)
  const chargeCRate = product.chargePowerW / product.ratedEnergyWh
  const extremes = { lowestSocFrac: low, highestSocFrac: top }
  return { tempK, socFrac, hours, dod, cRate: useFrac / 12, efc: useFrac, chargeCRate, dischargeCRate: segment.cRate, ...extremes }
}

function stressAtRest({ tempK, socFrac, hours }: DayPoints): DayStress {
  return { tempK, socFrac: socFrac.fill(1), hours, dod: 0, cRate: 0, efc: 0 }
}

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
const hoursPerPoint = hoursPerDay / pointsPerDay
const kelvin = 273.15

/** Rates of every stress class for one day, `rateWidth` numbers each. */
export interface DutyRates {
  readonly rates: Float64Array
  /** What use adds to the temperature of each class in use, by point of the day: no day changes it. */
  readonly useRiseK: Float64Array
  readonly scratch: { readonly tempK: Float64Array; readonly socFrac: Float64Array; readonly hours: Float64Array }
}

export function createDutyRates(spec: WorldSpec): DutyRates {
  const classes = spec.segments.length * useBins + spec.products.length * restClasses
  const points = () => new Float64Array(pointsPerDay)
  return {
    rates: new Float64Array(classes * rateWidth),
    useRiseK: Float64Array.from(spec.segments.flatMap((segment) => risesOf(segment, productOf(spec, segment)))),
    scratch: { tempK: points(), socFrac: points(), hours: points().fill(24 / pointsPerDay) },
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

/** Rises of all bins of a segment, by point of the day. */
function risesOf(segment: SegmentSpec, product: ProductSpec): number[] {
  return Array.from({ length: useBins }, (_, bin) => useRiseK(product, segment, bin * useBinWidth)).flatMap((rise) =>
    Array.from({ length: pointsPerDay }, (_, i) => meanOfPoint(rise, 0, i)),
  )
}

function meanOfPoint(hours: ArrayLike<number>, from: number, point: number): number {
  const at = from + hoursPerPoint * point
  return (hours[at] + hours[at + 1] + hours[at + 2]) / hoursPerPoint
}

/** Fills the rates of all classes for a day of a warmth table. */
export function fillDutyRates(duty: DutyRates, { spec }: Layout, warmth: WarmthTable, day: number): void {
  const { rates, useRiseK: rises, scratch } = duty
  spec.segments.forEach((segment, s) => {
    const p = spec.products.findIndex(({ id }) => id === segment.product)
    const courseAt = warmthAt(warmth, day, surroundingOf(segment), p)
    for (let bin = 0; bin < useBins; bin++) {
      const at = s * useBins + bin
      fillTemperature(duty, warmth, courseAt)
      for (let i = 0; i < pointsPerDay; i++) scratch.tempK[i] += rises[at * pointsPerDay + i]
      const stress = stressInUse(duty, segment, spec.products[p], bin * useBinWidth)
      computeDayRates(modelOf(spec.products[p]), stress, rates, at * rateWidth)
    }
  })
  spec.products.forEach((product, p) => {
    for (const isInBox of [false, true]) {
      fillTemperature(duty, warmth, warmthAt(warmth, day, isInBox ? Surrounding.box : Surrounding.indoors, p))
      computeDayRates(modelOf(product), stressAtRest(duty), rates, atRestAt(spec, p, isInBox))
    }
  })
}

/** Rates of all classes on the first day of a run, by which a stated health is reached. */
export function firstDayRates(layout: Layout): Float64Array {
  const duty = createDutyRates(layout.spec)
  fillDutyRates(duty, layout, layout.warmth, 0)
  return duty.rates
}

/** The day's course of a battery that does nothing, as means of three hours. */
function fillTemperature({ scratch }: DutyRates, { hourDegC }: WarmthTable, courseAt: number): void {
  for (let i = 0; i < pointsPerDay; i++) scratch.tempK[i] = kelvin + meanOfPoint(hourDegC, courseAt, i)
}

/** All but the temperature, which is filled in already. */
function stressInUse({ scratch }: DutyRates, segment: SegmentSpec, product: ProductSpec, useFrac: number): DayStress {
  const { tempK, socFrac, hours } = scratch
  const isSwapped = SwapTrigger[segment.swapTrigger] !== SwapTrigger.none
  const [top, low] = isSwapped ? [1, segment.swapAtSocFrac] : [segment.restSocFrac, Math.max(0, segment.restSocFrac - Math.min(1, useFrac))]
  for (let i = 0; i < pointsPerDay; i++) {
    // A swapped pack falls from full to the swap; a pack charged at home is low for a quarter of the day only.
    socFrac[i] = isSwapped ? top - ((i + 0.5) / pointsPerDay) * (top - low) : i >= 5 && i < 7 ? (top + low) / 2 : top
  }
  const dod = useFrac === 0 ? 0 : isSwapped ? 1 - low : Math.min(1, useFrac)
  const chargeCRate = product.chargePowerW / product.ratedEnergyWh
  const extremes = { lowestSocFrac: low, highestSocFrac: top }
  return { tempK, socFrac, hours, dod, cRate: useFrac / 12, efc: useFrac, chargeCRate, dischargeCRate: segment.cRate, ...extremes }
}

function stressAtRest({ scratch }: DutyRates): DayStress {
  const { tempK, socFrac, hours } = scratch
  return { tempK, socFrac: socFrac.fill(1), hours, dod: 0, cRate: 0, efc: 0 }
}

import { ageingModels, computeDayRates, modelIndex, rateWidth } from './ageing/index.ts'
import type { AgeingModel, DayStress } from './ageing/index.ts'
import type { Layout } from './layout/index.ts'
import { SwapTrigger } from './kinds.ts'
import type { ProductSpec, SegmentSpec, WorldSpec } from './spec.ts'

/*
 * Stress classes: what is the same for many batteries on a day. In use: segment × bin of the day's use; at rest: product × indoors or box.
 * Rates are computed once per class and day; the bin's width bounds the error of use by 1/16 of the rated energy a day.
 */
export const useBins = 24
export const useBinWidth = 0.125
const restClasses = 2
const pointsPerDay = 8
const kelvin = 273.15
const indoorDegC = 20
const wakingHours = 15

/** Rates of every stress class for one day, `rateWidth` numbers each. */
export interface DutyRates {
  readonly rates: Float64Array
  readonly scratch: { readonly tempK: Float64Array; readonly socFrac: Float64Array; readonly hours: Float64Array }
}

export function createDutyRates(spec: WorldSpec): DutyRates {
  const classes = spec.segments.length * useBins + spec.products.length * restClasses
  const points = () => new Float64Array(pointsPerDay)
  return {
    rates: new Float64Array(classes * rateWidth),
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

/** Temperature inside hubs, shops and vans: half way between ambient and a heated room. */
export function indoorTempDegC(ambientDegC: number): number {
  return (ambientDegC + indoorDegC) / 2
}

/** Fills the rates of all classes for a mean ambient temperature and a day wave. */
export function fillDutyRates(duty: DutyRates, layout: Layout, meanDegC: number): void {
  const { spec } = layout
  spec.segments.forEach((segment, s) => {
    const product = spec.products[spec.products.findIndex((p) => p.id === segment.product)]
    for (let bin = 0; bin < useBins; bin++) {
      const stress = stressInUse(duty, layout, segment, product, bin * useBinWidth, meanDegC)
      computeDayRates(modelOf(product), stress, duty.rates, (s * useBins + bin) * rateWidth)
    }
  })
  spec.products.forEach((product, p) => {
    for (const isInBox of [false, true]) {
      computeDayRates(modelOf(product), stressAtRest(duty, layout, isInBox, meanDegC), duty.rates, atRestAt(spec, p, isInBox))
    }
  })
}

/** Rates of all classes on the first day of a run, by which a stated health is reached. */
export function firstDayRates(layout: Layout): Float64Array {
  const duty = createDutyRates(layout.spec)
  fillDutyRates(duty, layout, layout.weather.meanDegC[0])
  return duty.rates
}

function stressInUse(
  duty: DutyRates,
  layout: Layout,
  segment: SegmentSpec,
  product: ProductSpec,
  useFrac: number,
  meanDegC: number,
): DayStress {
  const { tempK, socFrac, hours } = duty.scratch
  const isSwapped = SwapTrigger[segment.swapTrigger] !== SwapTrigger.none
  const [top, low] = isSwapped ? [1, segment.swapAtSocFrac] : [segment.restSocFrac, Math.max(0, segment.restSocFrac - Math.min(1, useFrac))]
  // The fifteen waking hours share the heat of the hours in which the pack gives energy.
  const heated = Math.min(1, useFrac / segment.cRate / wakingHours)
  for (let i = 0; i < pointsPerDay; i++) {
    const ambient = meanDegC + waveAt(layout, i)
    // Packs that are charged at home live indoors; swapped ones live on the vehicle or site.
    tempK[i] = kelvin + (isSwapped ? ambient : indoorTempDegC(ambient)) + (i >= 2 && i < 7 ? product.selfHeatingK * heated : 0)
    // A swapped pack falls from full to the swap; a pack charged at home is low for a quarter of the day only.
    socFrac[i] = isSwapped ? top - ((i + 0.5) / pointsPerDay) * (top - low) : i >= 5 && i < 7 ? (top + low) / 2 : top
  }
  const dod = useFrac === 0 ? 0 : isSwapped ? 1 - low : Math.min(1, useFrac)
  const chargeCRate = product.chargePowerW / product.ratedEnergyWh
  const extremes = { lowestSocFrac: low, highestSocFrac: top }
  return { tempK, socFrac, hours, dod, cRate: useFrac / 12, efc: useFrac, chargeCRate, dischargeCRate: segment.cRate, ...extremes }
}

function stressAtRest(duty: DutyRates, layout: Layout, isInBox: boolean, meanDegC: number): DayStress {
  const { tempK, socFrac, hours } = duty.scratch
  for (let i = 0; i < pointsPerDay; i++) {
    const ambient = meanDegC + waveAt(layout, i)
    tempK[i] = kelvin + (isInBox ? ambient + layout.spec.boxes.warmK : indoorTempDegC(ambient))
    socFrac[i] = 1
  }
  return { tempK, socFrac, hours, dod: 0, cRate: 0, efc: 0 }
}

/** Mean of the day wave over the three hours of a point. */
function waveAt(layout: Layout, point: number): number {
  const wave = layout.weather.hourDeltaK
  return (wave[3 * point] + wave[3 * point + 1] + wave[3 * point + 2]) / 3
}

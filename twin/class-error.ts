import { lognormalFrom, philoxUniform } from '../sim/random/index.ts'
import { advanceDay, computeDayRates, createAgeingColumns, rateWidth, startAgeing } from './ageing/index.ts'
import { createDayPoints, createDutyRates, fillDutyRates, fillTemperature, inUseAt, modelOf, stressInUse } from './duty.ts'
import { warmthAt } from './layout/index.ts'
import type { Layout } from './layout/index.ts'
import { hoursPerDay, surroundingOf, useRiseK } from './thermal.ts'

/*
 * What stress classes cost, measured: batteries that live with their customers, once by the classes of a run and once by each day's own use and 24 hours of
 * temperature. No run asks; a bench and a test do.
 */

export interface ClassErrorCall {
  readonly years: number
  /** Of each segment; each has its own customer's use. */
  readonly batteries: number
  /** A battery that is worn out so far is not followed on: behind a knee any difference grows. */
  readonly lowestSohFrac: number
}

/** Capacity by classes − exact, over a segment's batteries at their ends. */
export interface ClassError {
  readonly segment: string
  readonly largest: number
  readonly mean: number
  readonly sohFrac: number
}

export function classErrors(layout: Layout, call: ClassErrorCall): ClassError[] {
  const duty = createDutyRates(layout.spec)
  const days = layout.spec.days
  return layout.spec.segments.map((segment, s) => {
    const lives = Array.from({ length: call.batteries }, () => startLife(layout, s))
    for (let day = 0; day < call.years * days; day++) {
      fillDutyRates(duty, layout, layout.warmth, day % days)
      lives.forEach((life, i) => {
        if (life.exact.q[0] > call.lowestSohFrac)
          liveDay(layout, s, life, { rates: duty.rates, day: day % days, useFrac: drawUse(layout, s, i, day) })
      })
    }
    const errors = lives.map(({ coarse, exact }) => coarse.q[0] - exact.q[0])
    const meanOf = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length
    return {
      segment: segment.id,
      largest: errors.reduce((most, error) => (Math.abs(error) > Math.abs(most) ? error : most), 0),
      mean: meanOf(errors),
      sohFrac: meanOf(lives.map(({ exact }) => exact.q[0])),
    }
  })
}

interface Life {
  readonly coarse: ReturnType<typeof createAgeingColumns>
  readonly exact: ReturnType<typeof createAgeingColumns>
}

function startLife({ spec }: Layout, s: number): Life {
  const life = { coarse: createAgeingColumns(1), exact: createAgeingColumns(1) }
  const product = spec.products.find(({ id }) => id === spec.segments[s].product)!
  startAgeing(modelOf(product), life.coarse, 0)
  startAgeing(modelOf(product), life.exact, 0)
  return life
}

/** A battery's use on a day, as a run draws it: customer × day. */
function drawUse({ spec }: Layout, s: number, battery: number, day: number): number {
  const { dailyUseFrac, useSpreadCustomers, useSpreadDays } = spec.segments[s]
  const drawn = (occasion: number, spread: number): number =>
    spread > 0 ? lognormalFrom(philoxUniform(spec.seed, 0, s * 65_536 + battery, occasion), 1, spread) / (1 + (spread * spread) / 2) : 1
  return dailyUseFrac * drawn(0, useSpreadCustomers) * drawn(day + 1, useSpreadDays)
}

interface LivedDay {
  readonly rates: Float64Array
  readonly day: number
  readonly useFrac: number
}

const points = createDayPoints(hoursPerDay)
const ownRates = new Float64Array(rateWidth)

function liveDay({ spec, warmth }: Layout, s: number, { coarse, exact }: Life, { rates, day, useFrac }: LivedDay): void {
  const segment = spec.segments[s]
  const p = spec.products.findIndex(({ id }) => id === segment.product)
  const model = modelOf(spec.products[p])
  const { packFactor } = spec.products[p]
  advanceDay(model, rates, inUseAt(s, useFrac), 1, packFactor, coarse, 0)
  const rise = useRiseK(spec.products[p], segment, useFrac)
  fillTemperature(points, warmth.hourDegC, warmthAt(warmth, day, surroundingOf(segment), p), rise, 0)
  computeDayRates(model, stressInUse(points, segment, spec.products[p], useFrac), ownRates, 0)
  advanceDay(model, ownRates, 0, 1, packFactor, exact, 0)
}

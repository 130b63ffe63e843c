import {
  advanceDay,
  computeDayRates,
  createAgeingColumns,
  maxStressPoints,
  rateWidth,
  startAgeing,
  stressOfSeries,
} from '../../twin/ageing/index.ts'
import type { AgeingModel } from '../../twin/ageing/index.ts'
import type { Duty } from './ageing-duty.ts'
import { fillTemperature } from './ageing-duty.ts'

/** Spans of three hours, as the twin's stress classes have them. */
const partsOfDay = 8
const kelvin = 273.15
const sampleHours = Float64Array.from({ length: maxStressPoints }, (_, i) => i / 4)

/**
 * Relative capacity after the first `days` of a duty by the twin's way: each day's stress from half cycles and means of three hours, tabulated in q as a
 * stress class, one step a day. The law is the one that the reference's way is judged with.
 */
export function capacityByTwin(model: AgeingModel, duty: Duty, days: number): number {
  const columns = createAgeingColumns(1)
  const rates = new Float64Array(rateWidth)
  const tempDegC = new Float64Array(maxStressPoints)
  startAgeing(model, columns, 0)
  for (let day = 0; day < days; day++) {
    fillTemperature(duty, day, tempDegC)
    const series = { hours: sampleHours, tempK: tempDegC.map((temp) => temp + kelvin), socFrac: duty.socFrac[day] }
    computeDayRates(model, stressOfSeries(series, partsOfDay), rates, 0)
    advanceDay(model, rates, 0, 1, 1, columns, 0)
  }
  return columns.q[0]
}

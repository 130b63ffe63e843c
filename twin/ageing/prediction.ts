import { predictCapacity } from './advance.ts'
import type { AgeingColumns } from './advance.ts'
import { efcSlot } from './day-rates.ts'
import type { AgeingModel } from './model.ts'

/** Beyond this many days (about 180 years) a threshold counts as never reached. */
const horizonDays = 65_536
const refinements = 3
const bisections = 48

/**
 * Days until the row's capacity falls to `sohLimit` if every day is like the rates at `rates[at …]`; 0 when it is there already,
 * +Infinity when it is not reached within 65 536 days. The row is left as it is.
 * Without cycling the answer is exact; with it the coupling through q is averaged over the way (two nodes of Simpson's rule in √time):
 * within 0.5 % or 0.6 days of daily stepping, whichever is more, for limits ≥ 0.6 and multipliers up to 1.5.
 */
export function daysUntilSoh(
  model: AgeingModel,
  rates: Float64Array,
  at: number,
  columns: AgeingColumns,
  row: number,
  multiplier: number,
  sohLimit: number,
): number {
  const now = columns.q[row]
  if (now <= sohLimit) return 0
  const crossing = (q: number): number =>
    solveCrossing((days) => predictCapacity(model, rates, at, days, q, multiplier, columns, row), sohLimit)
  let days = crossing((now + sohLimit) / 2)
  if (rates[at + efcSlot] === 0) return days
  for (let k = 0; k < refinements && days < Infinity; k++) {
    const quarter = predictCapacity(model, rates, at, days / 4, (now + sohLimit) / 2, multiplier, columns, row)
    days = crossing((2 / 3) * quarter + (1 / 3) * sohLimit)
  }
  return days
}

/** First time at which the falling `capacityAfter` is at the limit, by doubling and bisection. */
function solveCrossing(capacityAfter: (days: number) => number, sohLimit: number): number {
  let high = 1
  while (capacityAfter(high) > sohLimit) {
    high *= 2
    if (high > horizonDays) return Infinity
  }
  let low = high === 1 ? 0 : high / 2
  for (let k = 0; k < bisections && high - low > 1e-9 * high; k++) {
    const mid = (low + high) / 2
    if (capacityAfter(mid) > sohLimit) low = mid
    else high = mid
  }
  return high
}

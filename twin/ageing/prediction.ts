import { advanceDay, createAgeingColumns } from './advance.ts'
import type { AgeingColumns } from './advance.ts'
import type { AgeingModel } from './model.ts'

/** Beyond this many days (about 180 years) a threshold counts as never reached. */
const farDays = 65_536
/** A step of the way is this part of the time gone by, at least one day: capacity falls like a root of time first, so steps may grow. */
const growthOfSteps = 1 / 8
const refinements = 60

// Scratch of one call, never state of a run: row 0 walks ahead, row 1 tries a step.
const walk = createAgeingColumns(2)

/**
 * Days until the row's capacity falls to `sohLimit` if every day is like the rates at `rates[at …]`; 0 when it is there already,
 * +Infinity when it is not reached within `horizonDays`, 65 536 where nobody says: whoever need not know what comes later saves the way there.
 * The row is left as it is.
 * The way is walked by `advanceDay` in growing steps, the last one divided by false position. At rest the answer is exact; with cycling
 * it is within 0.5 % or 0.6 days of daily stepping, whichever is more, for limits ≥ 0.6. Costs about 50 to 100 battery-days of work:
 * ask when rates change and the limit is near, not every day for every battery.
 */
export function daysUntilSoh(
  model: AgeingModel,
  rates: Float64Array,
  at: number,
  columns: AgeingColumns,
  row: number,
  multiplier: number,
  sohLimit: number,
  horizonDays = farDays,
): number {
  copyRow(columns, row, 0)
  let elapsed = 0
  let step = 1
  while (walk.q[0] > sohLimit) {
    if (elapsed > horizonDays) return Infinity
    step = Math.max(1, elapsed * growthOfSteps)
    copyRow(walk, 0, 1)
    advanceDay(model, rates, at, step, multiplier, walk, 1)
    if (walk.q[1] <= sohLimit) return elapsed + divideStep(model, rates, at, multiplier, step, sohLimit)
    copyRow(walk, 1, 0)
    elapsed += step
  }
  return elapsed
}

/** Part of a step of `step` days after which row 0 of the walk is at the limit, to 1e-9 relative: false position (Illinois). */
function divideStep(model: AgeingModel, rates: Float64Array, at: number, multiplier: number, step: number, sohLimit: number): number {
  let low = 0
  let high = step
  let aboveLow = walk.q[0] - sohLimit
  let aboveHigh = walk.q[1] - sohLimit
  for (let k = 0; k < refinements && high - low > 1e-9 * step; k++) {
    const days = (aboveHigh * low - aboveLow * high) / (aboveHigh - aboveLow)
    copyRow(walk, 0, 1)
    advanceDay(model, rates, at, days, multiplier, walk, 1)
    const above = walk.q[1] - sohLimit
    if (Math.abs(above) < 1e-13) return days
    if (above > 0) {
      low = days
      aboveLow = above
      aboveHigh /= 2
    } else {
      high = days
      aboveHigh = above
      aboveLow /= 2
    }
  }
  return high
}

function copyRow(from: AgeingColumns, row: number, to: number): void {
  walk.z0[to] = from.z0[row]
  walk.z1[to] = from.z1[row]
  walk.z2[to] = from.z2[row]
  walk.z3[to] = from.z3[row]
  walk.z4[to] = from.z4[row]
  walk.q[to] = from.q[row]
  walk.efc[to] = from.efc[row]
}

import { advanceDay, growthPerDay } from './advance.ts'
import type { AgeingColumns } from './advance.ts'
import { coefficientsPerStep, efcSlot } from './day-rates.ts'
import type { AgeingModel } from './model.ts'

/** Rows of one model that are aged together, and where their rates of the day begin; the first `count` of both hold. */
export interface AgeingRows {
  count: number
  readonly row: Int32Array
  readonly at: Int32Array
}

export function createAgeingRows(most: number): AgeingRows {
  return { count: 0, row: new Int32Array(most), at: new Int32Array(most) }
}

/**
 * Ages rows of one model by one day: the numbers of `advanceDay` one by one, step by step for all rows and not row by row for all steps, so that each
 * loop is small enough for the compiler to keep its columns at hand.
 */
export function advanceRows(
  model: AgeingModel,
  rates: Float64Array,
  { count, row, at }: AgeingRows,
  multiplier: Float64Array,
  columns: AgeingColumns,
): void {
  if (model.law.inverse !== null) {
    for (let i = 0; i < count; i++) advanceDay(model, rates, at[i], 1, multiplier[row[i]], columns, row[i])
    return
  }
  const { z0, z1, z2, z3, z4, q, efc } = columns
  const isLong = model.stateCount > 2
  for (let i = 0; i < count; i++) {
    const to = row[i]
    const from = at[i]
    const health = q[to]
    z0[to] += growthPerDay(rates, from, health)
    z1[to] += growthPerDay(rates, from + coefficientsPerStep, health)
    efc[to] += health * rates[from + efcSlot]
    if (!isLong) continue
    z2[to] += growthPerDay(rates, from + 2 * coefficientsPerStep, health)
    z3[to] += growthPerDay(rates, from + 3 * coefficientsPerStep, health)
    z4[to] += growthPerDay(rates, from + 4 * coefficientsPerStep, health)
  }
  const { law, powers } = model
  for (let i = 0; i < count; i++) {
    const to = row[i]
    q[to] = 1 - multiplier[to] * (1 - law.capacity(powers, z0[to], z1[to], z2[to]))
  }
}

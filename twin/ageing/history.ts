import { advanceDay, startAgeing } from './advance.ts'
import type { AgeingColumns } from './advance.ts'
import { assert } from '../../sim/assert.ts'
import type { AgeingModel } from './model.ts'

/** What a purchase cohort went through before a run starts: spans of constant rates in time order, the last one ending at the start. */
export interface AgeingHistory {
  readonly rates: Float64Array
  /** Row offset in `rates` of each span. */
  readonly at: ArrayLike<number>
  /** Length of each span in days. */
  readonly days: ArrayLike<number>
}

/**
 * Makes the row a battery of the model that was new `ageDays` (≥ 0) ago and lived through the end of the history since.
 * With months whose rows are `averageDayRates` of their days, q is within 2e-5 of daily stepping where the battery's life begins with a month
 * (3e-4 for laws that lose much, 9e-4 for LFP of Sony-Murata, whose limit and exponent are averaged with the rest).
 * A life that begins within a month gets that month's mean for its first days: within 2e-3 up to 60 days of age (6e-4 for the first three laws), 7e-4 (2e-4) beyond.
 * The history must be at least `ageDays` long.
 */
export function ageFromNew(
  model: AgeingModel,
  history: AgeingHistory,
  ageDays: number,
  multiplier: number,
  columns: AgeingColumns,
  row: number,
): void {
  startAgeing(model, columns, row)
  let first = history.days.length
  let covered = 0
  while (covered < ageDays) {
    assert(first > 0, 'ageing-history-too-short', ageDays)
    first--
    covered += history.days[first]
  }
  for (let span = first; span < history.days.length; span++) {
    const days = span === first ? history.days[span] - (covered - ageDays) : history.days[span]
    advanceDay(model, history.rates, history.at[span], days, multiplier, columns, row)
  }
}

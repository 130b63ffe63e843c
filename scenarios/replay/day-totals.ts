import { columnOf } from '../../data/columns/index.ts'
import type { DayTotals } from './draw.ts'
import { allDailyOf } from './replay.ts'
import type { Replay } from './replay.ts'

/** Measures of the daily facts that the curves of a run are made of. */
const measures = [
  'promisesDue',
  'promisesKept',
  'requests',
  'swaps',
  'replacements',
  'failedAttempts',
  'stockPlaceMs',
  'stockOutMs',
  'courierPaidMs',
  'courierBusyMs',
] as const

/** Sums of the daily facts over all hubs, modes and products, for each whole local day that was lived, and the day's weather. */
export function totalDays(replay: Replay): DayTotals {
  const { id, layout } = replay
  const facts = allDailyOf(replay)
  const day = columnOf(facts, 'day')
  const days = facts.rows === 0 ? 0 : day[facts.rows - 1] + 1
  const sums = measures.map((name): [string, Float64Array] => {
    const [column, total] = [columnOf(facts, name), new Float64Array(days)]
    for (let row = 0; row < facts.rows; row++) total[day[row]] += column[row]
    return [name, total]
  })
  return {
    run: id,
    days,
    ...(Object.fromEntries(sums) as Record<(typeof measures)[number], Float64Array>),
    meanDegC: layout.weather.meanDegC.slice(0, days),
  }
}

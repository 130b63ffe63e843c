import { columnOf } from '../../data/columns/index.ts'
import { dayOfTime, weekdayOf } from '../../twin/index.ts'
import { totalDays } from './day-totals.ts'
import type { DayTotals, WorstDay } from './draw.ts'
import { allDailyOf, livedFromMs } from './replay.ts'
import type { Replay } from './replay.ts'
import { missCauseWords, stepsOfOrders, whyMissed } from './why-missed.ts'
import { modeWords } from './words.ts'

const weekdayWords = ['Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays', 'Sundays']
/** Below so many other days of its weekday, a day is compared with all others. */
const leastAlike = 3
const maxPlaces = 6
const hourMs = 3_600_000

/** Lived days with missed promises, most missed first; of equals the earlier. */
export function rankDays(replay: Replay): number[] {
  return daysByMissed(missedByDay(totalDays(replay)))
}

function missedByDay({ promisesDue, promisesKept }: DayTotals): Float64Array {
  return promisesDue.map((due, day) => due - promisesKept[day])
}

function daysByMissed(missed: Float64Array): number[] {
  return Array.from(missed.keys())
    .filter((day) => missed[day] > 0)
    .toSorted((a, b) => missed[b] - missed[a] || a - b)
}

/**
 * The day with most missed promises, or the n-th worst (`rank` from 1; of equals the earlier): where they were missed and by what steps of
 * the run, and what else of the day was unlike other days. Everything is counted from facts and journal, which
 * must hold that day. `null` where no such day was lived.
 */
export function findWorstDay(replay: Replay, rank: number): WorstDay | null {
  const totals = totalDays(replay)
  const missed = missedByDay(totals)
  const worst = daysByMissed(missed)
  const day = worst[rank - 1]
  if (day === undefined) return null
  const { startMs } = replay.layout.days
  const rows = missedRows(replay, missed, day)
  const alike = daysAlike(replay, totals.days, day)
  return {
    run: replay.id,
    rank,
    ranks: worst.length,
    day,
    fromMs: startMs[day],
    peakMs: busiestHour(replay, rows, startMs[day], startMs[day + 1]),
    missed: missed[day],
    due: totals.promisesDue[day],
    comparedWith: alike.words,
    figures: compare(replay, totals, missed, day, alike.days),
    notes: noteDay(replay, day),
    causes: countCauses(replay, rows),
    where: splitByHubAndMode(replay, day, alike.days),
    places: countPlaces(replay, rows),
  }
}

/** The other lived days of the same weekday, or all others where those are few. */
function daysAlike({ layout }: Replay, days: number, day: number): { readonly days: readonly number[]; readonly words: string } {
  const { calendar } = layout.days
  const others = Array.from({ length: days }, (_, d) => d).filter((d) => d !== day)
  const weekday = weekdayOf(calendar, day)
  const alike = others.filter((d) => weekdayOf(calendar, d) === weekday)
  return alike.length >= leastAlike ? { days: alike, words: `other ${weekdayWords[weekday]}` } : { days: others, words: 'all other days' }
}

/**
 * Rows of the journal that the facts count as missed on a day. Both are written in one order, so the counts of the days before say where the
 * day begins: at midnight itself a time alone would not.
 */
function missedRows(replay: Replay, missed: Float64Array, day: number): number[] {
  const { promises } = replay.journal
  const firstDay = dayOfTime(replay.layout.days, livedFromMs(replay))
  const begin = missed.subarray(firstDay, day).reduce((a, b) => a + b, 0)
  const rows: number[] = []
  let seen = 0
  for (let i = 0; i < promises.rows && rows.length < missed[day]; i++) {
    if (promises.columns.isKept[i] === 1) continue
    if (seen >= begin) rows.push(i)
    seen += 1
  }
  return rows
}

/** Middle of the hour in which most of them were missed. */
function busiestHour({ journal }: Replay, rows: readonly number[], fromMs: number, toMs: number): number {
  const perHour = new Int32Array(Math.ceil((toMs - fromMs) / hourMs))
  for (const row of rows) perHour[Math.floor((Math.min(toMs - 1, journal.promises.columns.timeMs[row]) - fromMs) / hourMs)] += 1
  return fromMs + (perHour.indexOf(perHour.reduce((a, b) => Math.max(a, b), 0)) + 0.5) * hourMs
}

type Figure = WorstDay['figures'][number]

function compare({ layout }: Replay, t: DayTotals, missed: Float64Array, day: number, others: readonly number[]): Figure[] {
  const sum = (column: Float64Array): number => others.reduce((total, d) => total + column[d], 0)
  const count = (label: string, unit: string, column: Float64Array): Figure => ({
    label,
    unit,
    value: column[day],
    usual: others.length === 0 ? null : sum(column) / others.length,
  })
  const share = (label: string, part: Float64Array, whole: Float64Array): Figure => ({
    label,
    unit: 'frac',
    value: whole[day] > 0 ? part[day] / whole[day] : null,
    usual: sum(whole) > 0 ? sum(part) / sum(whole) : null,
  })
  const { demandFactor, faultFactor } = layout.weather
  return [
    count('Promises missed', '1', missed),
    count('Promises due', '1', t.promisesDue),
    count('Swap requests', '1', t.requests),
    share('Time without a ready battery, of all stocks', t.stockOutMs, t.stockPlaceMs),
    count('Attempts with nobody there', '1', t.failedAttempts),
    count('Paid courier time', 'ms', t.courierPaidMs),
    share('Of it on tour', t.courierBusyMs, t.courierPaidMs),
    count('Temperature, mean of the day', '°C', t.meanDegC),
    ...(demandFactor[day] === 1 ? [] : [count('Demand factor of the weather', '1', demandFactor)]),
    ...(faultFactor[day] === 1 ? [] : [count('Fault factor of the weather', '1', faultFactor)]),
  ]
}

/** What the scenario itself says of the day. */
function noteDay({ layout }: Replay, day: number): string[] {
  const { hubs, weather } = layout.spec
  const isIn = (span: { readonly fromDay: number; readonly days: number }): boolean => day >= span.fromDay && day < span.fromDay + span.days
  const closed = hubs.closures.filter(isIn).map(({ hub }) => `Hub ${hub} was closed.`)
  const episodes = weather.episodes.filter(isIn).map(({ deltaDegC, fromDay, days }) => {
    const change = `${Math.abs(deltaDegC)} °C ${deltaDegC < 0 ? 'colder' : 'warmer'} than the season`
    return `Day ${day - fromDay + 1} of ${days} of a spell of weather, ${change}.`
  })
  return [...closed, ...episodes]
}

function countCauses(replay: Replay, rows: readonly number[]): WorstDay['causes'] {
  const { serial, timeMs } = replay.journal.promises.columns
  const serials = rows.map((row) => serial[row]).filter((s) => s >= 0)
  const steps = stepsOfOrders(replay, serials, timeMs[rows.at(-1) ?? 0])
  const counts = new Int32Array(missCauseWords.length)
  for (const row of rows) {
    const known = (steps.get(serial[row]) ?? []).filter((i) => replay.journal.orders.columns.timeMs[i] <= timeMs[row])
    counts[whyMissed(replay, row, known).cause] += 1
  }
  return Array.from(counts, (count, cause) => ({ text: missCauseWords[cause], count }))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count)
}

/** Promises by responsible hub and mode on the day, most missed first, with the mean of the days that it is compared with. */
function splitByHubAndMode(replay: Replay, day: number, others: readonly number[]): WorstDay['where'] {
  const { layout } = replay
  const facts = allDailyOf(replay)
  const column = (name: string): ArrayLike<number> => columnOf(facts, name)
  const [days, hub, mode, due, kept] = ['day', 'hub', 'mode', 'promisesDue', 'promisesKept'].map(column)
  const isOther = new Set(others)
  const cells = new Map<number, { hub: number; mode: number; due: number; missed: number; others: number }>()
  for (let row = 0; row < facts.rows; row++) {
    if (due[row] === 0 || (days[row] !== day && !isOther.has(days[row]))) continue
    const key = hub[row] * 16 + mode[row]
    const cell = cells.get(key) ?? { hub: hub[row], mode: mode[row], due: 0, missed: 0, others: 0 }
    if (days[row] === day) {
      cell.due += due[row]
      cell.missed += due[row] - kept[row]
    } else cell.others += due[row] - kept[row]
    cells.set(key, cell)
  }
  return Array.from(cells.values())
    .filter((cell) => cell.due > 0)
    .map((cell) => ({
      hub: cell.hub,
      hubName: layout.places.name[cell.hub],
      mode: modeWords[cell.mode],
      due: cell.due,
      missed: cell.missed,
      usual: others.length === 0 ? null : cell.others / others.length,
    }))
    .toSorted((a, b) => b.missed - a.missed || a.hub - b.hub)
}

/** Boxes and shops that most customers left without a battery. */
function countPlaces({ journal, layout }: Replay, rows: readonly number[]): WorstDay['places'] {
  const counts = new Map<number, number>()
  for (const row of rows) {
    const place = journal.promises.columns.place[row]
    if (place >= 0) counts.set(place, (counts.get(place) ?? 0) + 1)
  }
  return Array.from(counts, ([place, missed]) => ({ place, name: layout.places.name[place], missed }))
    .toSorted((a, b) => b.missed - a.missed || a.place - b.place)
    .slice(0, maxPlaces)
}

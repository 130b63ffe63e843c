import type { LogChunk } from '../twin/log.ts'
import { LogKind, logTable } from '../twin/log.ts'
import type { CalendarSpec } from '../twin/spec.ts'
import type { FactRow, Facts } from './kpi-recount.ts'

/*
 * Facts rebuilt from a log at level full by plain loops: from its columns, the meaning of its kinds, and the calendar that the scenario
 * states. Nothing of the engine's booking is used.
 */

/** One row of a log, by column name. */
export type LogRow = FactRow

export function readLog(chunks: readonly LogChunk[]): LogRow[] {
  const rows: LogRow[] = []
  for (const { columns, rows: count } of chunks)
    for (let at = 0; at < count; at++) rows.push(Object.fromEntries(logTable.columns.map(({ name }, c) => [name, columns[c][at]])))
  return rows
}

type Amount = (row: LogRow) => number

const when =
  (kind: number, isWanted: (row: LogRow) => boolean, amount: Amount): Amount =>
  (row) =>
    row['kind'] === kind && isWanted(row) ? amount(row) : 0
const always = () => true
const value: Amount = (row) => row['value']
const value2: Amount = (row) => row['value2']
const one: Amount = () => 1
const causedBy = (cause: number) => (row: LogRow) => row['cause'] === cause
const money = (account: number) => when(LogKind.money, causedBy(account), value)
const carbon = (source: number) => when(LogKind.co2, causedBy(source), value)
const replacedFor = (cause: number) => when(LogKind.replacement, causedBy(cause), one)
const count = (kind: number) => when(kind, always, one)

/** How much a log row adds to each measure of its day. */
const dailyAmounts: Readonly<Record<string, Amount>> = {
  promisesDue: when(LogKind.promise, always, value),
  promisesKept: when(LogKind.promise, always, value2),
  requests: when(LogKind.request, always, value),
  servedAtOnce: when(LogKind.request, always, value2),
  swaps: count(LogKind.swap),
  swapPacks: when(LogKind.swap, always, value),
  stationPacks: when(LogKind.swap, (row) => row['mode'] === 3, value),
  ratedStationPacks: when(LogKind.rated, always, value),
  replacements: count(LogKind.replacement),
  replacementsWear: replacedFor(1),
  replacementsFault: replacedFor(2),
  replacementsContract: replacedFor(3),
  withdrawn: count(LogKind.withdrawn),
  assignedReplacements: count(LogKind.replacement),
  assignedPlaceDays: when(LogKind.places, causedBy(1), value),
  stops: count(LogKind.stop),
  failedAttempts: count(LogKind.attemptFailed),
  partnerStops: count(LogKind.partnerStop),
  drivenM: when(LogKind.drive, always, value),
  courierPaidMs: when(LogKind.courierShift, always, value),
  courierBusyMs: when(LogKind.courierTour, always, value),
  stockPlaceMs: when(LogKind.stockDue, always, value),
  stockOutMs: when(LogKind.stockOut, always, value),
  availableMs: (row) => (row['kind'] === LogKind.contract ? row['value'] : row['kind'] === LogKind.outage ? -row['value'] : 0),
  contractMs: when(LogKind.contract, always, value),
  ownedDays: count(LogKind.owned),
  placeDays: when(LogKind.places, always, value),
  energyBoughtMilliWh: when(LogKind.charged, always, value2),
  energyChargedMilliWh: when(LogKind.charged, always, value),
  feeMicroEur: money(0),
  creditMicroEur: money(1),
  courierMicroEur: money(2),
  partnerMicroEur: money(3),
  energyMicroEur: money(4),
  stationMicroEur: money(5),
  renewalMicroEur: money(6),
  purchaseMicroEur: money(7),
  co2ChargingMilliG: carbon(0),
  co2TravelMilliG: carbon(1),
  co2PacksMilliG: carbon(2),
  bought: count(LogKind.bought),
  rebuilt: count(LogKind.rebuilt),
  dismantled: count(LogKind.dismantled),
  recycled: count(LogKind.recycled),
  sold: count(LogKind.sold),
  lost: count(LogKind.lost),
}

/** Adds amounts up by key; rows in which nothing is left are dropped, and keys are sorted. */
function createSums(keys: readonly string[]) {
  const sums = new Map<string, FactRow>()
  const add = (row: FactRow, measures: Readonly<Record<string, number>>) => {
    const name = keys.map((key) => String(row[key]).padStart(9)).join()
    const sum = sums.get(name) ?? Object.fromEntries(keys.map((key) => [key, row[key]]))
    for (const [measure, amount] of Object.entries(measures)) sum[measure] = (sum[measure] ?? 0) + amount
    sums.set(name, sum)
  }
  const list = (measures: readonly string[]) =>
    [...sums.entries()]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([, sum]) => sum)
      .filter((sum) => measures.some((measure) => sum[measure] !== 0))
  return { add, list }
}

/** Rows up to a `dayEnded` belong to the day that it names; what follows the last one is no whole day. */
function countDays(rows: readonly LogRow[]): FactRow[] {
  const { add, list } = createSums(['day', 'hub', 'mode', 'product'])
  let from = 0
  rows.forEach((end, at) => {
    if (end['kind'] !== LogKind.dayEnded) return
    for (const row of rows.slice(from, at)) {
      const amounts = Object.entries(dailyAmounts).map(([name, amount]) => [name, amount(row)] as const)
      add({ ...row, day: end['value'] }, Object.fromEntries(amounts))
    }
    from = at + 1
  })
  return list(Object.keys(dailyAmounts))
}

const hourMs = 3_600_000

/** Milliseconds since the local midnight that began 1 January 1970, by the offset in force. */
function wallMs({ startUtcMs, utcOffsets }: CalendarSpec, timeMs: number): number {
  const [last] = utcOffsets.filter(({ fromMs }) => fromMs <= timeMs).slice(-1)
  return startUtcMs + timeMs + last.offsetMs
}

/** 0 = Monday, midnight; 1 January 1970 was a Thursday. */
function hourOfWeek(calendar: CalendarSpec, timeMs: number): number {
  return (Math.floor(wallMs(calendar, timeMs) / hourMs) + 3 * 24) % 168
}

/** The parts of a span before `timeMs` by hour of the week. */
function splitSpan(calendar: CalendarSpec, timeMs: number, spanMs: number): [hour: number, ms: number][] {
  const parts: [number, number][] = []
  for (let at = timeMs - spanMs; at < timeMs;) {
    const next = Math.min(timeMs, at + hourMs - (wallMs(calendar, at) % hourMs))
    parts.push([hourOfWeek(calendar, at), next - at])
    at = next
  }
  return parts
}

const spans: Readonly<Record<number, string>> = {
  [LogKind.stockDue]: 'stockPlaceMs',
  [LogKind.stockOut]: 'stockOutMs',
  [LogKind.courierShift]: 'courierPaidMs',
  [LogKind.courierTour]: 'courierBusyMs',
}
const hourlyMeasures = ['promisesDue', 'promisesKept', ...Object.values(spans)]
const noHours = Object.fromEntries(hourlyMeasures.map((measure) => [measure, 0]))

function countHours(rows: readonly LogRow[], calendar: CalendarSpec): FactRow[] {
  const { add, list } = createSums(['hourOfWeek', 'hub', 'mode', 'product'])
  for (const row of rows) {
    if (row['kind'] === LogKind.promise)
      add(
        { ...row, hourOfWeek: hourOfWeek(calendar, row['timeMs']) },
        { ...noHours, promisesDue: row['value'], promisesKept: row['value2'] },
      )
    const measure = spans[row['kind']]
    if (measure === undefined) continue
    for (const [hour, ms] of splitSpan(calendar, row['timeMs'], row['value']))
      add({ ...row, hourOfWeek: hour }, { ...noHours, [measure]: ms })
  }
  return list(hourlyMeasures)
}

/** Batteries with a first and a last health that lie 30 days apart: what they lost, as a share a year. */
function countFade(rows: readonly LogRow[]): FactRow[] {
  const { add, list } = createSums(['model', 'bin'])
  const healths = rows.filter((row) => row['kind'] === LogKind.health)
  const entries = new Map(healths.filter((row) => row['value2'] === 0).map((row) => [row['battery'], row]))
  for (const end of healths.filter((row) => row['value2'] === 1)) {
    const entry = entries.get(end['battery'])
    if (entry === undefined) throw new Error(`battery ${end['battery']} has no health on entering`)
    const ageMs = end['timeMs'] - entry['timeMs']
    if (ageMs < 30 * 24 * hourMs) continue
    const fade = ((entry['value'] - end['value']) * 365.25 * 24 * hourMs) / ageMs
    add({ model: end['cause'], bin: Math.max(0, Math.floor(fade / 0.0005)) }, { batteries: 1, fadeMillionths: Math.round(fade * 1e6) })
  }
  return list(['batteries'])
}

/** All fact tables of a run, from its log. */
export function rebuildFacts(rows: readonly LogRow[], calendar: CalendarSpec): Facts {
  return { daily: countDays(rows), hourly: countHours(rows, calendar), fade: countFade(rows) }
}

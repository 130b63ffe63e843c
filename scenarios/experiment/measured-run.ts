import { columnOf, createColumns, viewBuilder } from '../../data/columns/index.ts'
import type { ColumnTable, TableDescriptor } from '../../data/columns/index.ts'
import { dailyFacts, hourlyMeasures, tabulateFade, tabulateHours } from '../../twin/index.ts'
import type { Layout, Policies } from '../../twin/index.ts'
import { advanceRun, startRun } from '../run/index.ts'
import type { RunStatus, ScenarioRun } from '../run/index.ts'

/** A run of which only the days from `warmUpDays` on are measured; its events are those of any run. */
export interface MeasuredRun {
  readonly run: ScenarioRun
  /** Whole local days at the start that take no part in the figures. */
  readonly warmUpDays: number
  /** Sums by hour of the week up to the end of the warm-up, while there is none yet `null`. */
  hoursBefore: ColumnTable | null
}

/** Starts one. `warmUpDays` is from 0 to the scenario's days − 1. */
export function startMeasuring(
  layout: Layout,
  warmUpDays: number,
  settings: { readonly level: number; readonly policies?: Policies },
): MeasuredRun {
  return { run: startRun(layout, settings), warmUpDays, hoursBefore: null }
}

/** As `advanceRun`; at the end of the warm-up the hours so far are put aside. */
export function advanceMeasured(measured: MeasuredRun, maxEvents: number): RunStatus {
  const { run, warmUpDays } = measured
  if (measured.hoursBefore !== null) return advanceRun(run, maxEvents)
  const endMs = run.world.layout.days.startMs[warmUpDays]
  const status = advanceRun(run, maxEvents, endMs)
  if (status.kind === 'running' && run.world.list.peekTime() <= endMs) return status
  measured.hoursBefore = tabulateHours(run.world)
  return status
}

/** The fact tables of the measured days. Fade stays that of the whole run: it is a rate of each battery, not a sum of days. */
export function factsMeasured(measured: MeasuredRun): readonly ColumnTable[] {
  const { run, warmUpDays, hoursBefore } = measured
  const hours = tabulateHours(run.world)
  return [
    daysFrom(dailyOf(measured), warmUpDays),
    hoursBefore === null ? hours : subtractHours(hours, hoursBefore),
    tabulateFade(run.world),
  ]
}

/** Daily facts of the whole run so far, the warm-up included: views, valid until it goes on. */
export function dailyOf({ run }: MeasuredRun): ColumnTable {
  return viewBuilder(run.daily)
}

/** Daily facts of the days that take no part in the figures, as a table of its own. */
export const startFacts: TableDescriptor = { ...dailyFacts, name: 'start' }

export function tabulateStart(measured: MeasuredRun): ColumnTable {
  const daily = dailyOf(measured)
  return { ...sliceRows(daily, 0, firstRowOf(daily, measured.warmUpDays)), descriptor: startFacts }
}

function daysFrom(daily: ColumnTable, fromDay: number): ColumnTable {
  return sliceRows(daily, firstRowOf(daily, fromDay), daily.rows)
}

/** Rows stand in the order of days, so that the measured ones are the end of each column. */
function firstRowOf(daily: ColumnTable, fromDay: number): number {
  const days = columnOf(daily, 'day')
  let first = 0
  while (first < daily.rows && days[first] < fromDay) first++
  return first
}

function sliceRows(table: ColumnTable, from: number, to: number): ColumnTable {
  const columns = Object.fromEntries(Object.entries(table.columns).map(([name, column]) => [name, column.subarray(from, to)]))
  return { descriptor: table.descriptor, rows: to - from, columns }
}

const hourKeys = ['hourOfWeek', 'hub', 'mode', 'product'] as const

/** Sums only grow, so that each row of before has its row now. */
function subtractHours(now: ColumnTable, before: ColumnTable): ColumnTable {
  const rowOf = new Map<string, number>()
  const nameRow = (table: ColumnTable, row: number) => hourKeys.map((key) => columnOf(table, key)[row]).join(' ')
  for (let row = 0; row < before.rows; row++) rowOf.set(nameRow(before, row), row)
  const earlier = Array.from({ length: now.rows }, (_, row) => rowOf.get(nameRow(now, row)))
  const table = createColumns(now.descriptor, now.rows)
  for (const key of hourKeys) columnOf(table, key).set(columnOf(now, key))
  for (const { name } of hourlyMeasures) {
    const [sums, start] = [columnOf(now, name), columnOf(before, name)]
    const measured = columnOf(table, name)
    earlier.forEach((from, row) => (measured[row] = sums[row] - (from === undefined ? 0 : start[from])))
  }
  return table
}

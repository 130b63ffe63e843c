import { addAct } from './acts.ts'
import type { Act } from './acts.ts'
import { createAlarmTrack, judgeReadings } from './alarms.ts'
import type { AlarmTrack } from './alarms.ts'
import { createFilterColumns, growFilterColumns, stepFilter } from './filter.ts'
import type { FilterColumns, LiveSettings } from './filter.ts'
import { createRowList, insertRows } from './order.ts'
import type { OrderedRows } from './order.ts'
import type { Readings } from './readings.ts'

/** One battery as its own readings tell it. */
export interface LiveBattery {
  readonly ordered: OrderedRows
  readonly alarms: AlarmTrack
}

/** The real fleet up to what is known: a function of the set of readings and acts, however they came. */
export interface LiveFleet {
  readonly readings: Readings
  readonly filter: FilterColumns
  /** By row of the names. */
  readonly batteries: LiveBattery[]
  settings: LiveSettings
  acts: readonly Act[]
  /** Of all that came: readings taken, those that had come before, and batteries that were run again because something came late. */
  readonly counts: { taken: number; duplicates: number; rerun: number }
}

export function createLiveFleet(readings: Readings, settings: LiveSettings): LiveFleet {
  return {
    readings,
    filter: createFilterColumns(readings.capacity),
    batteries: [],
    settings,
    acts: [],
    counts: { taken: 0, duplicates: 0, rerun: 0 },
  }
}

/**
 * Takes readings by row, in any order and any repetition. A battery whose readings come in order goes on from its last; late ones run that
 * battery again from where they belong, and no other.
 */
export function assimilate(fleet: LiveFleet, rows: Int32Array): void {
  prepare(fleet)
  const { order, ends } = groupByBattery(fleet, rows)
  for (let battery = 0, from = 0; battery < ends.length; from = ends[battery++]) {
    if (ends[battery] === from) continue
    const { ordered } = fleet.batteries[battery]
    const before = ordered.held.count
    const { duplicates, changedFrom } = insertRows(fleet.readings.columns, ordered, order.subarray(from, ends[battery]))
    fleet.counts.duplicates += duplicates
    if (changedFrom < before) fleet.counts.rerun += 1
    runFrom(fleet, battery, changedFrom)
  }
  fleet.counts.taken += rows.length
}

function prepare(fleet: LiveFleet): void {
  const { readings, filter, batteries } = fleet
  if (filter.level.length < readings.capacity) growFilterColumns(filter, readings.capacity)
  while (batteries.length < readings.names.length)
    batteries.push({ ordered: { all: createRowList(), held: createRowList() }, alarms: createAlarmTrack() })
}

/** Rows by battery, each in the order given; `ends` says where those of each battery end. */
function groupByBattery({ readings }: LiveFleet, rows: Int32Array): { readonly order: Int32Array; readonly ends: Int32Array } {
  const { battery } = readings.columns
  const ends = new Int32Array(readings.names.length)
  for (let i = 0; i < rows.length; i++) ends[battery[rows[i]]] += 1
  for (let id = 1; id < ends.length; id++) ends[id] += ends[id - 1]
  const order = new Int32Array(rows.length)
  const next = ends.slice()
  for (let i = rows.length - 1; i >= 0; i--) order[--next[battery[rows[i]]]] = rows[i]
  return { order, ends }
}

function runFrom({ readings, filter, batteries, settings }: LiveFleet, battery: number, from: number): void {
  const { ordered, alarms } = batteries[battery]
  const { rows, count } = ordered.held
  for (let at = from; at < count; at++) stepFilter(readings.columns, filter, settings, at === 0 ? -1 : rows[at - 1], rows[at])
  judgeReadings(alarms, readings.columns, filter, ordered.held, from, settings)
}

/** Other settings: every battery is run again with them. */
export function changeSettings(fleet: LiveFleet, settings: LiveSettings): void {
  fleet.settings = settings
  fleet.batteries.forEach((_, battery) => runFrom(fleet, battery, 0))
}

/** Takes a person's act. */
export function takeAct(fleet: LiveFleet, act: Act): void {
  fleet.acts = addAct(fleet.acts, act)
}

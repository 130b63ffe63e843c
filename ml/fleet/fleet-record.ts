import { ReplacementCause } from '../../twin/index.ts'
import type { ExchangeQuestion, Policies, WorldSpec } from '../../twin/index.ts'
import type { DataSet, Feature } from '../data-set.ts'
import { fleetFeatures, limitOf } from './fleet-features.ts'
import type { FeatureContext } from './fleet-features.ts'

/** What a run tells about the health of assigned batteries: a row a battery every `everyDays`, and how each battery's days ended. */
export interface FleetRecord {
  readonly rows: number
  readonly battery: Int32Array
  readonly day: Float64Array
  /** Row after row, one number a fleet feature. */
  readonly x: Float64Array
  /** By battery: the last day on which it was asked about, −1 where it never was. */
  readonly lastDay: Int32Array
  /** By battery: days from its last day to the limit as its last day's loss extends; NaN where it was not replaced for wear. */
  readonly daysToLimit: Float64Array
  /** Days of the run that were lived. */
  readonly days: number
}

const everyDays = 7
/** Rows kept at most; in a larger fleet every n-th battery is watched. */
const maxRows = 200_000

/** Listens to the question "exchange now?", which is asked of each assigned battery each day, and changes no answer. */
export interface FleetRecorder {
  readonly watch: (policies: Policies) => Policies
  readonly read: () => FleetRecord
}

export function contextOf(spec: WorldSpec): FeatureContext {
  return { startDayOfYear: spec.calendar.startDayOfYear, limitSohFrac: spec.rules.replaceBelowSohFrac }
}

/** A recorder for a run. What a look back asks again for days that are known is passed over. */
export function createFleetRecorder(spec: WorldSpec): FleetRecorder {
  const context = contextOf(spec)
  const customers = spec.segments.reduce((sum, segment) => sum + segment.customers * segment.packsPerCustomer, 0)
  const everyBattery = Math.max(1, Math.ceil((customers * spec.days) / everyDays / maxRows))
  const rows = { battery: [] as number[], day: [] as number[], x: [] as number[] }
  const lastDay: number[] = []
  const daysToLimit: number[] = []
  let days = 0

  const note = (question: ExchangeQuestion, cause: ReplacementCause): void => {
    const { battery, day } = question.history
    if (battery % everyBattery !== 0 || day <= (lastDay[battery] ?? -1)) return
    while (lastDay.length <= battery) {
      lastDay.push(-1)
      daysToLimit.push(NaN)
    }
    lastDay[battery] = day
    days = Math.max(days, day + 1)
    if (cause === ReplacementCause.wear) daysToLimit[battery] = extendToLimit(question, context)
    if ((day + battery) % everyDays !== 0) return
    rows.battery.push(battery)
    rows.day.push(day)
    for (const feature of fleetFeatures) rows.x.push(feature.of(question, context))
  }

  return {
    watch: (policies) => ({
      ...policies,
      readsHistory: true,
      exchangeNow: (question) => {
        const cause = policies.exchangeNow(question)
        note(question, cause)
        return cause
      },
    }),
    read: () => ({
      rows: rows.battery.length,
      battery: Int32Array.from(rows.battery),
      day: Float64Array.from(rows.day),
      x: Float64Array.from(rows.x),
      lastDay: Int32Array.from(lastDay),
      daysToLimit: Float64Array.from(daysToLimit),
      days,
    }),
  }
}

/** A battery is replaced some days before its limit; its last loss a day says how many. */
function extendToLimit(question: ExchangeQuestion, context: FeatureContext): number {
  const left = question.sohFrac - limitOf(question, context)
  return left <= 0 || question.fadePerDay <= 0 ? 0 : left / question.fadePerDay
}

const features: readonly Feature[] = fleetFeatures.map(({ name, unit, meaning }) => ({ name, unit, meaning }))
const at = (name: string): number => fleetFeatures.findIndex((feature) => feature.name === name)
const headroomAt = at('headroomFrac')
const lifeFadeAt = at('lifeFadePerDay')

/**
 * Days to the replacement limit for every row of a record. A battery that was replaced for wear tells the truth; of any other only is known that
 * it lasted to its last day. The straight line extends the loss since new.
 */
export function describeFleet(record: FleetRecord, name: string): DataSet {
  const width = features.length
  const watched = [...new Set(record.battery)]
  const cellOf = new Map(watched.map((battery, cell) => [battery, cell]))
  const each = (of: (row: number) => number) => Float64Array.from({ length: record.rows }, (_, row) => of(row))
  const restOf = (row: number): number => record.daysToLimit[record.battery[row]]
  return {
    name,
    features,
    target: { name: 'days to the replacement limit', unit: 'd', transform: 'log' },
    rows: record.rows,
    x: record.x,
    y: each((row) => record.lastDay[record.battery[row]] - record.day[row] + (restOf(row) || 0)),
    isAtLeast: Uint8Array.from({ length: record.rows }, (_, row) => (Number.isNaN(restOf(row)) ? 1 : 0)),
    cellOfRow: Int32Array.from(record.battery, (battery) => cellOf.get(battery)!),
    cells: watched.map((battery) => `battery ${battery}`),
    splitOfCell: watched.map(() => ''),
    lineEstimate: each((row) => {
      const [headroom, fade] = [record.x[row * width + headroomAt], record.x[row * width + lifeFadeAt]]
      return fade > 0 ? Math.max(0, headroom) / fade : NaN
    }),
  }
}

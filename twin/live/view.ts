import { isAcknowledged } from './acts.ts'
import type { Act } from './acts.ts'
import { alarmsAt, alarmKindCount } from './alarms.ts'
import type { Episode } from './alarms.ts'
import { driftVariance, Verdict } from './filter.ts'
import type { LiveFleet } from './fleet.ts'
import { countUntil } from './order.ts'

/** Batteries at a moment, one row each; NaN where nothing is known. */
export interface FleetView {
  readonly atMs: number
  readonly count: number
  /** Row of the names. */
  readonly battery: Uint32Array
  readonly measuredFrac: Float32Array
  readonly measuredMs: Float64Array
  readonly predictedFrac: Float32Array
  readonly sdFrac: Float32Array
  readonly sohFrac: Float32Array
  readonly tempDegC: Float32Array
  readonly lonDeg: Float64Array
  readonly latDeg: Float64Array
  /** Last reading of any kind. */
  readonly lastMs: Float64Array
  /** Bit 1 << kind: an alarm of the kind that nobody has acknowledged; the same shifted by 4: one that lasts. */
  readonly alarms: Uint8Array
}

/** How far back a value that the last readings do not have is looked for. */
const lookBack = 200

function createView(atMs: number, count: number): FleetView {
  return {
    atMs,
    count,
    battery: new Uint32Array(count),
    measuredFrac: new Float32Array(count),
    measuredMs: new Float64Array(count),
    predictedFrac: new Float32Array(count),
    sdFrac: new Float32Array(count),
    sohFrac: new Float32Array(count),
    tempDegC: new Float32Array(count),
    lonDeg: new Float64Array(count),
    latDeg: new Float64Array(count),
    lastMs: new Float64Array(count),
    alarms: new Uint8Array(count),
  }
}

/** All batteries that have been heard of by a moment, in the order of the names' rows: the same whichever way the moment is reached. */
export function viewFleet(fleet: LiveFleet, atMs: number): FleetView {
  const { columns: c } = fleet.readings
  const counts = fleet.batteries.map(({ ordered }) => countUntil(c, ordered.held, atMs))
  const heard = counts.flatMap((count, id) => (count > 0 ? [id] : []))
  const view = createView(atMs, heard.length)
  heard.forEach((id, at) => fillRow(fleet, view, at, id, counts[id]))
  return view
}

function fillRow(fleet: LiveFleet, view: FleetView, at: number, id: number, count: number): void {
  const { columns: c } = fleet.readings
  const { filter: f, settings } = fleet
  const { rows } = fleet.batteries[id].ordered.held
  const last = rows[count - 1]
  const find = (column: Float32Array | Float64Array) => findKnown(rows, count, column)
  const measured = find(c.socFrac)
  view.battery[at] = id
  view.measuredFrac[at] = measured < 0 ? Number.NaN : c.socFrac[measured]
  view.measuredMs[at] = measured < 0 ? Number.NaN : c.timeMs[measured]
  view.predictedFrac[at] = f.level[last]
  view.sdFrac[at] = Math.sqrt(driftVariance(settings, f.variance[last], view.atMs - c.timeMs[last]))
  view.sohFrac[at] = valueAt(c.sohFrac, find(c.sohFrac))
  view.tempDegC[at] = valueAt(c.tempDegC, find(c.tempDegC))
  const position = find(c.lonDeg)
  view.lonDeg[at] = valueAt(c.lonDeg, position)
  view.latDeg[at] = valueAt(c.latDeg, position)
  view.lastMs[at] = c.timeMs[last]
  view.alarms[at] = alarmBits(fleet, id, c.timeMs[last], view.atMs)
}

function valueAt(column: Float32Array | Float64Array, row: number): number {
  return row < 0 ? Number.NaN : column[row]
}

/** The last row with a value; −1 where none of the last readings has one. */
function findKnown(rows: Int32Array, count: number, column: Float32Array | Float64Array): number {
  for (let at = count - 1; at >= Math.max(0, count - lookBack); at--) if (column[rows[at]] === column[rows[at]]) return rows[at]
  return -1
}

function alarmBits(fleet: LiveFleet, id: number, lastMs: number, atMs: number): number {
  const episodes = alarmsAt(fleet.batteries[id].alarms, lastMs, atMs, fleet.settings)
  if (episodes.length === 0) return 0
  const acts = actsOf(fleet, id)
  const name = fleet.readings.names[id]
  let bits = 0
  for (let kind = 0; kind < alarmKindCount; kind++) {
    const own = episodes.filter((episode) => episode.kind === kind)
    if (own.some(({ toMs }) => toMs === Infinity)) bits |= 16 << kind
    if (own.some((episode) => acts.length === 0 || !isAcknowledged(acts, name, own, episode, atMs))) bits |= 1 << kind
  }
  return bits
}

/** Few acts are done beside many alarms. */
function actsOf({ acts, readings: { names } }: LiveFleet, battery: number): readonly Act[] {
  return acts.length === 0 ? acts : acts.filter((act) => act.battery === names[battery])
}

/** An alarm of the fleet, with whether a person has seen it. */
export interface FleetAlarm extends Episode {
  readonly battery: number
  readonly isSeen: boolean
}

/** Alarms that had begun by a moment, newest first: those not seen, and those that last. */
export function listAlarms(fleet: LiveFleet, atMs: number): readonly FleetAlarm[] {
  const { columns: c, names } = fleet.readings
  const all: FleetAlarm[] = []
  fleet.batteries.forEach(({ alarms, ordered }, battery) => {
    const count = countUntil(c, ordered.held, atMs)
    if (count === 0) return
    const episodes = alarmsAt(alarms, c.timeMs[ordered.held.rows[count - 1]], atMs, fleet.settings)
    const acts = episodes.length === 0 ? [] : actsOf(fleet, battery)
    for (const episode of episodes) {
      const isSeen = acts.length > 0 && isAcknowledged(acts, names[battery], episodes, episode, atMs)
      if (!isSeen || episode.toMs === Infinity) all.push({ ...episode, battery, isSeen })
    }
  })
  return all.toSorted((a, b) => Number(a.isSeen) - Number(b.isSeen) || b.fromMs - a.fromMs || a.battery - b.battery || a.kind - b.kind)
}

/** A battery's charge over a span, a point a reading, thinned to about `most` points; a gap is a row of NaN. */
export interface LiveCurve {
  readonly timeMs: Float64Array
  readonly measuredFrac: Float32Array
  readonly predictedFrac: Float32Array
  readonly sdFrac: Float32Array
  readonly verdict: Uint8Array
}

/** Refused readings are never thinned away: they are what one looks for. */
export function curveOf(fleet: LiveFleet, battery: number, fromMs: number, toMs: number, most = 1500): LiveCurve {
  const { columns: c } = fleet.readings
  const { filter: f, settings } = fleet
  const own = fleet.batteries[battery]
  const held = own?.ordered.held ?? { rows: new Int32Array(0), count: 0 }
  const [from, to] = [countUntil(c, held, fromMs - 1), countUntil(c, held, toMs)]
  const step = Math.max(1, Math.ceil((to - from) / most))
  const times: number[] = []
  const picked: number[] = []
  for (let at = from; at < to; at++) {
    const row = held.rows[at]
    const isOdd = f.verdict[row] === Verdict.refused || f.verdict[row] === Verdict.jump
    const gapMs = at > from ? c.timeMs[row] - c.timeMs[held.rows[at - 1]] : 0
    if (gapMs > settings.silenceMs) {
      times.push(c.timeMs[held.rows[at - 1]] + gapMs / 2)
      picked.push(-1)
    } else if ((at - from) % step !== 0 && !isOdd && at !== to - 1) continue
    times.push(c.timeMs[row])
    picked.push(row)
  }
  const of = (value: (row: number) => number) => Float32Array.from(picked, (row) => (row < 0 ? Number.NaN : value(row)))
  return {
    timeMs: Float64Array.from(times),
    measuredFrac: of((row) => c.socFrac[row]),
    // Before the first measurement there is no prediction; at it there is the measurement only.
    predictedFrac: of((row) =>
      f.verdict[row] === Verdict.refused ? f.level[row] : f.prior[row] === f.prior[row] ? f.prior[row] : f.level[row],
    ),
    sdFrac: of((row) => Math.sqrt(f.variance[row])),
    verdict: Uint8Array.from(picked, (row) => (row < 0 ? Verdict.unmeasured : f.verdict[row])),
  }
}

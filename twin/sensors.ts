import { normalFrom, philoxUniform } from '../sim/random/index.ts'
import { createBatteryNames, nameOfBattery } from './battery-names.ts'
import type { BatteryNames } from './battery-names.ts'
import { capacityFrac } from './capacity.ts'
import { chargeRiseK } from './charging.ts'
import { dateTextFromDays } from './civil.ts'
import { BatteryStatus, PlaceKind } from './kinds.ts'
import { heldDegC, restingDegC } from './layout/index.ts'
import type { Layout } from './layout/index.ts'
import { Stream } from './luck.ts'
import { socFracAt } from './soc-at.ts'
import { Surrounding } from './thermal.ts'
import { today } from './world.ts'
import type { World } from './world.ts'

/** How the terminals of a simulated fleet measure and report. */
export interface SensorSettings {
  readonly everyMs: number
  /** Standard deviations of the measured charge, temperature and (relative) power. */
  readonly socSdFrac: number
  readonly tempSdK: number
  readonly powerSdFrac: number
  /** Share of readings that arrive late, up to so long after; the others within five seconds. */
  readonly lateFrac: number
  readonly lateMs: number
}

export const defaultSensors: SensorSettings = {
  everyMs: 900_000,
  socSdFrac: 0.01,
  tempSdK: 0.5,
  powerSdFrac: 0.03,
  lateFrac: 0.01,
  lateMs: 10_800_000,
}

/** Terminals of a run: names, and what each saw last. It reads the world and never changes it. */
export interface Sensors {
  readonly settings: SensorSettings
  readonly names: BatteryNames
  /** By row: energy in the battery and its time when it was sensed last, and where the battery was; NaN before. */
  energyWh: Float64Array
  lastMs: Float64Array
  holder: Int32Array
}

export const telemetryHeader = 'battery,boot,sequence,time,known,soc_frac,soh_frac,battery_temp_c,power_w,rated_wh,lon,lat\r\n'

const hourMs = 3_600_000
const promptMs = 5000
const kinds = 8

export function createSensors(layout: Layout, settings: SensorSettings = defaultSensors): Sensors {
  return {
    settings,
    names: createBatteryNames(layout),
    energyWh: new Float64Array(0),
    lastMs: new Float64Array(0),
    holder: new Int32Array(0),
  }
}

/**
 * Readings of all terminals at a moment, as lines of the file that `telemetryHeader` begins. `sequence` is the number of the moment since the
 * start: the occasion of its luck, so that a reading meets the same noise whoever asks and when. A terminal that has failed says nothing; after its repair it counts as
 * started anew. A battery under way has no position.
 */
export function senseFleet(sensors: Sensors, w: World, timeMs: number): string {
  const rows = w.t.clock.batteryRows[0]
  growSensors(sensors, rows)
  const { placeKind, terminal } = w.t.battery
  const { isValid } = w.t.terminal
  const lines: string[] = []
  for (let row = 0; row < rows; row++) {
    if (placeKind[row] === PlaceKind.gone || isValid[terminal[row]] !== 1) continue
    lines.push(sense(sensors, w, timeMs, row))
  }
  return lines.join('')
}

function growSensors(sensors: Sensors, rows: number): void {
  const before = sensors.lastMs.length
  if (before >= rows) return
  const grow = <T extends Float64Array | Int32Array>(larger: T, old: T): T => {
    larger.set(old)
    return larger
  }
  sensors.energyWh = grow(new Float64Array(rows + 64), sensors.energyWh)
  sensors.lastMs = grow(new Float64Array(rows + 64).fill(Number.NaN), sensors.lastMs)
  sensors.holder = grow(new Int32Array(rows + 64), sensors.holder)
}

function sense(sensors: Sensors, w: World, timeMs: number, row: number): string {
  const { settings, names } = sensors
  const b = w.t.battery
  const { spec, places, customers, city } = w.layout
  const draw = (index: number) => philoxUniform(spec.seed, Stream.sensor, b.stableId[row], sequence, index)
  const sequence = Math.round(timeMs / settings.everyMs)
  const soc = socFracAt(w, row, timeMs)
  const measured = Math.min(1, Math.max(0, normalFrom(draw(0), soc, settings.socSdFrac)))
  const temp = normalFrom(draw(1), tempDegC(w, row, timeMs), settings.tempSdK)
  const power = meanPowerW(sensors, w, row, timeMs, soc)
  const isLate = draw(3) < settings.lateFrac
  const delayMs = Math.round(draw(4) * (isLate ? settings.lateMs : promptMs))
  const utcMs = w.layout.days.calendar.startUtcMs + timeMs
  const at = b.place[row]
  const isStill = b.placeKind[row] <= PlaceKind.customer
  const node = !isStill ? -1 : b.placeKind[row] === PlaceKind.customer ? customers.node[at] : places.node[at]
  const fields = [
    nameOfBattery(names, w, row),
    w.t.terminal.failures[b.terminal[row]],
    sequence,
    isoText(utcMs),
    isoText(utcMs + delayMs),
    measured.toFixed(3),
    b.q[row].toFixed(4),
    temp.toFixed(1),
    power === null ? '' : (power * normalFrom(draw(2), 1, settings.powerSdFrac)).toFixed(2),
    spec.products[b.product[row]].ratedEnergyWh,
    node < 0 ? '' : city.graph.lonDeg[node].toFixed(6),
    node < 0 ? '' : city.graph.latDeg[node].toFixed(6),
  ]
  return `${fields.join(',')}\r\n`
}

/** Power out since the last reading; unknown at the first, and where hands changed in between: the terminal slept on the way. */
function meanPowerW(sensors: Sensors, w: World, row: number, timeMs: number, soc: number): number | null {
  const b = w.t.battery
  const energyWh = soc * capacityFrac(w, row) * w.layout.spec.products[b.product[row]].ratedEnergyWh
  const holder = b.place[row] * kinds + b.placeKind[row]
  const spanH = (timeMs - sensors.lastMs[row]) / hourMs
  const isSame = spanH > 0 && sensors.holder[row] === holder
  const power = isSame ? (sensors.energyWh[row] - energyWh) / spanH : null
  sensors.energyWh[row] = energyWh
  sensors.lastMs[row] = timeMs
  sensors.holder[row] = holder
  return power
}

/** As the ageing takes it: what the battery's place makes of the air, and what use or the charge add. */
function tempDegC(w: World, row: number, timeMs: number): number {
  const b = w.t.battery
  const { layout } = w
  const type = b.product[row]
  const kind = b.placeKind[row]
  if (kind === PlaceKind.customer) return heldDegC(layout, layout.customers.segment[b.place[row]], type, today(w), timeMs)
  const rest = restingDegC(layout, kind === PlaceKind.box ? Surrounding.box : Surrounding.indoors, type, today(w), timeMs)
  return b.status[row] === BatteryStatus.charging ? rest + chargeRiseK(layout.spec.products[type], timeMs - b.chargeFromMs[row]) : rest
}

/** `2027-01-01T00:00:00.000Z`. All readings of a moment share its hour or the next: that much is remembered. */
function isoText(utcMs: number): string {
  const hour = Math.floor(utcMs / hourMs)
  if (hour !== lastHour.hour) Object.assign(lastHour, { hour, text: hourText(hour) })
  const ms = utcMs - hour * hourMs
  const [minute, second, rest] = [Math.floor(ms / 60_000), Math.floor(ms / 1000) % 60, ms % 1000]
  return `${lastHour.text}${digits(minute, 2)}:${digits(second, 2)}.${digits(rest, 3)}Z`
}

/** Text of the hour that was written last. */
const lastHour = { hour: Number.NaN, text: '' }

function hourText(hour: number): string {
  const day = Math.floor(hour / 24)
  return `${dateTextFromDays(day)}T${digits(hour - day * 24, 2)}:`
}

function digits(value: number, count: number): string {
  return String(value).padStart(count, '0')
}

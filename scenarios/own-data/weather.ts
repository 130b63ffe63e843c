import type { Problem, TextRows } from '../../data/columns/index.ts'
import { createTimeReader, parseTime } from '../../twin/live/index.ts'
import { dateTextFromDays, typicalHours, weatherCoverage } from '../../twin/index.ts'
import type { OwnWeather, WorldSpec } from '../../twin/index.ts'
import { createRowProblems, findColumns } from './columns.ts'
import type { RowProblems, WantedColumn } from './columns.ts'
import { fillGaps } from './weather-gaps.ts'

/** Columns of `weather.csv`. */
export const weatherColumns = {
  time: {
    name: 'time',
    others: ['date', 'datetime', 'timestamp', 'day', 'messdatum', 'zeit', 'datum', 'valid'],
    meaning: 'local date, or date and hour, such as 2027-01-31 or 2027-01-31 14:00',
    isNeeded: true,
  },
  temp: {
    name: 'tempDegC',
    others: [
      'temperature',
      'temp',
      'tempC',
      'temperatureC',
      'temperatureDegC',
      'airTemperature',
      'temperature_2m',
      'temperature_2m (°C)',
      't2m',
      'tt_tu',
      'tmk',
      'temperatur',
    ],
    meaning: 'air temperature in °C, mean of the hour or of the day',
    isNeeded: true,
  },
} as const satisfies Record<string, WantedColumn>

/** What became of a weather file. */
export interface ReadWeather {
  readonly value: OwnWeather | null
  readonly rows: number
  readonly problems: readonly Problem[]
}

const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** Beyond what has ever been measured where people ride scooters. */
const [coldestDegC, hottestDegC] = [-60, 60]
/** No place on earth has so warm a mean: such numbers are of another scale. */
const mostMeanDegC = 45
const kelvinFrom = 150
const sliceRows = 4096

/**
 * Reads hours or days of air temperature against a scenario, bit by bit: yields the share that is read, 0..1. A file of days gets the scenario's wave
 * over the day. Rows that cannot be used, and gaps that can be bridged, are problems beside the value; `null` where nothing sure is left.
 */
export function* readOwnWeather(table: TextRows, spec: WorldSpec, place: string): Generator<number, ReadWeather, void> {
  const { found, problems } = findColumns(table, weatherColumns, place)
  const scale = problems.length > 0 ? otherScale(table, place) : null
  if (problems.length > 0) return { value: null, rows: 0, problems: scale === null ? problems : [scale] }
  const temps = table.numbersOf(found.temp)
  const unit = judgeScale(temps, place)
  if (unit !== null) return { value: null, rows: 0, problems: [unit] }
  const wrong = createRowProblems(place, table.lines)
  const readings: Reading[] = []
  const zones = { standardMs: standardOffset(spec), reader: createTimeReader(null) }
  for (let row = 0; row < table.rows; row++) {
    if (row % sliceRows === sliceRows - 1) yield row / table.rows
    const reading = readRow(row, table.fieldAt(row, found.time), table.fieldAt(row, found.temp), temps[row], zones, wrong)
    if (reading !== null) readings.push(reading)
  }
  const good = withoutDoubles(readings, table, found.time, wrong)
  const isDaily = good.length > 0 && good.every(({ hasHour }) => !hasHour)
  const gaps = fillGaps(good, isDaily, place)
  const all = [...wrong.list(), ...gaps.problems]
  if (gaps.value === null) return { value: null, rows: good.length, problems: all }
  const { firstDay, degC } = gaps.value
  const weather = { firstDay, hourDegC: isDaily ? typicalHours(spec.weather, degC) : degC }
  const short = judgeCoverage(weather, spec, place)
  return short === null
    ? { value: weather, rows: good.length, problems: all }
    : { value: null, rows: good.length, problems: [...all, short] }
}

/** A row: hours since 1970 on the wall clock that keeps standard time. */
export interface Reading {
  readonly row: number
  readonly timeMs: number
  readonly degC: number
  readonly hasHour: boolean
}

interface Zones {
  readonly standardMs: number
  readonly reader: ReturnType<typeof createTimeReader>
}

function readRow(row: number, time: string, temp: string, degC: number, zones: Zones, wrong: RowProblems): Reading | null {
  const stamp = readStamp(time.trim(), zones)
  if (Number.isNaN(stamp.timeMs))
    wrong.add(
      row,
      'wrong-time',
      time,
      'Write 2027-01-31, 2027-01-31 14:00 or 31.01.2027 14:00; Z behind it for UTC. 1/31/2027 may be two dates.',
    )
  else if (temp.trim() === '') wrong.add(row, 'no-temperature', temp, 'Write the air temperature in °C, or leave the row out.')
  else if (Number.isNaN(degC))
    wrong.add(row, 'wrong-temperature', temp, 'Write a number in °C with a decimal point, or with a comma where ; separates the columns.')
  else if (degC < coldestDegC || degC > hottestDegC)
    wrong.add(
      row,
      'absurd-temperature',
      temp,
      `Write °C from ${coldestDegC} to ${hottestDegC}; leave out codes for missing values such as -999.`,
    )
  else return { row, degC, ...stamp }
  return null
}

const compact = /^(\d{4})(\d\d)(\d\d)(\d\d)?(\d\d)?$/
const hasClock = /\d[T ]\s*\d\d?:\d\d/
const hasZone = /:\d\d[^:]*(?:Z|UTC|[+-]\d\d(?::?\d\d)?)$/i

/** Moment on the wall clock of standard time. Weather services' `2023013114` is in UTC, as they say. */
function readStamp(time: string, { standardMs, reader }: Zones): { readonly timeMs: number; readonly hasHour: boolean } {
  const digits = compact.exec(time)
  if (digits !== null && Number(digits[1]) >= 1900 && Number(digits[1]) <= 2200) {
    const [, year, month, day, hour, minute] = digits
    const text = `${year}-${month}-${day}T${hour ?? '00'}:${minute ?? '00'}:00`
    return { timeMs: parseTime(reader, text, 0, text.length) + (hour === undefined ? 0 : standardMs), hasHour: hour !== undefined }
  }
  const timeMs = parseTime(reader, time, 0, time.length)
  const isNumber = /^\d+$/.test(time)
  return { timeMs: isNumber || hasZone.test(time) ? timeMs + standardMs : timeMs, hasHour: isNumber || hasClock.test(time) }
}

/** The smallest of the zone's offsets: in summer the wall clock is an hour ahead of it. */
function standardOffset({ calendar }: WorldSpec): number {
  return calendar.utcOffsets.reduce((least, { offsetMs }) => Math.min(least, offsetMs), Infinity)
}

/** Where the clock changes a local hour comes twice or never, in the night: so much of it is no mistake. */
const changesAtNight = (readings: readonly Reading[]): number => 1 + Math.floor(readings.length / 8000)

/** In order of time; of two rows of one moment the first counts, but for the hour that a clock change repeats: its mean does. */
function withoutDoubles(readings: Reading[], table: TextRows, column: number, wrong: RowProblems): Reading[] {
  readings.sort((a, b) => a.timeMs - b.timeMs || a.row - b.row)
  const doubles = readings.filter(({ timeMs }, at) => at > 0 && readings[at - 1].timeMs === timeMs)
  const isChange =
    doubles.length <= changesAtNight(readings) && doubles.every(({ timeMs, hasHour }) => hasHour && timeMs % dayMs < 4 * hourMs)
  return readings.filter(({ row, timeMs }, at) => {
    const isDouble = !isChange && at > 0 && readings[at - 1].timeMs === timeMs
    if (isDouble)
      wrong.add(
        row,
        'double-time',
        table.fieldAt(row, column),
        'Another row has this time: keep one of them. Local hours that come twice need Z or an offset.',
      )
    return !isDouble
  })
}

/** A column whose name says another scale. */
function otherScale(table: TextRows, place: string): Problem | null {
  const name = table.header.find((one) => /temp|t2m/i.test(one) && /(_|\(|°|deg|\b)(f|fahrenheit|k|kelvin)\)?$/i.test(one.trim()))
  return name === undefined ? null : wrongUnit(place, name, /k(elvin)?\)?$/i.test(name.trim()))
}

/** Numbers that can be no °C as a whole. */
function judgeScale(temps: Float64Array, place: string): Problem | null {
  let [sum, count] = [0, 0]
  for (const temp of temps) {
    // Codes for missing values are no temperatures of any scale.
    if (!(temp > -100 && temp < 400)) continue
    sum += temp
    count += 1
  }
  const mean = sum / count
  return count > 0 && mean > mostMeanDegC ? wrongUnit(place, `mean ${mean.toFixed(1)}`, mean > kelvinFrom) : null
}

function wrongUnit(place: string, value: string, isKelvin: boolean): Problem {
  const remedy = isKelvin
    ? 'These are kelvin: subtract 273.15, and name the column tempDegC.'
    : 'These are degrees Fahrenheit: write (°F − 32) / 1.8, and name the column tempDegC.'
  return { code: 'wrong-unit', place, value: value.slice(0, 80), remedy }
}

function judgeCoverage(weather: OwnWeather, spec: WorldSpec, place: string): Problem | null {
  const { firstDay, lastDay, missingDay } = weatherCoverage(weather, spec.calendar, spec.days)
  if (missingDay === null) return null
  const value = `${dateTextFromDays(firstDay)} to ${dateTextFromDays(lastDay)}`
  const remedy = `The run needs ${dateTextFromDays(missingDay)} as well: give its days, or a whole year, which then stands for every year.`
  return { code: 'weather-too-short', place, value, remedy }
}

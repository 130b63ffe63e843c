import { gunzipSync } from 'node:zlib'
import type { Parsed, Problem } from '../../data/columns/index.ts'
import { cos } from '../../sim/math/index.ts'
import { maxStressPoints } from '../../twin/ageing/index.ts'
import { toProblem } from './ageing-problem.ts'

/** A duty's inputs: per day a temperature wave (degrees C, days) and a soc profile at the 97 ends of its quarter hours. */
export interface Duty {
  readonly dayCount: number
  readonly meanDegC: Float64Array
  readonly yearDegC: Float64Array
  readonly yearPeakDay: Float64Array
  readonly dayDegC: Float64Array
  readonly socFrac: readonly Float64Array[]
}

const header = ['day', 'T0', 'A', 'd0', 'B', 'soc_knots'] as const
const maxProblems = 20
const pi = 3.141592653589793
const dayWave = Float64Array.from({ length: maxStressPoints }, (_, i) => cos((2 * pi * (i / 4 - 15)) / 24))

/** Parses `duties/<duty>.csv.gz`: header `day,T0,A,d0,B,soc_knots`, one row a day from day 0 on, knots as `hour:soc;…`. */
export function parseDuty(bytes: Uint8Array, place: string): Parsed<Duty> {
  const text = inflate(bytes)
  if (text === null)
    return { value: null, problems: [toProblem('not-gzip', place, `${bytes.length} bytes`, 'Give a gzip file that is whole.')] }
  const lines = text.split(/\r?\n/).filter((line) => line !== '')
  if (lines[0] !== header.join(',')) {
    return {
      value: null,
      problems: [toProblem('wrong-header', `${place} line 1`, lines[0] ?? '', `Write the header ${header.join(',')}.`)],
    }
  }
  if (lines.length === 1) return { value: null, problems: [toProblem('no-rows', place, '', 'Give one row a day.')] }
  return parseRows(lines, place)
}

/** Temperature in degrees C at the 97 ends of day `day`: T0 + A·cos(2π(d − d0)/365) + B·cos(2π(h − 15)/24). */
export function fillTemperature(duty: Duty, day: number, tempDegC: Float64Array): void {
  for (let i = 0; i < maxStressPoints; i++) {
    const hour = i / 4
    const year = duty.yearDegC[day] === 0 ? 0 : duty.yearDegC[day] * cos((2 * pi * (day + hour / 24 - duty.yearPeakDay[day])) / 365)
    tempDegC[i] = duty.meanDegC[day] + year + duty.dayDegC[day] * dayWave[i]
  }
}

function inflate(bytes: Uint8Array): string | null {
  try {
    return gunzipSync(bytes).toString('utf8')
  } catch {
    return null
  }
}

function parseRows(lines: readonly string[], place: string): Parsed<Duty> {
  const dayCount = lines.length - 1
  const columns = [0, 1, 2, 3].map(() => new Float64Array(dayCount))
  const socFrac: Float64Array[] = []
  const profiles = new Map<string, Float64Array>()
  const problems: Problem[] = []
  for (let day = 0; day < dayCount && problems.length < maxProblems; day++) {
    const cells = lines[day + 1].split(',')
    const where = `${place} line ${day + 2}`
    problems.push(...rowProblems(cells, day, where))
    columns.forEach((column, k) => (column[day] = Number(cells[k + 1])))
    const knots = cells[5] ?? ''
    const profile = profiles.get(knots) ?? parseKnots(knots)
    if (profile === null)
      problems.push(toProblem('bad-soc-knots', where, knots, 'Write knots hour:soc;… with hours rising within 0 … 24, soc in 0 … 1.'))
    else profiles.set(knots, profile)
    socFrac.push(profile ?? new Float64Array(0))
  }
  const [meanDegC, yearDegC, yearPeakDay, dayDegC] = columns
  return { value: problems.length > 0 ? null : { dayCount, meanDegC, yearDegC, yearPeakDay, dayDegC, socFrac }, problems }
}

function rowProblems(cells: readonly string[], day: number, where: string): Problem[] {
  if (cells.length !== header.length) return [toProblem('wrong-cell-count', where, cells.join(','), `Give ${header.length} cells.`)]
  if (cells[0] !== String(day))
    return [toProblem('day-out-of-order', where, cells[0], `Days run on from 0 without gaps: ${day} belongs here.`)]
  const bad = [1, 2, 3, 4].filter((k) => !isNumber(cells[k]))
  const problems = bad.map((k) => toProblem('not-a-number', where, cells[k], `Give a finite number for ${header[k]}.`))
  const coldest = Number(cells[1]) - Math.abs(Number(cells[2])) - Math.abs(Number(cells[4]))
  if (coldest <= -273.15) problems.push(toProblem('below-absolute-zero', where, `${coldest}`, 'Give temperatures in degrees C.'))
  return problems
}

function isNumber(text: string): boolean {
  return text.trim() !== '' && Number.isFinite(Number(text))
}

/** Soc at the 97 quarter hours by linear interpolation; `null` when the knots are not valid. */
function parseKnots(text: string): Float64Array | null {
  const hours: number[] = []
  const socs: number[] = []
  for (const knot of text.split(';')) {
    const parts = knot.split(':')
    if (parts.length !== 2 || !parts.every(isNumber)) return null
    const [hour, soc] = parts.map(Number)
    if (hour < (hours.at(-1) ?? 0) || hour > 24 || soc < 0 || soc > 1) return null
    hours.push(hour)
    socs.push(soc)
  }
  return Float64Array.from({ length: maxStressPoints }, (_, i) => interpolate(hours, socs, i / 4))
}

function interpolate(hours: readonly number[], socs: readonly number[], hour: number): number {
  let next = 0
  while (next < hours.length && hours[next] <= hour) next++
  if (next === 0) return socs[0]
  if (next === hours.length) return socs[next - 1]
  const slope = (socs[next] - socs[next - 1]) / (hours[next] - hours[next - 1])
  return socs[next - 1] + slope * (hour - hours[next - 1])
}

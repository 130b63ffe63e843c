import { daysFromCivil, civilFromDays } from '../../twin/index.ts'
import { zones } from '../calendar/index.ts'
import type { Field, NumberField, SeriesField, TextField } from '../descriptor/index.ts'
import type { Json } from './json.ts'
import { addProblem } from './report.ts'
import type { Report } from './report.ts'
import { findSimilar } from './suggest.ts'
import { convert, numberFromText } from './units.ts'

/** Models that a load may name. */
export interface Known {
  readonly models: readonly string[]
}

/** Checks one value against its descriptor; reports what is wrong and returns whether it can be used. */
export function checkField(field: Field, value: Json, path: string, known: Known, report: Report): boolean {
  if (field.kind === 'number') return checkNumber(field, value, path, report)
  return field.kind === 'text' ? checkText(field, value, path, known, report) : checkSeries(field, value, path, report)
}

/** Last key of a path: what a remedy tells people to write. */
function keyOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1)
}

function checkNumber(field: NumberField, value: Json, path: string, report: Report): boolean {
  if (value === null && field.isNullable) return true
  if (typeof value !== 'number') {
    const [code, remedy] = judgeNotNumber(field, value, keyOf(path))
    addProblem(report, code, path, value, remedy)
    return false
  }
  const found = judgeNumber(field, value, keyOf(path))
  if (found) addProblem(report, found[0], path, value, found[1])
  return found === null
}

function judgeNotNumber(field: NumberField, value: Json, key: string): [string, string] {
  const text = typeof value === 'string' ? value : ''
  const converted = numberFromText(text, field.unit)
  if (converted !== null && /[^\s0-9.,-]/.test(text)) return ['wrong-unit', `Write ${key}: ${converted} (${unitText(field.unit)})`]
  if (converted !== null) return ['wrong-type', `Write ${key}: ${converted} without quotes`]
  return ['wrong-type', `Write a number for ${key} (${unitText(field.unit)}), ${rangeText(field)}`]
}

function judgeNumber(field: NumberField, value: number, key: string): [string, string] | null {
  const [low, high] = field.range
  if (field.isWhole && value < 0 && low >= 0) return ['negative-count', `Write a whole number for ${key}, ${rangeText(field)}`]
  if (low === 0 && high === 1 && value > 1 && value <= 100)
    return ['out-of-range', `Write a fraction from 0 to 1: ${key}: ${convert(value, 0.01)} for ${value} %`]
  if (!(value >= low && value <= high)) return ['out-of-range', `Write a number for ${key} (${unitText(field.unit)}), ${rangeText(field)}`]
  if (field.isWhole && !Number.isSafeInteger(value)) return ['not-whole', `Write a whole number: ${key}: ${Math.round(value)}`]
  if (field.unit.startsWith('€') && !isWholeMicro(value))
    return ['too-many-decimals', `Write at most six decimals: ${key}: ${Number(value.toFixed(6))}`]
  return null
}

/** Micro-euros of an amount in euros: exact for every amount that the check lets pass. */
export function microEuros(euros: number): number {
  return Math.round(euros * 1e6)
}

/** An amount has at most six decimals when it is the float64 nearest to a whole number of micro-euros. */
function isWholeMicro(euros: number): boolean {
  return microEuros(euros) / 1e6 === euros
}

function unitText(unit: string): string {
  return unit === '1' ? 'a pure number' : `in ${unit}`
}

function rangeText({ range: [low, high], isWhole }: NumberField): string {
  if (isWhole && high >= Number.MAX_SAFE_INTEGER) return `${low} or more`
  return `from ${low} to ${high}`
}

function checkText(field: TextField, value: Json, path: string, known: Known, report: Report): boolean {
  if (typeof value !== 'string') {
    addProblem(report, 'wrong-type', path, value, `Write a text in double quotes for ${keyOf(path)}`)
    return false
  }
  const found = judgeText(field, value, known)
  if (found) addProblem(report, found[0], path, value, found[1])
  return found === null
}

function judgeText(field: TextField, value: string, known: Known): [string, string] | null {
  if (field.role === 'date') return isDate(value) ? null : ['bad-date', 'Write a date that exists as YYYY-MM-DD, 2020-01-01 to 2099-12-31']
  if (field.role === 'zone') return judgeName('unknown-zone', value, [...zones.keys()])
  if (field.role === 'choice') return judgeName('unknown-choice', value, field.choices)
  return field.role === 'model' ? judgeName('unknown-model', value, known.models) : null
}

/** `null` when the list has the name; else the code and a remedy with the likeliest names. */
export function judgeName(code: string, value: string, names: readonly string[]): [string, string] | null {
  if (names.includes(value)) return null
  const similar = findSimilar(value, names)
  const hint = similar === null ? '' : `Did you mean "${similar}"? `
  return [code, `${hint}Write one of: ${names.length > 0 ? names.join(', ') : 'none exist yet'}`]
}

/** Days since 1970-01-01 of a `YYYY-MM-DD` that exists, from 2020 to 2099; else `null`. */
export function epochDayOf(text: string): number | null {
  const match = /^(20[2-9][0-9])-([0-9]{2})-([0-9]{2})$/.exec(text)
  if (!match) return null
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  const days = daysFromCivil(year, month, day)
  const back = civilFromDays(days)
  return back.year === year && back.month === month && back.day === day ? days : null
}

function isDate(text: string): boolean {
  return epochDayOf(text) !== null
}

function checkSeries(field: SeriesField, value: Json, path: string, report: Report): boolean {
  const key = keyOf(path)
  const [least, most] = field.length
  const wanted = least === most ? `${least}` : `${least} to ${most}`
  if (!Array.isArray(value)) {
    addProblem(report, 'wrong-type', path, value, `Write ${wanted} numbers in brackets for ${key}`)
    return false
  }
  if (value.length < least || value.length > most) {
    addProblem(report, 'wrong-length', path, value, `Write ${wanted} numbers for ${key}, not ${value.length}`)
    return false
  }
  const [low, high] = field.range
  const isValid = (x: Json): boolean => typeof x === 'number' && x >= low && x <= high
  const wrong = value.flatMap((x: Json, i) => (isValid(x) ? [] : [i]))
  for (const i of wrong) addProblem(report, 'out-of-range', `${path}.${i}`, value[i] as Json, `Write a number from ${low} to ${high}`)
  if (wrong.length === 0 && low === 0 && value.every((x) => x === 0)) {
    addProblem(report, 'out-of-range', path, value, `Write at least one number above 0 for ${key}`)
    return false
  }
  return wrong.length === 0
}

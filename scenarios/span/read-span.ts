import type { Parsed } from '../../data/columns/index.ts'
import { addProblem, isObject, parseJson, readFileOf } from '../load/index.ts'
import type { Json, JsonObject, Report } from '../load/index.ts'
import { readCities } from './read-cities.ts'
import { readOverrides, readSeed } from './read-part.ts'
import type { Span } from './span.ts'

/** What tells a span's file from a scenario's. */
const spanFormat = 'voltwin-span'
const spanVersion = 1
const keys = ['format', 'version', 'name', 'description', 'seed', 'scenario', 'overrides', 'cities']

/** Whether a text is a span's file rather than a scenario's, sound or not. */
export function isSpan(text: string): boolean {
  const { value } = parseJson(text)
  return isObject(value) && value['format'] === spanFormat
}

/**
 * Reads a span's file. What is wrong is told all at once, each with its place (`cities.Aldern.share`), the value and what to write instead. Whether its
 * cities make whole scenarios is known only with the base: `placeCities`.
 */
export function readSpan(text: string): Parsed<Span> {
  const report: Report = { problems: [], layer: '' }
  const file = readFileOf({ format: spanFormat, version: spanVersion, keys }, text, report)
  if (file === null) return { value: null, problems: report.problems }
  const span: Span = {
    name: readWord(file, 'name', report),
    description: readDescription(file['description'], report),
    seed: readSeed(file['seed'], 'seed', report),
    scenario: readWord(file, 'scenario', report),
    overrides: readOverrides(file['overrides'], 'overrides', ['name', 'seed'], report),
    cities: readCities(file['cities'], report),
  }
  return { value: report.problems.length > 0 ? null : span, problems: report.problems }
}

function readWord(file: JsonObject, key: string, report: Report): string {
  const value = file[key]
  if (typeof value === 'string' && value !== '') return value
  addProblem(report, value === undefined ? 'missing-key' : 'wrong-type', key, value, `Write a text in double quotes for ${key}.`)
  return ''
}

function readDescription(value: Json | undefined, report: Report): string {
  if (value === undefined || typeof value === 'string') return value ?? ''
  addProblem(report, 'wrong-type', 'description', value, 'Write a text in double quotes for description.')
  return ''
}

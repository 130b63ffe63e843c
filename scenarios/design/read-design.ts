import type { Parsed } from '../../data/columns/index.ts'
import { addProblem, isObject, readFileOf } from '../load/index.ts'
import type { Json, JsonObject, Report } from '../load/index.ts'
import { baseName } from './design.ts'
import type { Design, NamedScenario } from './design.ts'
import { readFactors } from './read-factors.ts'
import { readPart, refuseSeed } from './read-part.ts'
import { readReplications, readScheme, readWarmUp } from './read-rules.ts'

const designFormat = 'voltwin-experiment'
const designVersion = 1

const keys = [
  'format',
  'version',
  'name',
  'description',
  'scenario',
  'city',
  'grid',
  'customers',
  'batteries',
  'weather',
  'goodRows',
  'model',
  'models',
  'overrides',
  'factors',
  'scenarios',
  'design',
  'replications',
  'warmUp',
]

/**
 * Reads a design file. Every key and level is checked against the scenario's descriptor; what is wrong is told all at once, each with its place
 * (`factors.couriers.levels.1 → couriers.count`), the value and what to write instead. Whether points make whole scenarios is known only with the base:
 * `placePoints`.
 */
export function readDesign(text: string): Parsed<Design> {
  const report: Report = { problems: [], layer: '' }
  const file = readFileOf({ format: designFormat, version: designVersion, keys }, text, report)
  if (file === null) return { value: null, problems: report.problems }
  const factors = readFactors(file['factors'], report)
  const scenarios = readScenarios(file['scenarios'], report)
  checkSubject(file, report)
  const design: Design = {
    name: readText(file, 'name', report) ?? '',
    description: readText(file, 'description', report, '') ?? '',
    scenario: readText(file, 'scenario', report) ?? '',
    city: readText(file, 'city', report, null),
    grid: readText(file, 'grid', report, null),
    customers: readText(file, 'customers', report, null),
    batteries: readText(file, 'batteries', report, null),
    weather: readText(file, 'weather', report, null),
    goodRows: readFlag(file, 'goodRows', report),
    model: readText(file, 'model', report, null),
    models: readTexts(file, 'models', report),
    overrides: readPart(file['overrides'] ?? {}, 'overrides', report),
    factors,
    scenarios,
    scheme: scenarios.length > 0 ? { kind: 'scenarios' } : readScheme(file['design'], factors, report),
    replications: readReplications(file['replications'], report),
    warmUp: readWarmUp(file['warmUp'], report),
  }
  return { value: report.problems.length > 0 ? null : design, problems: report.problems }
}

function readText<T extends string | null>(file: JsonObject, key: string, report: Report, fallback?: T): string | T | null {
  const value = file[key]
  if (value === undefined && fallback !== undefined) return fallback
  if (typeof value === 'string' && value !== '') return value
  if (typeof value === 'string' && fallback === '') return value
  const code = value === undefined ? 'missing-key' : 'wrong-type'
  addProblem(report, code, key, value, `Write a text in double quotes for ${key}.`)
  return null
}

function readFlag(file: JsonObject, key: string, report: Report): boolean {
  const value = file[key] ?? false
  if (typeof value === 'boolean') return value
  addProblem(report, 'wrong-type', key, value, `Write true or false for ${key}.`)
  return false
}

function readTexts(file: JsonObject, key: string, report: Report): string[] {
  const value = file[key] ?? []
  if (Array.isArray(value) && value.every((one): one is string => typeof one === 'string' && one !== '')) return value
  addProblem(report, 'wrong-type', key, value, `Write a list of texts for ${key}: ["model.json"].`)
  return []
}

function checkSubject(file: JsonObject, report: Report): void {
  const hasFactors = file['factors'] !== undefined
  if (hasFactors && file['scenarios'] !== undefined)
    addProblem(report, 'two-subjects', 'scenarios', undefined, 'Write either factors with a design, or scenarios.')
  if (!hasFactors && file['scenarios'] === undefined)
    addProblem(report, 'missing-key', 'factors', undefined, 'Write factors with their levels, or scenarios with what they change.')
  if (!hasFactors && file['design'] !== undefined)
    addProblem(report, 'design-without-factors', 'design', file['design'], 'Write factors with their levels, or leave the design out.')
}

function readScenarios(value: Json | undefined, report: Report): NamedScenario[] {
  if (value === undefined) return []
  if (!isObject(value) || Object.keys(value).length === 0) {
    addProblem(report, 'wrong-type', 'scenarios', value, 'Write an object: { "two more couriers": { "couriers": { "count": 8 } } }.')
    return []
  }
  return Object.entries(value).map(([name, overrides]) => {
    const place = `scenarios.${name}`
    if (name === baseName)
      addProblem(report, 'name-taken', place, name, 'Choose another name: the base itself is always a point of this name.')
    if (isObject(overrides)) refuseSeed(overrides, place, report)
    return { name, overrides: readPart(overrides, place, report) }
  })
}

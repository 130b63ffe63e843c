import type { Problem } from '../../data/columns/index.ts'
import { ageingModels, world } from '../descriptor/index.ts'
import { checkLayer } from './check-layer.ts'
import { isObject, parseJson } from './json.ts'
import type { Json, JsonObject } from './json.ts'
import { addProblem, shorten } from './report.ts'
import type { Report } from './report.ts'

/** Version of the file format that this build writes, and the newest that it reads. */
export const scenarioVersion = 1
export const formatName = 'voltwin-scenario'
const metaKeys = ['format', 'version', 'extends', 'description']
/** Files in a chain of `extends`. */
const maxChain = 16

export interface LoadOptions {
  /** Text of the scenario that `extends` names; `null` when there is none. */
  readonly resolve: (name: string) => string | null
  /** Name under which `resolve` would find this very scenario, so that a cycle is seen when it closes; absent when it has none. */
  readonly self?: string
  /** Laid over the scenario last, for flags such as `--seed`: a partial file without `format` and `version`. */
  readonly overrides?: JsonObject
  /** Ageing models that a product may name; all of `ageingModels` when absent. */
  readonly models?: readonly string[]
}

/** One file of a chain: what it says beside its meta keys. */
export interface Layer {
  readonly name: string
  readonly description: string
  readonly values: JsonObject
}

/** The scenario, its base, the base's base …; `null` when the chain cannot be followed to its end. */
export function readChain(text: string, options: LoadOptions, problems: Problem[]): Layer[] | null {
  const layers: Layer[] = []
  const names: string[] = options.self === undefined ? [] : [options.self]
  for (let next: string | null = text; next !== null;) {
    const report: Report = { problems, layer: layers.length === 0 ? '' : (names.at(-1) ?? '') }
    const file = readFile(next, report)
    if (file === null) return null
    layers.push(readLayer(file, options, report))
    const parent = nameOfBase(file, names, layers[0].name, report)
    if (parent === undefined) return null
    next = parent === null ? null : resolveBase(parent, options, report)
    if (parent !== null && next === null) return null
    if (parent !== null) names.push(parent)
  }
  return layers
}

function readFile(text: string, report: Report): JsonObject | null {
  const { value, problems } = parseJson(text)
  for (const { place, ...rest } of problems)
    report.problems.push({ ...rest, place: report.layer === '' ? place : `${report.layer} → ${place}` })
  if (problems.length > 0 && value === null) return null
  if (isObject(value)) return value
  addProblem(report, 'wrong-type', 'file', value, 'Write an object in braces: { "format": "voltwin-scenario", "version": 1, … }')
  return null
}

function readLayer(file: JsonObject, { models = ageingModels }: LoadOptions, report: Report): Layer {
  checkFormat(file, report)
  const values = Object.fromEntries(Object.entries(file).filter(([key]) => !metaKeys.includes(key)))
  const checked = checkLayer(world, values, { models }, report)
  if (!Object.hasOwn(values, 'name')) addProblem(report, 'missing-key', 'name', undefined, 'Give the scenario a name of its own')
  const { description } = file
  if (description !== undefined && typeof description !== 'string')
    addProblem(report, 'wrong-type', 'description', description, 'Write a text')
  const name = typeof checked['name'] === 'string' ? checked['name'] : ''
  return { name, description: typeof description === 'string' ? description : '', values: checked }
}

function checkFormat({ format, version }: JsonObject, report: Report): void {
  if (format !== formatName) addProblem(report, 'wrong-format', 'format', format, `Write "format": "${formatName}"`)
  if (typeof version === 'number' && version > scenarioVersion)
    addProblem(
      report,
      'newer-version',
      'version',
      version,
      `This build reads versions up to ${scenarioVersion}: use a newer Voltwin for this file`,
    )
  else if (version !== scenarioVersion) addProblem(report, 'wrong-format', 'version', version, `Write "version": ${scenarioVersion}`)
}

/** `null`: there is no base; `undefined`: it is named, and cannot be followed. */
function nameOfBase(file: JsonObject, names: readonly string[], ownName: string, report: Report): string | null | undefined {
  const name: Json | undefined = file['extends']
  if (name === undefined || name === null) return null
  if (typeof name !== 'string') {
    addProblem(report, 'wrong-type', 'extends', name, 'Write the name of one scenario in double quotes')
    return undefined
  }
  if (names.includes(name) || names.length >= maxChain) {
    const chain = (names[0] === ownName ? [...names, name] : [ownName, ...names, name]).map(shortName).join(' → ')
    addProblem(report, 'extends-cycle', 'extends', name, `Break the cycle: ${chain}`)
    return undefined
  }
  return name
}

function shortName(name: string): string {
  return name === '' ? 'this scenario' : name
}

function resolveBase(name: string, { resolve }: LoadOptions, report: Report): string | null {
  const text = resolve(name)
  if (text === null)
    addProblem(report, 'missing-base', 'extends', shorten(name).slice(1, -1), 'Name a scenario that exists, or a file beside this one')
  return text
}

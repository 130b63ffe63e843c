import type { Parsed, Problem } from '../../data/columns/index.ts'
import type { WorldSpec } from '../../twin/index.ts'
import { ageingModels, world } from '../descriptor/index.ts'
import { canonicalJson, hashSpec } from './canonical.ts'
import { checkLayer } from './check-layer.ts'
import { completeScenario } from './complete.ts'
import { checkConsistency } from './consistency.ts'
import { describeDifference } from './difference.ts'
import type { Difference } from './difference.ts'
import { isObject, parseJson } from './json.ts'
import type { Json, JsonObject } from './json.ts'
import { dropRemoved, mergeLayers } from './merge.ts'
import { addProblem, shorten } from './report.ts'
import type { Report } from './report.ts'
import { createSpec } from './to-spec.ts'

/** Version of the file format that this build writes, and the newest that it reads. */
export const scenarioVersion = 1
const formatName = 'voltwin-scenario'
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

export interface LoadedScenario {
  /** Frozen; what the engine takes. */
  readonly spec: WorldSpec
  /** The complete file: every key with its value. */
  readonly file: JsonObject
  /** For people; empty when the file has none. */
  readonly description: string
  /** Names from the scenario to the last base. */
  readonly chain: readonly string[]
  /** Against the direct base; empty without `extends`. */
  readonly difference: readonly Difference[]
  /** The complete file as canonical JSON: loads to the same specification. */
  readonly canonical: string
  /** 16 hex digits; equal for scenarios that give the same bits (names on screens do not count). */
  readonly hash: string
}

/** One file of a chain: what it says beside its meta keys. */
interface Layer {
  readonly name: string
  readonly description: string
  readonly values: JsonObject
}

/**
 * Reads a scenario with all that it extends. The value is `null` when anything is wrong; all problems are reported at once, each with
 * its path (`baseline → fleet.demandFactor` when it lies in a base), the offending value and what to write instead.
 */
export function loadScenario(text: string, options: LoadOptions): Parsed<LoadedScenario> {
  const problems: Problem[] = []
  const layers = readChain(text, options, problems)
  const overrides = checkOverrides(options, problems)
  if (layers === null) return { value: null, problems }
  const base = mergeAll(layers.slice(1))
  const merged = mergeLayers(world, mergeLayers(world, base, layers[0].values), overrides)
  const report: Report = { problems, layer: '' }
  const file = completeScenario(world, dropRemoved(world, merged), report)
  if (file === null) return { value: null, problems }
  const spec = createSpec(world, file)
  checkConsistency(spec, file, report)
  if (problems.length > 0) return { value: null, problems }
  return { value: describeLoaded(spec, file, layers, base), problems }
}

function describeLoaded(spec: WorldSpec, file: JsonObject, layers: readonly Layer[], base: JsonObject): LoadedScenario {
  const baseFile = layers.length > 1 ? completeScenario(world, dropRemoved(world, base), { problems: [], layer: '' }) : file
  return {
    spec,
    file,
    description: layers[0].description,
    chain: layers.map(({ name }) => name),
    difference: baseFile === null ? [] : describeDifference(baseFile, file),
    canonical: canonicalJson({ format: formatName, version: scenarioVersion, ...file }),
    hash: hashSpec(spec),
  }
}

function mergeAll(layers: readonly Layer[]): JsonObject {
  return layers.reduceRight((base: JsonObject, layer) => mergeLayers(world, base, layer.values), {})
}

/** The scenario, its base, the base's base …; `null` when the chain cannot be followed to its end. */
function readChain(text: string, options: LoadOptions, problems: Problem[]): Layer[] | null {
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
  if (isObject(value ?? undefined)) return value as JsonObject
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

function checkOverrides({ overrides = {}, models = ageingModels }: LoadOptions, problems: Problem[]): JsonObject {
  return checkLayer(world, overrides, { models }, { problems, layer: '' })
}

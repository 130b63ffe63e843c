import type { Parsed, Problem } from '../../data/columns/index.ts'
import type { WorldSpec } from '../../twin/index.ts'
import { ageingModels, world } from '../descriptor/index.ts'
import { formatName, readChain, scenarioVersion } from './chain.ts'
import type { Layer, LoadOptions } from './chain.ts'
import { canonicalJson, hashSpec } from './canonical.ts'
import { checkLayer } from './check-layer.ts'
import { completeScenario } from './complete.ts'
import { checkConsistency } from './consistency.ts'
import { describeDifference } from './difference.ts'
import type { Difference } from './difference.ts'
import type { JsonObject } from './json.ts'
import { dropRemoved, mergeLayers } from './merge.ts'
import type { Report } from './report.ts'
import { createSpec } from './to-spec.ts'

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

function checkOverrides({ overrides = {}, models = ageingModels }: LoadOptions, problems: Problem[]): JsonObject {
  return checkLayer(world, overrides, { models }, { problems, layer: '' })
}

import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Parsed } from '../../data/columns/index.ts'
import { loadScenario, resolveLibrary } from '../../scenarios/index.ts'
import type { JsonObject, LoadedScenario } from '../../scenarios/index.ts'

/**
 * Loads a scenario by file, or by name from the library. What it extends is looked for beside the file, then in the library.
 * `overrides` are laid over last, as by flags.
 */
export function readScenario(source: string, overrides: JsonObject): Parsed<LoadedScenario> {
  const folder = existsSync(source) ? dirname(source) : null
  const text = folder === null ? resolveLibrary(source) : readFileSync(source, 'utf8')
  if (text === null) {
    const remedy = 'Give a scenario file, or the name of a scenario of the library, such as baseline.'
    return { value: null, problems: [{ code: 'scenario-missing', place: 'scenario', value: source.slice(0, 80), remedy }] }
  }
  const resolve = (name: string): string | null => {
    const beside = folder === null ? null : join(folder, `${name}.json`)
    return beside !== null && existsSync(beside) ? readFileSync(beside, 'utf8') : resolveLibrary(name)
  }
  return loadScenario(text, { resolve, self: basename(source, '.json'), overrides })
}

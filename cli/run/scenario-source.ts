import { readFileSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Parsed, Problem } from '../../data/columns/index.ts'
import { loadScenario, resolveLibrary, resolveSpan } from '../../scenarios/index.ts'
import type { JsonObject, LoadedScenario } from '../../scenarios/index.ts'

/**
 * Loads a scenario by file, or by name from the library. What it extends is looked for beside the file, then in the library.
 * `overrides` are laid over last, as by flags.
 */
export function readScenario(source: string, overrides: JsonObject): Parsed<LoadedScenario> {
  const folder = isFile(source) ? dirname(source) : null
  const problems: Problem[] = []
  const text = folder === null ? resolveLibrary(source) : readText(source, problems)
  if (text === null) return { value: null, problems: problems.length > 0 ? problems : [describeMissing(source)] }
  const resolve = (name: string): string | null => {
    const beside = folder === null ? null : join(folder, `${name}.json`)
    return beside !== null && isFile(beside) ? readText(beside, problems) : resolveLibrary(name)
  }
  const loaded = loadScenario(text, { resolve, self: basename(source, '.json'), overrides })
  return problems.length > 0 ? { value: null, problems } : loaded
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true
}

function describeMissing(source: string): Problem {
  if (resolveSpan(source) !== null) {
    const remedy = 'It spans several cities, each a run of its own: only voltwin run takes it. Give a scenario here.'
    return { code: 'scenario-spans-cities', place: 'scenario', value: source, remedy }
  }
  const remedy = 'Give a scenario file, or the name of a scenario of the library, such as baseline.'
  return { code: 'scenario-missing', place: 'scenario', value: source.slice(-80), remedy }
}

function readText(file: string, problems: Problem[]): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file))
  } catch (error) {
    const isEncoding = error instanceof TypeError
    const value = (error instanceof Error ? error.message : String(error)).slice(0, 80)
    const remedy = isEncoding ? 'Save the file as UTF-8 text.' : 'Check that the file can be read, then try again.'
    problems.push({ code: isEncoding ? 'not-utf8' : 'read-failed', place: file, value, remedy })
    return null
  }
}

import { isObject, parseJson } from './json.ts'
import type { JsonObject } from './json.ts'
import { addProblem } from './report.ts'
import type { Report } from './report.ts'
import { findSimilar } from './suggest.ts'

/** What a file of ours says of itself, and the keys that it may have. */
export interface FileKind {
  readonly format: string
  readonly version: number
  readonly keys: readonly string[]
}

/** The object of a JSON file of a kind, with its keys judged but not their values; `null` where there is none, which is reported. */
export function readFileOf(kind: FileKind, text: string, report: Report): JsonObject | null {
  const { value: file, problems } = parseJson(text)
  report.problems.push(...problems)
  if (problems.length > 0) return null
  if (!isObject(file)) {
    const remedy = `Write an object in braces: { "format": "${kind.format}", "version": ${kind.version}, … }.`
    addProblem(report, 'wrong-type', 'file', file, remedy)
    return null
  }
  checkFormat(kind, file, report)
  checkKeys(file, kind.keys, '', report)
  return file
}

function checkFormat(kind: FileKind, { format, version }: JsonObject, report: Report): void {
  if (format !== kind.format) addProblem(report, 'wrong-format', 'format', format, `Write "format": "${kind.format}".`)
  if (typeof version === 'number' && version > kind.version) {
    const remedy = `This build reads versions up to ${kind.version}: use a newer Voltwin for this file.`
    addProblem(report, 'newer-version', 'version', version, remedy)
  } else if (version !== kind.version) addProblem(report, 'wrong-format', 'version', version, `Write "version": ${kind.version}.`)
}

/** Reports keys that nobody reads; a misspelt key must not be passed over. */
export function checkKeys(value: JsonObject, known: readonly string[], path: string, report: Report): void {
  for (const key of Object.keys(value)) {
    if (known.includes(key)) continue
    const similar = findSimilar(key, known)
    const remedy = similar === null ? `Remove it, or write one of: ${known.join(', ')}.` : `Did you mean "${similar}"?`
    addProblem(report, 'unknown-key', path === '' ? key : `${path}.${key}`, value[key], remedy)
  }
}

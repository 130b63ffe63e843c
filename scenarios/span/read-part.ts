import { addProblem, checkPart, isObject } from '../load/index.ts'
import type { Json, JsonObject, Report } from '../load/index.ts'

/** A seed at `path`: a whole number from 0 to 2⁵³ − 1. */
export function readSeed(value: Json | undefined, path: string, report: Report): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value
  const code = value === undefined ? 'missing-key' : typeof value === 'number' ? 'out-of-range' : 'wrong-type'
  addProblem(report, code, path, value, 'Write a whole number from 0 on, for example 1.')
  return 0
}

/** What a span sets for a key that a part of a scenario must leave alone. */
const setBySpan: Readonly<Record<string, string>> = {
  name: 'Remove it: the name is the span’s.',
  seed: 'Remove it: write "seed" beside "cities"; each city’s own is made of it and the city’s name.',
  days: 'Remove it: all cities run equally long. Write it under the overrides of the span.',
  startDate: 'Remove it: all cities begin on the same day. Write it under the overrides of the span.',
}

/** A part of a scenario that is laid over the base; `reserved` keys are not for it. */
export function readOverrides(value: Json | undefined, path: string, reserved: readonly string[], report: Report): JsonObject {
  if (value === undefined) return {}
  if (!isObject(value)) {
    addProblem(report, 'wrong-type', path, value, 'Write an object in braces with keys of a scenario.')
    return {}
  }
  for (const key of reserved)
    if (Object.hasOwn(value, key)) addProblem(report, 'not-variable', `${path}.${key}`, value[key], setBySpan[key])
  const part = checkPart(value, path)
  report.problems.push(...part.problems)
  return part.value ?? {}
}

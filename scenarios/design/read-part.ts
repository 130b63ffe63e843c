import { addProblem, checkPart, isObject } from '../load/index.ts'
import type { Json, JsonObject, Report } from '../load/index.ts'

/** A part of a scenario that is laid over the base. What the replications set, and what only names, is not for it. */
export function readPart(value: Json, path: string, report: Report): JsonObject {
  if (!isObject(value)) {
    addProblem(report, 'wrong-type', path, value, 'Write an object in braces with keys of a scenario.')
    return {}
  }
  for (const key of ['name', 'format', 'version', 'extends'] as const)
    if (Object.hasOwn(value, key))
      addProblem(report, 'not-variable', `${path}.${key}`, value[key], `Remove it: points are named by the design.`)
  const part = checkPart(value, path)
  report.problems.push(...part.problems)
  return part.value ?? {}
}

/** Points with seeds of their own would not meet the same luck. */
export function refuseSeed(overrides: JsonObject, place: string, report: Report): void {
  if (!Object.hasOwn(overrides, 'seed')) return
  const remedy = 'Remove it: the r-th replication of every point has the seed of the base + r. Write it under overrides for all.'
  addProblem(report, 'not-variable', `${place} → seed`, overrides['seed'], remedy)
}

import type { Field, Group, List, Node } from '../descriptor/index.ts'
import { isObject } from './json.ts'
import type { Json, JsonObject } from './json.ts'
import { childOf } from './merge.ts'
import { addProblem, hasProblemAt, joinPath } from './report.ts'
import type { Report } from './report.ts'

/** Fills every key that a merged scenario leaves out with its default; a key without default is a problem. `null` when one is missing. */
export function completeScenario(tree: Group, merged: JsonObject, report: Report): JsonObject | null {
  return completeBranch(tree, merged, '', report)
}

function completeBranch(node: Group | List, value: JsonObject, path: string, report: Report): JsonObject | null {
  const keys = node.kind === 'list' ? Object.keys(value) : Object.keys(node.children)
  const entries = keys.map((key): [string, Json | undefined] => {
    const child = childOf(node, key)
    return [key, child && completeNode(child, Object.hasOwn(value, key) ? value[key] : undefined, joinPath(path, key), report)]
  })
  const isComplete = entries.every((entry): entry is [string, Json] => entry[1] !== undefined)
  return isComplete ? Object.fromEntries(entries) : null
}

function completeNode(node: Node, value: Json | undefined, path: string, report: Report): Json | undefined {
  if (node.kind === 'list') return completeBranch(node, isObject(value) ? value : {}, path, report) ?? undefined
  if (node.kind !== 'group') return value ?? fallbackOf(node, value, path, report)
  const hasDefaults = Object.values(node.children).every(
    (child) => child.kind !== 'group' && child.kind !== 'list' && child.fallback !== undefined,
  )
  if (value === undefined && !hasDefaults) return reportMissing(node, path, report)
  return completeBranch(node, isObject(value) ? value : {}, path, report) ?? undefined
}

/** `null` is a value of its own where the descriptor allows it; the fallback stands only for what is missing. */
function fallbackOf(field: Field, value: Json | undefined, path: string, report: Report): Json | undefined {
  if (value === null) return null
  return field.fallback === undefined ? reportMissing(field, path, report) : field.fallback
}

/** A value that was given but refused is not missing: it has its problem already. */
function reportMissing(node: Node, path: string, report: Report): undefined {
  if (!hasProblemAt(report, path))
    addProblem(report, 'missing-key', path, undefined, `Write it, or extend a scenario that has it: ${node.meaning}`)
}

import type { Group, List, Node } from '../descriptor/index.ts'
import { checkField } from './check-field.ts'
import type { Known } from './check-field.ts'
import { isObject } from './json.ts'
import type { Json, JsonObject } from './json.ts'
import { addProblem, joinPath } from './report.ts'
import type { Report } from './report.ts'
import { findSimilar } from './suggest.ts'
import { convert, unitBetweenKeys } from './units.ts'

const idPattern = /^[A-Za-z0-9][A-Za-z0-9_/ -]{0,63}$/

/**
 * Checks one file of a chain, which need not be complete: every key known, every value of the right type, unit and range.
 * Returns what can be used; what cannot is reported and left out, so that one load finds all problems.
 */
export function checkLayer(tree: Group, layer: JsonObject, known: Known, report: Report): JsonObject {
  return checkGroup(tree, layer, '', known, report) as JsonObject
}

function checkNode(node: Node, value: Json, path: string, known: Known, report: Report): Json | undefined {
  if (node.kind === 'group') return checkGroup(node, value, path, known, report)
  if (node.kind === 'list') return checkList(node, value, path, known, report)
  return checkField(node, value, path, known, report) ? value : undefined
}

function checkGroup(node: Group | List, value: Json, path: string, known: Known, report: Report): JsonObject | undefined {
  if (!isObject(value)) {
    addProblem(report, 'wrong-type', path, value, `Write an object in braces: { ${Object.keys(node.children).slice(0, 3).join(', ')}, … }`)
    return undefined
  }
  return keepValid(value, (key, child) => {
    if (Object.hasOwn(node.children, key)) return checkNode(node.children[key], child, joinPath(path, key), known, report)
    reportUnknownKey(node, key, child, path, report)
    return undefined
  })
}

function checkList(node: List, value: Json, path: string, known: Known, report: Report): JsonObject | undefined {
  if (!isObject(value)) {
    addProblem(report, 'wrong-type', path, value, `Write an object with the ${node.item}’s id as key: { "my-${node.item}": { … } }`)
    return undefined
  }
  return keepValid(value, (id, item) => {
    const place = joinPath(path, id)
    if (idPattern.test(id)) return item === null ? null : checkGroup(node, item, place, known, report)
    addProblem(report, 'bad-id', place, id, 'Write an id of letters, digits, spaces, -, _ and /, beginning with a letter or digit')
    return undefined
  })
}

function keepValid(value: JsonObject, check: (key: string, child: Json) => Json | undefined): JsonObject {
  const kept = Object.entries(value).map(([key, child]): [string, Json | undefined] => [key, check(key, child)])
  return Object.fromEntries(kept.filter((entry): entry is [string, Json] => entry[1] !== undefined))
}

/** Says what was likely meant: the same key in another unit, a key alike, or which keys there are. */
function reportUnknownKey(node: Group | List, key: string, value: Json, path: string, report: Report): void {
  const names = Object.keys(node.children)
  const sameInOtherUnit = names.find((name) => unitBetweenKeys(key, name) !== null)
  const place = joinPath(path, key)
  if (sameInOtherUnit !== undefined) {
    const factor = unitBetweenKeys(key, sameInOtherUnit) ?? 1
    const converted = typeof value === 'number' ? convert(value, factor) : '…'
    return addProblem(report, 'wrong-unit', place, value, `Write ${sameInOtherUnit}: ${converted}`)
  }
  const similar = findSimilar(key, names)
  const remedy = similar === null ? `Remove it, or write one of: ${names.join(', ')}` : `Did you mean "${similar}"?`
  addProblem(report, 'unknown-key', place, value, remedy)
}

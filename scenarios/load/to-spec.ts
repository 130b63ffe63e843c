import type { WorldSpec } from '../../twin/index.ts'
import { resolveCalendar, zones } from '../calendar/index.ts'
import { specKeyOf } from '../descriptor/index.ts'
import type { Group, List, Node } from '../descriptor/index.ts'
import { epochDayOf, microEuros } from './check-field.ts'
import { compareCodeUnits } from './consistency.ts'
import type { Json, JsonObject } from './json.ts'
import { childOf } from './merge.ts'

/**
 * The frozen specification of a complete, valid file: money in whole micro-euros, lists as arrays in the order of their ids, start date
 * and zone resolved to a calendar.
 */
export function createSpec(tree: Group, file: JsonObject): WorldSpec {
  const { startDate, timeZone, ...rest } = branchToSpec(tree, file)
  const calendar = resolveCalendar(epochDayOf(startDate as string) ?? 0, rest['days'] as number, zones.get(timeZone as string)!)
  // The descriptor tree is typed by WorldSpec, and the file was checked against the tree: this is the one place where both meet.
  return freezeDeep({ ...rest, calendar } as unknown as WorldSpec)
}

function branchToSpec(node: Group | List, file: JsonObject): Record<string, unknown> {
  const entries = Object.keys(node.children).map((key): [string, unknown] => {
    const child = node.children[key]
    return isMoney(child) ? [specKeyOf(key), microEuros(file[key] as number)] : [key, nodeToSpec(child, file[key])]
  })
  return Object.fromEntries(entries)
}

function nodeToSpec(node: Node, value: Json): unknown {
  if (node.kind === 'group') return branchToSpec(node, value as JsonObject)
  return node.kind === 'list' ? listToSpec(node, value as JsonObject) : value
}

function listToSpec(node: List, items: JsonObject): unknown[] {
  return Object.keys(items)
    .toSorted(compareCodeUnits)
    .map((id) => ({ ...(node.idKey ? { [node.idKey]: id } : {}), ...branchToSpec(childOf(node, id) as Group, items[id] as JsonObject) }))
}

function isMoney(node: Node): boolean {
  return node.kind === 'number' && node.unit.startsWith('€')
}

function freezeDeep<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(freezeDeep)
  return Object.freeze(value)
}

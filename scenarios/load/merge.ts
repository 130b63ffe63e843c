import type { Group, List, Node } from '../descriptor/index.ts'
import { isObject } from './json.ts'
import type { Json, JsonObject } from './json.ts'

/**
 * Lays a layer over its base: groups and lists merge key by key, single values and series replace, `null` for a list's item removes it.
 * Laying on is associative, and an empty layer changes nothing, as long as no layer brings an item back that a lower one removed.
 */
export function mergeLayers(node: Group | List, base: JsonObject, layer: JsonObject): JsonObject {
  const merged = new Map<string, Json>(Object.entries(base))
  for (const [key, value] of Object.entries(layer)) merged.set(key, mergeValue(childOf(node, key), merged.get(key), value))
  return Object.fromEntries(merged)
}

/** `null` items removed: what a chain leaves in the end. */
export function dropRemoved(node: Group | List, value: JsonObject): JsonObject {
  const kept = Object.entries(value).filter(([, item]) => !(node.kind === 'list' && item === null))
  return Object.fromEntries(kept.map(([key, item]) => [key, dropInside(childOf(node, key), item)]))
}

function dropInside(node: Node | undefined, value: Json): Json {
  return isBranch(node) && isObject(value) ? dropRemoved(node, value) : value
}

function mergeValue(node: Node | undefined, base: Json | undefined, value: Json): Json {
  return isBranch(node) && isObject(base) && isObject(value) ? mergeLayers(node, base, value) : value
}

/** Under a list's id stands an item: a group of the list's children. */
export function childOf(node: Group | List, key: string): Node | undefined {
  if (node.kind === 'list') return { kind: 'group', meaning: node.meaning, children: node.children }
  return Object.hasOwn(node.children, key) ? node.children[key] : undefined
}

function isBranch(node: Node | undefined): node is Group | List {
  return node?.kind === 'group' || node?.kind === 'list'
}

import { findNode, listLeaves, unitOf } from '../descriptor/index.ts'
import { canonicalJson } from './canonical.ts'
import type { Json, JsonObject } from './json.ts'

/** One value in which two scenarios differ, by its path in the file. */
export interface Difference {
  readonly path: string
  /** Value in the base; `null` also where the base has no such item. */
  readonly base: Json
  readonly value: Json
  readonly unit: string
}

/**
 * Values in which two complete files differ, in the tree's order. The name is no difference. Of an item that only one of them has, all
 * values are listed, with `null` on the other side.
 */
export function describeDifference(base: JsonObject, scenario: JsonObject): Difference[] {
  const before = new Map(listLeaves(base).map(({ path, value }) => [path, value]))
  const after = new Map(listLeaves(scenario).map(({ path, value }) => [path, value]))
  const paths = [...new Set([...before.keys(), ...after.keys()])].filter((path) => path !== 'name')
  return paths.flatMap((path) => {
    const [old, now] = [before.get(path) ?? null, after.get(path) ?? null]
    if (before.has(path) === after.has(path) && canonicalJson(old) === canonicalJson(now)) return []
    return [{ path, base: old, value: now, unit: unitOf(findNode(path)) }]
  })
}

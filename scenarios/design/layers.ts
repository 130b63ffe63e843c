import { isObject } from '../load/index.ts'
import type { Json, JsonObject } from '../load/index.ts'

/** `a.b: 1` as `{ a: { b: 1 } }`. */
export function nestPath(path: string, value: Json): JsonObject {
  return path.split('.').reduceRight<Json>((inner, key) => ({ [key]: inner }), value) as JsonObject
}

/** One object of several with keys of one scenario; the later ones lie over the earlier. */
export function layOver(...parts: readonly JsonObject[]): JsonObject {
  const over = (a: Json | undefined, b: Json): Json => (isObject(a) && isObject(b) ? layOver(a, b) : b)
  const merged = new Map<string, Json>()
  for (const part of parts) for (const [key, value] of Object.entries(part)) merged.set(key, over(merged.get(key), value))
  return Object.fromEntries(merged)
}

/** Paths of all single values. */
export function leafPaths(value: Json, path: string): string[] {
  if (!isObject(value)) return [path]
  return Object.entries(value).flatMap(([key, child]) => leafPaths(child, path === '' ? key : `${path}.${key}`))
}

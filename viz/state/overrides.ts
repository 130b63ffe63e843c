import type { Json, JsonObject } from '../../scenarios/index.ts'

/** Edits by path of the scenario file: `couriers.count` → 14. */
export type Overrides = Readonly<Record<string, Json>>

/**
 * What of the form differs from the scenario. Days and seed say how long and with which luck both runs are lived, the unchanged one too: they
 * are no change of the plan, and the one rule for that is here.
 */
export function splitOverrides(overrides: Overrides): { readonly edits: Overrides; readonly seed?: number; readonly days?: number } {
  const { seed, days, ...edits } = overrides
  return { edits, ...(typeof seed === 'number' && { seed }), ...(typeof days === 'number' && { days }) }
}

/** Number of changes against the unchanged scenario. */
export function countEdits(overrides: Overrides): number {
  return Object.keys(splitOverrides(overrides).edits).length
}

/** The edits as a partial file, as the loader lays it over a scenario. */
export function nestOverrides(overrides: Overrides): JsonObject {
  const root: Record<string, Json> = {}
  for (const [path, value] of Object.entries(overrides)) {
    const keys = path.split('.')
    let branch = root
    for (const key of keys.slice(0, -1)) branch = branch[key] = { ...(branch[key] as Record<string, Json> | undefined) }
    branch[keys.at(-1)!] = value
  }
  return root
}

/** The single values of a partial file by their paths: what `nestOverrides` makes of edits, undone. */
export function flattenPart(part: JsonObject, under = ''): Overrides {
  const entries = Object.entries(part).flatMap(([key, value]): [string, Json][] =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.entries(flattenPart(value as JsonObject, `${under}${key}.`))
      : [[`${under}${key}`, value]],
  )
  return Object.fromEntries(entries)
}

/** The value at a path of a file; `undefined` where there is none. */
export function valueAt(file: JsonObject, path: string): Json | undefined {
  let value: Json | undefined = file
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.hasOwn(value, key)) return undefined
    value = (value as JsonObject)[key]
  }
  return value
}

/** The edits with one more, or without the one at `path` where it says what the file says anyway. */
export function withOverride(overrides: Overrides, base: JsonObject, path: string, value: Json): Overrides {
  const { [path]: _old, ...rest } = overrides
  return isSame(valueAt(base, path), value) ? rest : { ...rest, [path]: value }
}

export function isSame(a: Json | undefined, b: Json | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

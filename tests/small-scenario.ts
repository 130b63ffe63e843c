import { loadScenario, resolveLibrary } from '../scenarios/index.ts'
import type { JsonObject } from '../scenarios/load/json.ts'
import { generateCity } from '../twin/city/index.ts'
import type { City } from '../twin/city/index.ts'
import type { WorldSpec } from '../twin/spec.ts'

/** The baseline at a fiftieth of its size: every product, mode and rule of it, small enough for a test. */
const small: JsonObject = {
  days: 20,
  segments: { ebikes: { customers: 24 }, scooters: { customers: 30 }, tools: { customers: 3 }, homes: { customers: 6 } },
  hubs: { count: 2, chargers: 10, staff: 2 },
  shops: { count: 2 },
  boxes: { count: 4 },
  couriers: { count: 3 },
}

/** The small baseline, changed as a scenario file would. */
export function loadSmall(overrides: JsonObject = {}): WorldSpec {
  const text = resolveLibrary('baseline') ?? ''
  const { value, problems } = loadScenario(text, { resolve: resolveLibrary, overrides: merge(small, overrides) })
  if (value === null) throw new Error(problems.map((p) => `${p.place}: ${p.value}. ${p.remedy}`).join('\n'))
  return value.spec
}

function merge(base: JsonObject, over: JsonObject): JsonObject {
  const merged: Record<string, JsonObject[string]> = { ...base }
  for (const [key, value] of Object.entries(over)) merged[key] = isObject(value) && isObject(base[key]) ? merge(base[key], value) : value
  return merged
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

let city: City | undefined

/** The generated city, made once for all tests of a file. */
export function shareCity(): City {
  city ??= generateCity()
  return city
}

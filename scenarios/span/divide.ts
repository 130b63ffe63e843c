import { layOver } from '../design/index.ts'
import { isObject } from '../load/index.ts'
import type { Json, JsonObject } from '../load/index.ts'

/*
 * What of a scenario grows with a company: customers, and the places and couriers that serve them. Everything else (rates, prices, sizes of one place,
 * limits of one run) is the same in each part.
 */
const divided = ['hubs.count', 'shops.count', 'boxes.count', 'couriers.count'] as const

/**
 * Parts of a complete scenario file, as overrides. Of each figure the parts add up to the figure times the sum of the shares, rounded: every part gets the
 * whole number below, and the largest remainders (the first of equals) one more. A part has at least one hub.
 */
export function divideScenario(file: JsonObject, shares: readonly number[]): JsonObject[] {
  const parts: JsonObject[] = shares.map(() => ({}))
  const set = (path: readonly string[], figure: number, least = 0): void => {
    apportion(figure, shares).forEach((value, i) => (parts[i] = layOver(parts[i], nest(path, Math.max(least, value)))))
  }
  const { segments } = file
  for (const [id, segment] of Object.entries(isObject(segments) ? segments : {}))
    if (isObject(segment)) set(['segments', id, 'customers'], numberAt(segment, ['customers']))
  for (const path of divided) set(path.split('.'), numberAt(file, path.split('.')), path === 'hubs.count' ? 1 : 0)
  return parts
}

/** Whole numbers as near to figure × share as can be, which add up to the rounded figure × sum of the shares (Hamilton's method). */
export function apportion(figure: number, shares: readonly number[]): number[] {
  const total = Math.round(figure * shares.reduce((sum, share) => sum + share, 0))
  // What is whole but for the last bits of a decimal share counts as whole.
  const exact = shares.map((share) => Number((figure * share).toPrecision(12)))
  const parts = exact.map(Math.floor)
  const left = total - parts.reduce((sum, part) => sum + part, 0)
  const order = exact.map((_, i) => i).toSorted((a, b) => exact[b] - parts[b] - (exact[a] - parts[a]) || a - b)
  for (const i of order.slice(0, Math.max(0, left))) parts[i]++
  return parts
}

function numberAt(value: Json, path: readonly string[]): number {
  const found = path.reduce<Json | undefined>((inner, key) => (isObject(inner) ? inner[key] : undefined), value)
  return typeof found === 'number' ? found : 0
}

function nest(path: readonly string[], value: Json): JsonObject {
  return path.reduceRight<Json>((inner, key) => ({ [key]: inner }), value) as JsonObject
}

import type { Parsed, Problem } from '../../data/columns/index.ts'
import { layOver } from '../design/index.ts'
import { hashText, isObject } from '../load/index.ts'
import type { Json, JsonObject, LoadedScenario } from '../load/index.ts'
import { divideScenario } from './divide.ts'
import type { Span, SpanCity } from './span.ts'

/** A city of a span with its scenario: an ordinary run. */
export interface PlacedCity extends SpanCity {
  readonly scenario: LoadedScenario
}

/** Of a base that is shared out, what names places of one city: it cannot be in all of them. */
const ofOneCity = [
  'fleet.batteries',
  'fleet.purchases',
  'hubs.sites',
  'hubs.closures',
  'shops.sites',
  'boxes.sites',
  'couriers.areas',
  'couriers.staffing',
] as const

/**
 * Loads each city's scenario by `load`, which lays overrides over the base. A span with shares divides the base's customers, places and couriers by them.
 * `scale` makes the whole larger or smaller before. Problems carry the city's name.
 */
export function placeCities(span: Span, load: (overrides: JsonObject) => Parsed<LoadedScenario>, scale = 1): Parsed<PlacedCity[]> {
  const base = load(span.overrides)
  if (base.value === null) return { value: null, problems: base.problems }
  const { file } = base.value
  const isShared = span.cities.some(({ share }) => share !== null)
  const misplaced = isShared ? checkShared(file) : []
  if (misplaced.length > 0) return { value: null, problems: misplaced }
  const shares = span.cities.map(({ share }) => (share ?? 1) * scale)
  const parts = isShared || scale !== 1 ? divideScenario(file, shares) : shares.map(() => ({}))
  const problems: Problem[] = []
  const placed = span.cities.flatMap((city, i) => {
    const own = { seed: seedOfCity(span.seed, city.name), name: `${span.name}: ${city.name}` }
    const { value, problems: found } = load(layOver(span.overrides, parts[i], city.overrides, own))
    problems.push(...found.map((problem) => ({ ...problem, place: `cities.${city.name} → ${problem.place}` })))
    return value === null ? [] : [{ ...city, scenario: value }]
  })
  return { value: problems.length > 0 ? null : placed, problems }
}

function checkShared(file: JsonObject): Problem[] {
  return ofOneCity
    .filter((path) => itemsAt(file, path) > 0)
    .map((path) => ({
      code: 'of-one-city',
      place: `overrides → ${path}`,
      value: `${itemsAt(file, path)} in a base that is shared out`,
      remedy: 'Write it under the overrides of the city that it belongs to.',
    }))
}

function itemsAt(file: JsonObject, path: string): number {
  const list = path.split('.').reduce<Json | undefined>((inner, key) => (isObject(inner) ? inner[key] : undefined), file)
  return isObject(list) ? Object.keys(list).length : 0
}

/**
 * The seed of a city's run, 0 to 2⁵² − 1: of the span's and the city's name alone, so that a city meets the same luck in every span with that seed, whoever
 * else is there, and two cities do not meet the same.
 */
function seedOfCity(seed: number, name: string): number {
  return Number.parseInt(hashText(`${seed} ${name}`).slice(0, 13), 16)
}

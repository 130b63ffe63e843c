import type { Parsed, Problem } from '../../data/columns/index.ts'
import { layOver } from '../design/index.ts'
import type { JsonObject, LoadedScenario } from '../load/index.ts'
import { decideBy } from '../run/index.ts'
import { indexCities } from './combine.ts'
import type { SpanIndexes } from './combine.ts'
import { placeCities } from './place-cities.ts'
import type { PlacedCity } from './place-cities.ts'
import { readSpan } from './read-span.ts'
import type { Span } from './span.ts'

/** What a call changes of a span. */
export interface SpanChanges {
  readonly seed?: number
  readonly days?: number
  /** Customers, places and couriers of the whole, as a factor. */
  readonly scale?: number
}

/** A span with its cities as whole scenarios. */
export interface OpenedSpan {
  readonly span: Span
  readonly cities: readonly PlacedCity[]
  readonly indexes: SpanIndexes
}

/** Reads a span's file with all that it names but its cities' maps; `loadBase` lays overrides over the scenario that the span names. */
export function openSpan(
  text: string,
  { seed, days, scale }: SpanChanges,
  loadBase: (name: string, overrides: JsonObject) => Parsed<LoadedScenario>,
): Parsed<OpenedSpan> {
  const read = readSpan(text)
  if (read.value === null) return { value: null, problems: read.problems }
  const given = days === undefined ? read.value.overrides : layOver(read.value.overrides, { days })
  const span: Span = { ...read.value, overrides: given, seed: seed ?? read.value.seed }
  const placed = placeCities(span, (overrides) => loadBase(span.scenario, overrides), scale)
  if (placed.value === null) return { value: null, problems: placed.problems }
  const unmade = placed.value.flatMap(({ name, scenario }) => decideBy(scenario.spec, []).problems.map((problem) => inCity(name, problem)))
  if (unmade.length > 0) return { value: null, problems: unmade }
  return { value: { span, cities: placed.value, indexes: indexCities(placed.value.map(({ scenario }) => scenario.spec)) }, problems: [] }
}

/** A problem with the city that it is of. */
export function inCity(name: string, problem: Problem): Problem {
  return { ...problem, place: `cities.${name} → ${problem.place}` }
}

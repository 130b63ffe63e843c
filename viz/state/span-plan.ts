import type { Parsed } from '../../data/columns/index.ts'
import { inCity, loadScenario, openSpan, resolveLibrary, resolveSpan } from '../../scenarios/index.ts'
import type { OpenedSpan, PlacedCity } from '../../scenarios/index.ts'
import type { RunRequest } from '../run-api.ts'

/** Where a span's file comes from. */
export type SpanSource =
  | { readonly kind: 'library'; readonly name: string }
  | { readonly kind: 'file'; readonly name: string; readonly text: string }

/** A span as the person wants it run. */
export interface SpanChoice {
  readonly source: SpanSource
  /** Of what the file says, 0..1. */
  readonly scale: number
  readonly days: number
}

/** A city of a span as the page can run it. */
export interface PlannedCity {
  readonly name: string
  readonly customers: number
  readonly request: RunRequest
}

export interface SpanPlan {
  readonly name: string
  readonly description: string
  readonly days: number
  readonly cities: readonly PlannedCity[]
}

/** Reads a span with its scenarios. Cities whose map is a file cannot be run in a page: that is a problem of theirs. */
export function planSpan({ source, scale, days }: SpanChoice): Parsed<SpanPlan> {
  const text = source.kind === 'library' ? resolveSpan(source.name) : source.text
  const opened = openSpan(text ?? '', { scale, days }, (name, overrides) => {
    const base = resolveLibrary(name)
    return base === null ? missing(name) : loadScenario(base, { resolve: resolveLibrary, self: name, overrides })
  })
  if (opened.value === null) return { value: null, problems: opened.problems }
  const { span, cities } = opened.value
  const problems = cities.flatMap(({ name, place }) => (place.kind === 'extract' ? [inCity(name, ofFile(place.extract))] : []))
  if (problems.length > 0) return { value: null, problems }
  return { value: { name: span.name, description: span.description, days, cities: planCities(opened.value) }, problems: [] }
}

function planCities({ cities }: OpenedSpan): PlannedCity[] {
  return cities.map(({ name, place, scenario }) => {
    const plan = place.kind === 'generated' ? { plan: { seed: place.seed, name } } : {}
    return { name, customers: countCustomers(scenario), request: { scenario: scenario.canonical, city: { kind: 'generated', ...plan } } }
  })
}

function countCustomers({ spec }: PlacedCity['scenario']): number {
  return spec.segments.reduce((sum, { customers }) => sum + customers, 0)
}

function missing(name: string) {
  const remedy = 'In the page the base is a scenario of the library, such as baseline; with a file of your own use voltwin run.'
  return { value: null, problems: [{ code: 'scenario-missing', place: 'scenario', value: name.slice(0, 80), remedy }] }
}

function ofFile(file: string) {
  const remedy = 'In the page cities are generated ones ("generated": a seed); with a map of your own use voltwin run.'
  return { code: 'city-of-a-file', place: 'extract', value: file.slice(-80), remedy }
}

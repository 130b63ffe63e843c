import type { JsonObject } from '../load/index.ts'

/** A company in several cities, each of which is a run of its own. */
export interface Span {
  readonly name: string
  readonly description: string
  /** Each city's own seed is made of it and the city's name (`seedOfCity`). */
  readonly seed: number
  /** The base: a file beside the span's, or a name of the library. */
  readonly scenario: string
  /** Laid over the base for all cities. */
  readonly overrides: JsonObject
  /** In the order of their names, whatever their order in the file: nothing of a span depends on it. */
  readonly cities: readonly SpanCity[]
}

export interface SpanCity {
  readonly name: string
  readonly place: CityPlace
  /** Part of the base that is here; `null`: the base as a whole, as in every other city of that span. */
  readonly share: number | null
  /** Laid over the base, and over this city's part of it. */
  readonly overrides: JsonObject
}

/** Where a city comes from; files are named as in the span's file. */
export type CityPlace =
  | { readonly kind: 'generated'; readonly seed: number }
  | { readonly kind: 'extract'; readonly extract: string; readonly grid: string | null }

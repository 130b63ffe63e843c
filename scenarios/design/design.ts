import type { Precision } from '../experiment/index.ts'
import type { JsonObject } from '../load/index.ts'

/** What an experiment asks: which scenarios, made from one base, are run how often. Read from a file by `readDesign`. */
export interface Design {
  readonly name: string
  readonly description: string
  /** Base scenario: a file, or a name of the library. */
  readonly scenario: string
  /** An OpenStreetMap extract and a population grid, as the file names them; `null` for the generated city. */
  readonly city: string | null
  readonly grid: string | null
  /** A company's own tables, as the file names them; `goodRows`: rows that cannot be used are left out. */
  readonly customers: string | null
  readonly batteries: string | null
  readonly weather: string | null
  readonly goodRows: boolean
  /** File of a learned model that decides in the base, and of further ones that levels name by their hash. */
  readonly model: string | null
  readonly models: readonly string[]
  /** Laid over the base for all points, for example fewer days. */
  readonly overrides: JsonObject
  readonly factors: readonly Factor[]
  readonly scheme: Scheme
  /** Scenarios named one by one, where there are no factors. */
  readonly scenarios: readonly NamedScenario[]
  readonly replications: ReplicationRule
  readonly warmUp: WarmUpRule
}

/** Something that is set on purpose: one key of the scenario or several together. */
export interface Factor {
  readonly name: string
  readonly levels: readonly Level[]
  /** Where any number between two is meant, as a Latin hypercube needs it. */
  readonly range: FactorRange | null
}

export interface Level {
  readonly name: string
  readonly overrides: JsonObject
  /** The level as a number, where it is one. */
  readonly value: number | null
}

export interface FactorRange {
  /** Key of the scenario. */
  readonly path: string
  readonly low: number
  readonly high: number
  readonly isWhole: boolean
}

export interface NamedScenario {
  readonly name: string
  readonly overrides: JsonObject
}

/** How points are chosen among the factors' levels. */
export type Scheme =
  | { readonly kind: 'full' }
  | { readonly kind: 'fractional'; readonly resolution: number | null; readonly generators: Readonly<Record<string, readonly string[]>> }
  | { readonly kind: 'latin'; readonly points: number; readonly seed: number }
  | { readonly kind: 'scenarios' }

/** `sequential`: as many for every point as the widest interval of one KPI needs. */
export type ReplicationRule =
  | { readonly kind: 'fixed'; readonly n: number }
  | { readonly kind: 'sequential'; readonly kpi: string; readonly precision: Precision }

/** `auto`: what MSER-5 finds in a pilot of the base. */
export type WarmUpRule = { readonly kind: 'days'; readonly days: number } | { readonly kind: 'auto' }

/** One scenario of an experiment. `levels` holds the level of each factor, in their order; empty where there are no factors. */
export interface DesignPoint {
  readonly name: string
  readonly levels: readonly Level[]
  readonly overrides: JsonObject
}

/** The unchanged base, to which all points are compared. */
export const baseName = 'base'

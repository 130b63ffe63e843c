import { appendColumns, columnOf, createBuilder, createColumns, viewBuilder } from '../../data/columns/index.ts'
import type { Column, ColumnTable, TableBuilder } from '../../data/columns/index.ts'
import { dailyFacts, fadeFacts, hourlyFacts } from '../../twin/index.ts'
import type { WorldSpec } from '../../twin/index.ts'
import { canonicalJson, hashText } from '../load/index.ts'
import { hashManifest } from '../manifest/index.ts'
import type { Manifest } from '../manifest/index.ts'

/** How indexes of one city's facts stand in those of the whole. */
export interface CityIndexes {
  /** Added to a hub's index. */
  readonly hubOffset: number
  /** By product of the city: its index in the whole. */
  readonly products: Int32Array
}

/** What indexes of the whole mean. */
export interface SpanIndexes {
  readonly cities: readonly CityIndexes[]
  /** Ids of the products of all cities, in code-unit order. */
  readonly products: readonly string[]
  readonly hubs: number
}

/** Gives every hub of every city an index of its own, and every product one by its id. The specs stand in the order of the cities' names. */
export function indexCities(specs: readonly WorldSpec[]): SpanIndexes {
  const products = [...new Set(specs.flatMap((spec) => spec.products.map(({ id }) => id)))].toSorted((a, b) => (a < b ? -1 : 1))
  let hubs = 0
  const cities = specs.map((spec) => {
    const hubOffset = hubs
    // Those that the rule sets and those by hand: never fewer than there are.
    hubs += spec.hubs.count + spec.hubs.sites.length
    return { hubOffset, products: Int32Array.from(spec.products, ({ id }) => products.indexOf(id)) }
  })
  return { cities, products, hubs }
}

/** Adds up the facts of cities, one after the other, so that one city's tables are in memory at a time. */
export interface FactSum {
  readonly add: (facts: readonly ColumnTable[], indexes: CityIndexes) => void
  /** `daily`, `hourly` and `fade` of the whole: every KPI is the same SQL over them. */
  readonly tables: () => readonly ColumnTable[]
}

/** The sum has the same rows by whomever the parts were made, as long as they are added in the order of the cities' names. */
export function createFactSum(): FactSum {
  const daily = createBuilder(dailyFacts, 4096)
  const hourly = createBuilder(hourlyFacts, 4096)
  const fade = new Map<number, readonly [number, number]>()
  return {
    add: (facts, indexes) => {
      for (const table of facts) {
        if (table.descriptor.name === dailyFacts.name) appendCity(daily, table, indexes)
        else if (table.descriptor.name === hourlyFacts.name) appendCity(hourly, table, indexes)
        else addFade(fade, table)
      }
    },
    tables: () => [viewBuilder(daily), viewBuilder(hourly), tabulateFade(fade)],
  }
}

function appendCity(sum: TableBuilder, table: ColumnTable, { hubOffset, products }: CityIndexes): void {
  const columns = sum.descriptor.columns.map(({ name }): Column => {
    const column = columnOf(table, name)
    if (name === 'hub') return Int32Array.from({ length: table.rows }, (_, row) => column[row] + hubOffset)
    return name === 'product' ? Int32Array.from({ length: table.rows }, (_, row) => products[column[row]]) : column
  })
  appendColumns(sum, columns, table.rows)
}

/** Bins of a model stay below this (`twin/fact-tables.ts`). */
const binsPerModel = 65_536

function addFade(sum: Map<number, readonly [number, number]>, table: ColumnTable): void {
  const [model, bin, batteries, millionths] = fadeFacts.columns.map(({ name }) => columnOf(table, name))
  for (let row = 0; row < table.rows; row++) {
    const key = model[row] * binsPerModel + bin[row]
    const [count, total] = sum.get(key) ?? [0, 0]
    sum.set(key, [count + batteries[row], total + millionths[row]])
  }
}

function tabulateFade(sum: ReadonlyMap<number, readonly [number, number]>): ColumnTable {
  const rows = [...sum].toSorted(([a], [b]) => a - b)
  const table = createColumns(fadeFacts, rows.length)
  rows.forEach(([key, [batteries, millionths]], row) => {
    table.columns.model[row] = Math.floor(key / binsPerModel)
    table.columns.bin[row] = key % binsPerModel
    table.columns.batteries[row] = batteries
    table.columns.fadeMillionths[row] = millionths
  })
  return table
}

/** A city's end state by its name; given in the order of names. */
export interface NamedHash {
  readonly name: string
  readonly hash: string
}

/** Hash of the end states of all cities, 16 hex digits. */
export function combineHashes(cities: readonly NamedHash[]): string {
  return hashText(canonicalJson(cities.map(({ name, hash }) => [name, hash])))
}

/** Everything that decides the bits of a span, city by city. */
export interface SpanManifest {
  /** 16 hex digits over the manifests of all cities with their names. */
  readonly hash: string
  readonly name: string
  readonly seed: number
  readonly products: readonly string[]
  readonly cities: readonly { readonly name: string; readonly firstHub: number; readonly manifest: Manifest }[]
}

/** `cities` in the order of their names, as `indexes` was made of. */
export function describeSpan(
  { name, seed }: { readonly name: string; readonly seed: number },
  { products, cities: places }: SpanIndexes,
  cities: readonly { readonly name: string; readonly manifest: Manifest }[],
): SpanManifest {
  const hash = combineHashes(cities.map((city) => ({ name: city.name, hash: hashManifest(city.manifest) })))
  return {
    hash,
    name,
    seed,
    products,
    cities: cities.map((city, i) => ({ name: city.name, firstHub: places[i].hubOffset, manifest: city.manifest })),
  }
}

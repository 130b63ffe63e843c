import type { Parsed, Problem, TextRows } from '../../data/columns/index.ts'
import { createHash } from '../../sim/hash/index.ts'
import { haversineM } from '../../twin/index.ts'
import type { City, OwnCustomers, OwnData, Survey, WorldSpec } from '../../twin/index.ts'
import { readOwnBatteries, tooMany } from './batteries.ts'
import { readOwnCustomers } from './customers.ts'
import { readOwnWeather } from './weather.ts'
import type { IsNearRoads } from './customers.ts'

/** A company's files, taken apart; each with the name that problems call it by. */
export interface OwnTables {
  readonly customers: { readonly table: TextRows; readonly name: string } | null
  readonly batteries: { readonly table: TextRows; readonly name: string } | null
  readonly weather?: { readonly table: TextRows; readonly name: string } | null
}

/** Farther from any road than this, a customer lives in another city. */
const mostAwayM = 2000

/** What became of the rows of one file. */
export interface TableReading {
  /** Rows that can be used. */
  readonly used: number
  /** Whether the file can be used, at least in part. */
  readonly isUsable: boolean
  readonly problems: readonly Problem[]
}

/** All files read; `null` for one that was not given. */
export interface OwnReading {
  /** What can be used; `null` where a file has no row that can, or more batteries than the scenario's limit. */
  readonly value: OwnData | null
  readonly customers: TableReading | null
  readonly batteries: TableReading | null
  readonly weather: TableReading | null
}

/**
 * A company's own customers, batteries and weather, read against a scenario and a city. Problems stand beside a value too: they say which rows are
 * left out, so that somebody can decide to go on with the others.
 */
export function readOwnData(tables: OwnTables, spec: WorldSpec, survey: Survey): Parsed<OwnData> {
  const steps = readOwnBySteps(tables, spec, survey)
  for (;;) {
    const { done, value } = steps.next()
    if (!done) continue
    const { customers, batteries, weather } = value
    return { value: value.value, problems: [customers, batteries, weather].flatMap((reading) => reading?.problems ?? []) }
  }
}

/** The same bit by bit, and told file by file: yields the share that is read, 0..1. */
export function* readOwnBySteps(
  { customers, batteries, weather = null }: OwnTables,
  spec: WorldSpec,
  survey: Survey,
): Generator<number, OwnReading, void> {
  const part = 1 / Math.max(1, [customers, batteries, weather].filter((table) => table !== null).length)
  const fromFrac = customers === null ? 0 : part
  const c = customers && (yield* rescale(readOwnCustomers(customers.table, spec, nearRoads(survey), customers.name), 0, part))
  const b = batteries && (yield* rescale(readOwnBatteries(batteries.table, spec, batteries.name), fromFrac, part))
  const t = weather && (yield* rescale(readOwnWeather(weather.table, spec, weather.name), 1 - part, part))
  const over = c === null || c.value === null ? [] : judgeSize(c.value, spec)
  const reading = {
    customers: c && { used: c.value?.count ?? 0, isUsable: c.value !== null && over.length === 0, problems: [...c.problems, ...over] },
    batteries: b && { used: b.rows, isUsable: b.value !== null, problems: b.problems },
    weather: t && { used: t.rows, isUsable: t.value !== null, problems: t.problems },
  }
  const isWhole = Object.values(reading).every((table) => table?.isUsable ?? true)
  const own = { customers: c?.value ?? null, batteries: b?.value ?? null, weather: t?.value ?? null }
  return { ...reading, value: isWhole ? { ...own, hash: hashOwn(own) } : null }
}

/** The share of a part as the share of the whole. */
function* rescale<T>(part: Generator<number, T, void>, fromFrac: number, spanFrac: number): Generator<number, T, void> {
  for (;;) {
    const step = part.next()
    if (step.done) return step.value
    yield fromFrac + spanFrac * step.value
  }
}

function nearRoads(survey: Survey): IsNearRoads {
  const { graph } = survey.city
  const box = boxOf(graph)
  return (lonDeg, latDeg) => {
    // To look for the nearest node from afar is dear, and swapped columns are far in every row. Twice as far: a box on a globe is not exact.
    const [edgeLonDeg, edgeLatDeg] = [clamp(lonDeg, box.west, box.east), clamp(latDeg, box.south, box.north)]
    if (haversineM(lonDeg, latDeg, edgeLonDeg, edgeLatDeg) > 2 * mostAwayM) return false
    const node = survey.nearestNode(lonDeg, latDeg)
    return node >= 0 && haversineM(lonDeg, latDeg, graph.lonDeg[node], graph.latDeg[node]) <= mostAwayM
  }
}

function boxOf({ lonDeg, latDeg }: City['graph']) {
  const spanOf = (column: ArrayLike<number>): readonly [number, number] => {
    const span: [number, number] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
    for (let i = 0; i < column.length; i++) {
      span[0] = Math.min(span[0], column[i])
      span[1] = Math.max(span[1], column[i])
    }
    return span
  }
  const [[west, east], [south, north]] = [spanOf(lonDeg), spanOf(latDeg)]
  return { west, east, south, north }
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value))
}

/** Batteries that these customers need, spares included, against the scenario's limit. */
function judgeSize(customers: OwnCustomers, spec: WorldSpec): Problem[] {
  const floatOf = (segment: number): number => spec.products.find(({ id }) => id === spec.segments[segment].product)?.floatFactor ?? 1
  const owned = customers.packs.reduce((sum, packs, row) => sum + packs * floatOf(customers.segment[row]), 0)
  return owned > spec.limits.batteries ? [tooMany(Math.ceil(owned), spec.limits.batteries)] : []
}

function hashOwn({ customers, batteries, weather }: Omit<OwnData, 'hash'>): string {
  const hash = createHash()
  if (customers !== null) {
    const { count, segment, lonDeg, latDeg, packs, mode, name } = customers
    for (const column of [segment, lonDeg, latDeg, packs, mode]) hash.addColumn(column, 0, count)
    for (const one of name) hash.addString(one)
  }
  hash.addString('batteries')
  if (batteries !== null)
    for (const column of [batteries.product, batteries.ageDays, batteries.sohFrac]) hash.addColumn(column, 0, batteries.count)
  // What a table does not say changes no name that runs had before it could.
  if (batteries?.multiplier.some((factor) => !Number.isNaN(factor))) hash.addColumn(batteries.multiplier, 0, batteries.count)
  if (weather !== null) {
    hash.addNumber(weather.firstDay)
    hash.addColumn(weather.hourDegC, 0, weather.hourDegC.length)
  }
  return hash.digest()
}

import type { Parsed, Problem, TextRows } from '../../data/columns/index.ts'
import { createHash } from '../../sim/hash/index.ts'
import { haversineM } from '../../twin/index.ts'
import type { OwnBatteries, OwnCustomers, OwnData, Survey, WorldSpec } from '../../twin/index.ts'
import { readOwnBatteries, tooMany } from './batteries.ts'
import { readOwnCustomers } from './customers.ts'

/** A company's files, taken apart; each with the name that problems call it by. */
export interface OwnTables {
  readonly customers: { readonly table: TextRows; readonly name: string } | null
  readonly batteries: { readonly table: TextRows; readonly name: string } | null
}

/** Farther from any road than this, a customer lives in another city. */
const mostAwayM = 2000

/**
 * A company's own customers and batteries, read against a scenario and a city. Problems stand beside a value too: they say which rows are
 * left out, so that somebody can decide to go on with the others. The value is `null` where a file has no row that can be used, or more
 * batteries than the scenario's limit.
 */
export function readOwnData({ customers, batteries }: OwnTables, spec: WorldSpec, survey: Survey): Parsed<OwnData> {
  const { graph } = survey.city
  const isNearRoads = (lonDeg: number, latDeg: number): boolean => {
    const node = survey.nearestNode(lonDeg, latDeg)
    return node >= 0 && haversineM(lonDeg, latDeg, graph.lonDeg[node], graph.latDeg[node]) <= mostAwayM
  }
  const nothing = { value: null, problems: [] }
  const c: Parsed<OwnCustomers> = customers === null ? nothing : readOwnCustomers(customers.table, spec, isNearRoads, customers.name)
  const b: Parsed<OwnBatteries> = batteries === null ? nothing : readOwnBatteries(batteries.table, spec, batteries.name)
  const over = c.value === null ? [] : judgeSize(c.value, spec)
  const isWhole = (customers === null || c.value !== null) && (batteries === null || b.value !== null) && over.length === 0
  const value = isWhole ? { customers: c.value, batteries: b.value, hash: hashOwn(c.value, b.value) } : null
  return { value, problems: [...c.problems, ...b.problems, ...over] }
}

/** Batteries that these customers need, spares included, against the scenario's limit. */
function judgeSize(customers: OwnCustomers, spec: WorldSpec): Problem[] {
  const floatOf = (segment: number): number => spec.products.find(({ id }) => id === spec.segments[segment].product)?.floatFactor ?? 1
  const owned = customers.packs.reduce((sum, packs, row) => sum + packs * floatOf(customers.segment[row]), 0)
  return owned > spec.limits.batteries ? [tooMany(Math.ceil(owned), spec.limits.batteries)] : []
}

function hashOwn(customers: OwnCustomers | null, batteries: OwnBatteries | null): string {
  const hash = createHash()
  if (customers !== null) {
    const { count, segment, lonDeg, latDeg, packs, mode, name } = customers
    for (const column of [segment, lonDeg, latDeg, packs, mode]) hash.addColumn(column, 0, count)
    for (const one of name) hash.addString(one)
  }
  hash.addString('batteries')
  if (batteries !== null)
    for (const column of [batteries.product, batteries.ageDays, batteries.sohFrac]) hash.addColumn(column, 0, batteries.count)
  return hash.digest()
}

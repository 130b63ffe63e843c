import type { FleetSpec, WorldSpec } from '../spec.ts'
import { customerName } from './customers.ts'
import type { CustomerTable } from './customers.ts'
import type { OwnBatteries } from './own-data.ts'

/** Batteries whose age or health is known, by battery name; all others start as the scenario says. */
export type KnownBatteries = ReadonlyMap<string, FleetSpec['batteries'][number]>

/**
 * What is known of single batteries: those that a fleet file names, and the company's own list dealt out product by product: first to the
 * customers in their order, pack by pack, then to the spares. Rows that this fleet has no battery for are left (a scenario is checked before).
 */
export function indexKnown(spec: WorldSpec, customers: CustomerTable, own: OwnBatteries | null): KnownBatteries {
  const known = new Map(spec.fleet.startFleet === 'file' ? spec.fleet.batteries.map((b) => [b.name, b]) : [])
  if (own === null) return known
  const names = spec.products.map((_, product) => namesOf(spec, customers, product))
  for (let row = 0; row < own.count; row++) {
    const next = names[own.product[row]].next()
    if (next.done) continue
    const sohFrac = Number.isNaN(own.sohFrac[row]) ? null : own.sohFrac[row]
    const multiplier = Number.isNaN(own.multiplier[row]) ? null : own.multiplier[row]
    known.set(next.value, { name: next.value, ageDays: own.ageDays[row], sohFrac, socFrac: null, multiplier })
  }
  return known
}

/** Names of a product's batteries at the start, in the order in which own ones are dealt. */
function* namesOf({ products, segments }: WorldSpec, customers: CustomerTable, product: number): Generator<string, void> {
  for (let row = 0; row < customers.count; row++) {
    if (customers.product[row] !== product) continue
    for (let pack = 1; pack <= customers.packs[row]; pack++) yield `${customerName(segments, customers, row)}/${pack}`
  }
  for (let spare = 1; ; spare++) yield `${products[product].id}/spare/${spare}`
}

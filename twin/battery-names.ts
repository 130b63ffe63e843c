import { stableId } from '../sim/random/index.ts'
import { customerName } from './layout/index.ts'
import type { CustomerTable, Layout } from './layout/index.ts'
import type { WorldSpec } from './spec.ts'
import type { World } from './world.ts'

/** How many spares of a product the start fleet has, beyond the contracts. */
export function countSpares(spec: WorldSpec, product: WorldSpec['products'][number]): number {
  const contracts = spec.segments.reduce((sum, s) => sum + (s.product === product.id ? s.customers * s.packsPerCustomer : 0), 0)
  return Math.max(0, Math.round(contracts * product.floatFactor) - contracts)
}

/**
 * Names of the start fleet in the order of its rows: `segment/customer/pack`, then `product/spare/number`. Without a table of customers they
 * are those that the scenario draws.
 */
export function* listStartNames(spec: WorldSpec, customers: CustomerTable | null = null): Generator<string, void> {
  for (const [name, packs] of customers === null ? listDrawn(spec) : listOf(spec, customers))
    for (let pack = 1; pack <= packs; pack++) yield `${name}/${pack}`
  for (const product of spec.products)
    for (let number = 1; number <= countSpares(spec, product); number++) yield `${product.id}/spare/${number}`
}

type NamedPacks = Generator<readonly [name: string, packs: number], void>

function* listDrawn({ segments }: WorldSpec): NamedPacks {
  for (const { id, customers, packsPerCustomer } of segments)
    for (let customer = 1; customer <= customers; customer++) yield [`${id}/${customer}`, packsPerCustomer]
}

function* listOf({ segments }: WorldSpec, customers: CustomerTable): NamedPacks {
  for (let row = 0; row < customers.count; row++) yield [customerName(segments, customers, row), customers.packs[row]]
}

/** Names of the batteries of a run by row, for whoever speaks of them outside of it. Later rows were bought or rebuilt. */
export interface BatteryNames {
  readonly byRow: string[]
}

export function createBatteryNames({ spec, customers }: Layout): BatteryNames {
  return { byRow: [...listStartNames(spec, customers)] }
}

/** The name of a row; those that came since the last call are found among the names that the supply has given out. */
export function nameOfBattery(names: BatteryNames, w: World, row: number): string {
  if (row >= names.byRow.length) nameNewRows(names, w)
  return names.byRow[row]
}

function nameNewRows({ byRow }: BatteryNames, w: World): void {
  const { purchases, rebuilt } = w.t.supply
  const given = w.layout.spec.products.flatMap((product, p) => [
    ...Array.from({ length: purchases[p] }, (_, i) => `purchase/${product.id}/${i + 1}`),
    ...Array.from({ length: rebuilt[p] }, (_, i) => `rebuilt/${product.id}/${i + 1}`),
  ])
  const nameOfId = new Map(given.map((name) => [stableId(name), name]))
  for (let row = byRow.length; row < w.t.clock.batteryRows[0]; row++) {
    byRow.push(nameOfId.get(w.t.battery.stableId[row]) ?? `battery/${row + 1}`)
  }
}

import { stableId } from '../sim/random/index.ts'
import { customerName } from './layout/index.ts'
import type { WorldSpec } from './spec.ts'
import type { World } from './world.ts'

/** How many spares of a product the start fleet has, beyond the contracts. */
export function countSpares(spec: WorldSpec, product: WorldSpec['products'][number]): number {
  const contracts = spec.segments.reduce((sum, s) => sum + (s.product === product.id ? s.customers * s.packsPerCustomer : 0), 0)
  return Math.max(0, Math.round(contracts * product.floatFactor) - contracts)
}

/** Names of the start fleet in the order of its rows: `segment/customer/pack`, then `product/spare/number`. */
export function* listStartNames(spec: WorldSpec): Generator<string, void> {
  for (const segment of spec.segments)
    for (let customer = 0; customer < segment.customers; customer++)
      for (let pack = 1; pack <= segment.packsPerCustomer; pack++) yield `${customerName(segment, customer)}/${pack}`
  for (const product of spec.products)
    for (let number = 1; number <= countSpares(spec, product); number++) yield `${product.id}/spare/${number}`
}

/** Names of the batteries of a run by row, for whoever speaks of them outside of it. Later rows were bought or rebuilt. */
export interface BatteryNames {
  readonly byRow: string[]
}

export function createBatteryNames(spec: WorldSpec): BatteryNames {
  return { byRow: [...listStartNames(spec)] }
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

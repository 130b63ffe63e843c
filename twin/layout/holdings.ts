import { DeliveryMode } from '../kinds.ts'
import type { WorldSpec } from '../spec.ts'
import type { CustomerTable } from './customers.ts'

const daysPerMonth = 30.4375

/** What the contracts add up to on any day, by fact cell: contracts do not change in a run, so this is summed once. */
export interface Holdings {
  readonly packs: Float64Array
  readonly assignedPacks: Float64Array
  readonly maintainedPacks: Float64Array
  /** Fees of a day. */
  readonly feeMicroEur: Float64Array
}

/** Sums the customers' contracts. */
export function layOutHoldings(spec: WorldSpec, customers: CustomerTable, cells: number): Holdings {
  const sums = () => new Float64Array(cells)
  const holdings = { packs: sums(), assignedPacks: sums(), maintainedPacks: sums(), feeMicroEur: sums() }
  for (let row = 0; row < customers.count; row++) {
    const cell = customers.cell[row]
    const packs = customers.packs[row]
    holdings.packs[cell] += packs
    if (spec.products[customers.product[row]].holding === 'assigned') holdings.assignedPacks[cell] += packs
    if (customers.mode[row] === DeliveryMode.fullMaintenance) holdings.maintainedPacks[cell] += packs
    holdings.feeMicroEur[cell] += dayFeeMicroEur(spec, customers, row)
  }
  return holdings
}

/** What a customer pays for a day, in whole micro-euros. */
export function dayFeeMicroEur(spec: WorldSpec, customers: CustomerTable, row: number): number {
  return Math.round((spec.segments[customers.segment[row]].feeMicroEurPerBatteryMonth / daysPerMonth) * customers.packs[row])
}

import { bookPromise } from './book.ts'
import { cellOfCustomer } from './exchange.ts'
import { DeliveryMode } from './kinds.ts'
import { today } from './world.ts'
import type { World } from './world.ts'

const periodDays = 30
const dayMs = 86_400_000

/** Full maintenance: every 30 days each customer's promise of availability is judged; sites take turns by their id. */
export function reviewAvailability(w: World): void {
  const { customers, spec } = w.layout
  for (let customer = 0; customer < customers.count; customer++) {
    if (customers.mode[customer] !== DeliveryMode.fullMaintenance) continue
    const age = today(w) + 1
    if (age < periodDays || (age + (customers.stableId[customer] % periodDays)) % periodDays !== 0) continue
    const contractMs = customers.packs[customer] * periodDays * dayMs
    const isKept = w.t.customer.downMs[customer] <= (1 - spec.sla.availabilityFrac) * contractMs
    w.t.customer.downMs[customer] = 0
    bookPromise(w, cellOfCustomer(w, customer), isKept, { customer })
  }
}

import { bookPromise } from './book.ts'
import { cellOfCustomer } from './exchange.ts'
import { customerList } from './list.ts'
import { nowMs, today } from './world.ts'
import type { World } from './world.ts'

const periodDays = 30

/** Full maintenance: every 30 days each customer's promise of availability is judged; sites take turns by their id, so a first span lasts up to 59 days. */
export function reviewAvailability(w: World): void {
  const { customers, spec } = w.layout
  const { startMs } = w.layout.days
  for (const customer of customers.maintained) {
    const age = today(w) + 1
    if (age < periodDays || (age + (customers.stableId[customer] % periodDays)) % periodDays !== 0) continue
    const days = age < 2 * periodDays ? age : periodDays
    const contractMs = customers.packs[customer] * (startMs[age] - startMs[age - days])
    const isKept = w.t.customer.downMs[customer] <= (1 - spec.sla.availabilityFrac) * contractMs
    w.t.customer.downMs[customer] = 0
    bookPromise(w, cellOfCustomer(w, customer), isKept, { customer })
  }
}

/** Full maintenance: a battery below its contract's soh is down from the end of the day on which it fell there, until it is replaced. */
export function noteWeak(w: World): void {
  const { customers, spec } = w.layout
  const { next, q, downSinceMs } = w.t.battery
  for (const customer of customers.maintained) {
    const { minimumSohFrac } = spec.segments[customers.segment[customer]]
    let battery = w.t.list.head[customerList(w, customer)]
    for (; battery >= 0; battery = next[battery])
      if (q[battery] < minimumSohFrac && downSinceMs[battery] < 0) downSinceMs[battery] = nowMs(w)
  }
}

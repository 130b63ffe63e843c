import { fireCustomer } from './customer.ts'
import { CustomerEvent } from './process/index.ts'
import { callFirst } from './station.ts'
import type { World } from './world.ts'

/**
 * Ready batteries of a type came to a place: those who wait for the type are served in turn; who waits for another one holds nobody up.
 * Each service shortens the queue, so the loop ends.
 */
export function serveWaiting(w: World, place: number, product: number): void {
  for (let first = callFirst(w, place, product); first >= 0; first = callFirst(w, place, product)) {
    fireCustomer(w, first, CustomerEvent.stationServes)
  }
}

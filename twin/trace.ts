import type { LogIds } from './log-writer.ts'
import type { World } from './world.ts'

/**
 * Hears what a run does while it does it, for those who draw it or tell its story. It reads the world and never changes it, so a run with a
 * trace has the bits of one without. Nothing is kept here: a restored world has no trace until it is given one.
 */
export interface RunTrace {
  /** A battery goes to a place, customer or carrier, or leaves the company; its row still says where it was. */
  readonly moved: (w: World, battery: number, placeKind: number, place: number) => void
  /** A courier's shift begins or ends. */
  readonly changedShift: (w: World, courier: number, isOn: boolean) => void
  /** A courier sets out for an order's door, or for the hub (−1). Waiting for the window to open comes after `arriveMs`. */
  readonly drove: (w: World, courier: number, order: number, departMs: number, arriveMs: number) => void
  /** An `OrderEvent` happened to an order; its row has the state that follows. */
  readonly ordered: (w: World, order: number, event: number) => void
  /** A promise was judged. */
  readonly promised: (w: World, isKept: boolean, ids: LogIds) => void
  /** Batteries changed hands: a swap of the customer's set, or a replacement of one battery. */
  readonly exchanged: (w: World, customer: number, packs: number, isReplacement: boolean) => void
  /** A place has no ready battery of a type that it should have, or has one again. */
  readonly ranOut: (w: World, place: number, product: number, isOut: boolean) => void
}

import type { ArenaTables } from '../arena/index.ts'

/** Stores of alike things by row: what lies there, and who waits for it. One of the two is always 0. */
export function storeSchema(stores: number) {
  return { store: { rows: stores, columns: { onHand: 'i32', backorders: 'i32' } } } as const
}

export type Stores = ArenaTables<ReturnType<typeof storeSchema>>['store']

/** What a demand meets at a store. */
export const StoreAnswer = { served: 0, waits: 1, lost: 2 } as const
export type StoreAnswer = (typeof StoreAnswer)[keyof typeof StoreAnswer]

/** One demand: served from what lies there, else it waits (`canWait`) or is lost. */
export function takeFromStore(stores: Stores, at: number, canWait: boolean): StoreAnswer {
  if (stores.onHand[at] > 0) {
    stores.onHand[at] -= 1
    return StoreAnswer.served
  }
  if (!canWait) return StoreAnswer.lost
  stores.backorders[at] += 1
  return StoreAnswer.waits
}

/** One thing comes in; `true` when somebody waited for it, who has it now. */
export function bringToStore(stores: Stores, at: number): boolean {
  if (stores.backorders[at] > 0) {
    stores.backorders[at] -= 1
    return true
  }
  stores.onHand[at] += 1
  return false
}

import { assert } from '../sim/assert.ts'
import { PlaceKind } from './kinds.ts'
import type { World } from './world.ts'

/** Batteries that the books say the company owns. */
export function expectedBatteries(w: World): number {
  const { atStart, bought, rebuilt, dismantled, recycled, sold, lost } = w.t.balance
  return atStart[0] + bought[0] + rebuilt[0] - dismantled[0] - recycled[0] - sold[0] - lost[0]
}

/** Batteries counted at all places; every one must stand in a list. */
export function countBatteries(w: World): number {
  const { placeKind, list } = w.t.battery
  const rows = w.t.clock.batteryRows[0]
  let count = 0
  for (let row = 0; row < rows; row++) {
    if (placeKind[row] === PlaceKind.gone) continue
    assert(list[row] >= 0, 'battery-nowhere', row)
    count += 1
  }
  return count
}

/** Batteries in all lists: the same number, counted from the other side. */
export function countListed(w: World): number {
  const { count } = w.t.list
  let total = 0
  for (let list = 0; list < count.length; list++) total += count[list]
  return total
}

/** Places = start + bought + rebuilt − dismantled − recycled − sold − lost or stolen; asserted every simulated day. */
export function assertBalance(w: World): void {
  const counted = countBatteries(w)
  assert(counted === expectedBatteries(w), 'balance', counted)
  assert(counted === countListed(w), 'balance-lists', counted)
}

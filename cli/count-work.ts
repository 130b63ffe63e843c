import { columnOf } from '../data/columns/index.ts'
import type { ColumnTable } from '../data/columns/index.ts'
import { DeliveryMode } from '../twin/index.ts'

/** What a fleet did, from its daily facts. */
export interface FleetWork {
  /** Batteries owned and not retired, a day each. */
  readonly batteryDays: number
  /** Batteries handed over in swaps and replacements. */
  readonly exchanges: number
  /** Realised shares of the exchanges; modes without any are left out. */
  readonly byMode: Readonly<Record<string, number>>
  readonly courierStops: number
}

export function countWork(daily: ColumnTable): FleetWork {
  const modes = columnOf(daily, 'mode')
  const sum = (name: string, mode?: number): number => {
    const column = columnOf(daily, name)
    let total = 0
    for (let row = 0; row < daily.rows; row++) if (mode === undefined || modes[row] === mode) total += column[row]
    return total
  }
  const exchanges = sum('swapPacks') + sum('replacements')
  const shares = Object.entries(DeliveryMode).map(
    ([name, mode]) => [name, (sum('swapPacks', mode) + sum('replacements', mode)) / exchanges] as const,
  )
  const byMode = Object.fromEntries(shares.filter(([, share]) => share > 0))
  return { batteryDays: sum('ownedDays'), exchanges, byMode, courierStops: sum('stops') }
}

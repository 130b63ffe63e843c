import type { Prices } from '../linear/index.ts'
import type { PlanBasis } from './basis.ts'
import type { FleetModel } from './model.ts'

/** What one unit more of something would save, in euros, by the prices of the relaxed model; only what saves something is listed. */
export interface Worth {
  readonly kind: 'courierHour' | 'budget' | 'hire' | 'spare' | 'box'
  /** Index of the month; −1 where it is of all months. */
  readonly month: number
  /** Index of the hub and of the pool; −1 where none is meant. */
  readonly hub: number
  readonly pool: number
  readonly savesEur: number
}

/** Below a cent nothing is worth saying. */
const leastEur = 0.01

/** Binding limits with what loosening each by one unit would save, the dearest first. */
export function sayPrices(basis: PlanBasis, fleet: FleetModel, { price }: Prices): Worth[] {
  const none = { month: -1, hub: -1, pool: -1 }
  const list: Worth[] = [
    { ...none, kind: 'budget', savesEur: -price[fleet.rows.budget] },
    { ...none, kind: 'box', savesEur: Math.max(0, -price[fleet.rows.boxes]) },
    ...fleet.rows.hires.map((row, month): Worth => ({ ...none, month, kind: 'hire', savesEur: -price[row] })),
    ...basis.months.flatMap((_, month) => basis.hubs.map((__, hub) => courierHour(fleet, price, month, hub))),
    ...basis.months.flatMap((_, month) =>
      basis.hubs.flatMap((__, hub) =>
        basis.pools.map((___, pool): Worth => ({ kind: 'spare', month, hub, pool, savesEur: price[fleet.rows.stock[month][hub][pool]] })),
      ),
    ),
  ]
  return list.filter(({ savesEur }) => savesEur > leastEur).toSorted((a, b) => b.savesEur - a.savesEur)
}

/**
 * A courier hour that costs nothing and needs no hiring: it moves the month's missed promises along their lines, and helps to keep the limit on
 * tours. Divided by the mean hours of a courier, since the model counts couriers.
 */
function courierHour(fleet: FleetModel, price: Float64Array, month: number, hub: number): Worth {
  const onLines = fleet.rows.chords[month][hub].reduce((sum, { row, slope }) => sum - price[row] * slope, 0)
  const onTours = price[fleet.rows.least[month][hub]]
  const hours = fleet.hoursEach[month][hub]
  return { kind: 'courierHour', month, hub, pool: -1, savesEur: hours === 0 ? 0 : (onLines + onTours) / hours }
}

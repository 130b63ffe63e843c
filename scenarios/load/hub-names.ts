import type { Problem } from '../../data/columns/index.ts'
import type { WorldSpec } from '../../twin/index.ts'
import { judgeName } from './check-field.ts'

/** What `orderHubNames` calls hubs after: the northernmost and southernmost first, the others by their direction from the centre. */
const directions = ['North', 'South', 'Centre', 'East', 'North-East', 'South-East', 'West', 'North-West', 'South-West']

/** Names that one of `count` hubs may have in some city; which of them a city has is known when hubs are placed on it. */
export function possibleHubNames(count: number): string[] {
  if (count <= 2) return directions.slice(0, count)
  const later = Array.from({ length: count - 2 }, (_, i) => directions.map((direction) => `${direction} ${i + 2}`))
  return [...directions, ...later.flat()]
}

/** Problems of items that name a hub which this city has not: check when the hubs are placed, before the run. */
export function checkHubNames({ hubs, couriers, fleet }: WorldSpec, namesInCity: readonly string[]): Problem[] {
  const named = [
    ...hubs.closures.map(({ hub }) => ({ place: 'hubs.closures', hub })),
    ...couriers.areas.map(({ name, hub }) => ({ place: `couriers.areas.${name}.hub`, hub })),
    ...couriers.staffing.map(({ hub }) => ({ place: 'couriers.staffing', hub })),
    ...fleet.purchases.map(({ hub }) => ({ place: 'fleet.purchases', hub })),
  ]
  return named.flatMap(({ place, hub }) => {
    const unknown = judgeName('unknown-hub', hub, namesInCity)
    return unknown ? [{ code: unknown[0], place, value: JSON.stringify(hub), remedy: unknown[1] }] : []
  })
}

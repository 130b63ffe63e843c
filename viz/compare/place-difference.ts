import type { PlaceFacts } from '../run-api.ts'
import type { RunPair } from './pair.ts'

export type Measure = 'promisesMissed' | 'stockOutMs' | 'exchanges'

/** What can be seen on the map, with its unit. */
export const measures: Readonly<Record<Measure, { readonly label: string; readonly unit: string }>> = {
  promisesMissed: { label: 'Promises missed', unit: '1' },
  stockOutMs: { label: 'Time without a ready battery', unit: 'ms' },
  exchanges: { label: 'Swaps and replacements', unit: '1' },
}

/** One hub, shop or box in both runs. */
export interface PlaceDifference {
  readonly name: string
  /** `PlaceKind`. */
  readonly kind: number
  /** Degrees from the city's origin. */
  readonly lonLat: readonly [number, number]
  /** `null` where the run has no place there. */
  readonly a: number | null
  readonly b: number | null
  /** B − A, a missing place as 0. */
  readonly difference: number
}

/**
 * Every place of either run, the largest difference first. A place is the same when it is of the same kind and stands at the same spot: names
 * are numbers, and another number of boxes moves them all.
 */
export function comparePlaces({ a, b }: RunPair, measure: Measure): readonly PlaceDifference[] {
  if (a.manifest.city !== b.manifest.city) return []
  const found = new Map<string, PlaceDifference>()
  eachPlace(a.places, measure, (key, place, value) =>
    found.set(key, { ...place, a: (found.get(key)?.a ?? 0) + value, b: null, difference: 0 }),
  )
  eachPlace(b.places, measure, (key, place, value) => {
    const known = found.get(key)
    found.set(key, { ...place, a: known?.a ?? null, b: (known?.b ?? 0) + value, difference: 0 })
  })
  return [...found.values()]
    .map((place) => ({ ...place, difference: (place.b ?? 0) - (place.a ?? 0) }))
    .toSorted((x, y) => Math.abs(y.difference) - Math.abs(x.difference))
}

function eachPlace(
  facts: PlaceFacts,
  measure: Measure,
  visit: (key: string, place: Pick<PlaceDifference, 'name' | 'kind' | 'lonLat'>, value: number) => void,
): void {
  const { count, name, kind, lonLat } = facts.places
  for (let row = 0; row < count; row++) {
    const [lon, lat] = [lonLat[2 * row], lonLat[2 * row + 1]]
    visit(`${kind[row]} ${lon} ${lat}`, { name: name[row], kind: kind[row], lonLat: [lon, lat] }, facts[measure][row])
  }
}

/** Largest circle on the map, pixels. */
const maxRadiusPx = 26

/** Radius of a difference beside the largest one: area by size. 0 where there is none. */
export function radiusOf(difference: number, largest: number): number {
  return difference === 0 || largest === 0 ? 0 : Math.max(4, maxRadiusPx * Math.sqrt(Math.abs(difference) / largest))
}

import type { DataSet } from '../data-set.ts'
import { fleetFeatures } from './fleet-features.ts'
import type { FleetRecord } from './fleet-record.ts'

/** Least and largest value of a feature that a model was trained on. */
export interface FeatureRange {
  readonly name: string
  readonly low: number
  readonly high: number
}

/** How much of what a fleet lived lies inside what a model has seen; shares 0..1 of the record's rows. */
export interface Coverage {
  readonly rows: number
  readonly insideFrac: number
  readonly byFeature: readonly { readonly name: string; readonly insideFrac: number }[]
  /** Equivalent full cycles a day of the batteries: a tenth is below the first, half below the second, nine tenths below the third. */
  readonly cyclesPerDay: readonly [number, number, number]
}

/** Ranges of every feature of a data set over some rows. */
export function rangesOf({ features, x }: DataSet, rows: Int32Array): FeatureRange[] {
  return features.map(({ name }, f) => {
    let [low, high] = [Infinity, -Infinity]
    for (const row of rows) {
      const value = x[row * features.length + f]
      low = Math.min(low, value)
      high = Math.max(high, value)
    }
    return { name, low, high }
  })
}

/** Holds a fleet's rows against the ranges of a model's features; a feature that no fleet measures is never inside. */
export function coverFleet(ranges: readonly FeatureRange[], { rows, x, battery }: FleetRecord): Coverage {
  const width = fleetFeatures.length
  const columns = ranges.map(({ name }) => fleetFeatures.findIndex((feature) => feature.name === name))
  const inside = ranges.map(() => 0)
  let all = 0
  for (let row = 0; row < rows; row++) {
    let isInside = true
    ranges.forEach(({ low, high }, i) => {
      const value = x[row * width + columns[i]]
      if (columns[i] >= 0 && value >= low && value <= high) inside[i] += 1
      else isInside = false
    })
    if (isInside) all += 1
  }
  const share = (count: number) => (rows === 0 ? 0 : count / rows)
  return {
    rows,
    insideFrac: share(all),
    byFeature: ranges.map(({ name }, i) => ({ name, insideFrac: share(inside[i]) })),
    cyclesPerDay: spreadOf(lastOf(battery, x, width)),
  }
}

/** The last known cycles a day of each battery. */
function lastOf(battery: Int32Array, x: Float64Array, width: number): Float64Array {
  const at = fleetFeatures.findIndex(({ name }) => name === 'cyclesPerDay')
  const last = new Map<number, number>()
  battery.forEach((one, row) => last.set(one, x[row * width + at]))
  return Float64Array.from(last.values())
}

function spreadOf(values: Float64Array): [number, number, number] {
  const sorted = values.toSorted()
  const at = (share: number) => sorted[Math.floor(share * Math.max(0, sorted.length - 1))] ?? NaN
  return [at(0.1), at(0.5), at(0.9)]
}

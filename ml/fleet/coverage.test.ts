import { expect, test } from 'vitest'
import { createKnownData } from '../data-set-fixture.ts'
import { coverFleet, rangesOf } from './coverage.ts'
import { fleetFeatures } from './fleet-features.ts'
import type { FleetRecord } from './fleet-record.ts'

/** Rows of two batteries: health and cycles a day as given, all else 0. */
function createRecord(rows: readonly (readonly [battery: number, sohFrac: number, cyclesPerDay: number])[]): FleetRecord {
  const at = (name: string) => fleetFeatures.findIndex((feature) => feature.name === name)
  const x = new Float64Array(rows.length * fleetFeatures.length)
  rows.forEach(([, soh, cycles], row) => {
    x[row * fleetFeatures.length + at('sohFrac')] = soh
    x[row * fleetFeatures.length + at('cyclesPerDay')] = cycles
  })
  return {
    rows: rows.length,
    battery: Int32Array.from(rows, ([battery]) => battery),
    day: new Float64Array(rows.length),
    x,
    lastDay: new Int32Array(2),
    daysToLimit: new Float64Array(2),
    days: 1,
  }
}

const record = createRecord([
  [0, 0.95, 0.2],
  [0, 0.85, 0.3],
  [1, 0.75, 0.9],
  [1, 0.65, 1.1],
])

test('says which share of a fleet’s rows lies within what was seen, over all features and for each', () => {
  const { rows, insideFrac, byFeature, cyclesPerDay } = coverFleet(
    [
      { name: 'sohFrac', low: 0.7, high: 1 },
      { name: 'cyclesPerDay', low: 0.25, high: 2 },
    ],
    record,
  )
  expect([rows, insideFrac]).toEqual([4, 0.5])
  expect(byFeature.map((one) => one.insideFrac)).toEqual([0.75, 0.75])
  expect(cyclesPerDay).toEqual([0.3, 0.3, 0.3])
})

test('what no fleet measures is never inside; an empty record covers nothing', () => {
  expect(coverFleet([{ name: 'log10VarDeltaQ', low: -9, high: 9 }], record).insideFrac).toBe(0)
  expect(coverFleet([{ name: 'sohFrac', low: 0, high: 1 }], createRecord([])).insideFrac).toBe(0)
})

test('ranges are of the rows asked for', () => {
  const data = createKnownData(3)
  const [first] = rangesOf(data, Int32Array.of(2, 5))
  expect(first).toEqual({ name: 'first', low: Math.min(data.x[6], data.x[15]), high: Math.max(data.x[6], data.x[15]) })
})

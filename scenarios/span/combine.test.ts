import { expect, test } from 'vitest'
import { columnOf, createColumns } from '../../data/columns/index.ts'
import type { ColumnTable, TableDescriptor } from '../../data/columns/index.ts'
import { dailyFacts, fadeFacts, hourlyFacts } from '../../twin/index.ts'
import type { WorldSpec } from '../../twin/index.ts'
import { combineHashes, createFactSum, indexCities } from './index.ts'

function tableOf(descriptor: TableDescriptor, rows: readonly Readonly<Record<string, number>>[]): ColumnTable {
  const table = createColumns(descriptor, rows.length)
  rows.forEach((row, i) => Object.entries(row).forEach(([name, value]) => (columnOf(table, name)[i] = value)))
  return table
}

const specOf = (hubs: number, byHand: number, ...products: string[]) =>
  ({ hubs: { count: hubs, sites: Array.from({ length: byHand }) }, products: products.map((id) => ({ id })) }) as unknown as WorldSpec

const cities = indexCities([specOf(2, 1, 'scooter', 'tool'), specOf(1, 0, 'ebike', 'scooter')])

test('hubs of two cities get different indexes, and a product one by its id', () => {
  expect(cities).toEqual({
    hubs: 4,
    products: ['ebike', 'scooter', 'tool'],
    cities: [
      { hubOffset: 0, products: Int32Array.of(1, 2) },
      { hubOffset: 3, products: Int32Array.of(0, 1) },
    ],
  })
})

test('facts of all cities stand together, and fade adds up by model and bin', () => {
  const sum = createFactSum()
  for (const indexes of cities.cities)
    sum.add(
      [
        tableOf(dailyFacts, [{ day: 4, hub: 0, product: 1, swaps: 5 }]),
        tableOf(hourlyFacts, [{ hourOfWeek: 7, hub: 0, product: 0, promisesDue: 2 }]),
        tableOf(fadeFacts, [
          { model: 1, bin: 3, batteries: 10, fadeMillionths: 100 },
          { model: 0, bin: 9, batteries: 1, fadeMillionths: 1 },
        ]),
      ],
      indexes,
    )
  const [daily, hourly, fade] = sum.tables()
  const rowsOf = (table: ColumnTable, ...names: string[]) => names.map((name) => [...columnOf(table, name)])
  expect(rowsOf(daily, 'day', 'hub', 'product', 'swaps')).toEqual([
    [4, 4],
    [0, 3],
    [2, 1],
    [5, 5],
  ])
  expect(rowsOf(hourly, 'hourOfWeek', 'hub', 'product', 'promisesDue')).toEqual([
    [7, 7],
    [0, 3],
    [1, 0],
    [2, 2],
  ])
  expect(rowsOf(fade, 'model', 'bin', 'batteries', 'fadeMillionths')).toEqual([
    [0, 1],
    [9, 3],
    [2, 20],
    [2, 200],
  ])
})

test('the combined hash tells names and states', () => {
  const a = { name: 'A', hash: '1' }
  const b = { name: 'B', hash: '2' }
  const hashes = [[a, b], [{ ...a, hash: '2' }, b], [a], [{ ...a, name: 'C' }, b]].map(combineHashes)
  expect(new Set(hashes).size).toBe(4)
  expect(combineHashes([a, b])).toMatch(/^[0-9a-f]{16}$/)
})

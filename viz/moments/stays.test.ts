import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { PlaceKind } from '../../twin/index.ts'
import { rowFloats } from './rows.ts'
import { isStaying, prepareStays, reachOfStock, StayFloat, stayOfBattery, type StayRows } from './stays.ts'

type Stay = readonly [battery: number, from: number, to: number, kind: number, holder: number]
const [places, customers] = [6, 12]

function prepare(stays: readonly Stay[], soh = 0.9): StayRows {
  const columns = {
    count: stays.length,
    battery: Uint32Array.from(stays, ([battery]) => battery),
    lonLat: new Float32Array(2 * stays.length),
    fromS: Float32Array.from(stays, ([, from]) => from),
    toS: Float32Array.from(stays, ([, , to]) => to),
    soh: new Float32Array(stays.length).fill(soh),
    placeKind: Uint8Array.from(stays, ([, , , kind]) => kind),
    holder: Int32Array.from(stays, ([, , , , holder]) => holder),
  }
  return prepareStays(columns, places, customers)
}

const read = ({ texels }: StayRows, row: number, float: number) => texels[rowFloats * row + float]
const rowsOf = ({ count }: StayRows) => Array.from({ length: count }, (_, row) => row)

describe('the filter of time', () => {
  test('a stay holds its first second and not its last: a battery that moves on is seen once', () => {
    const stays = prepare([
      [1, 0, 100, PlaceKind.customer, 1],
      [1, 100, 86_400, PlaceKind.hub, 0],
    ])
    for (const timeS of [0, 50, 99.5, 100, 100.5, 86_399])
      expect(rowsOf(stays).filter((row) => isStaying(stays, row, timeS))).toHaveLength(1)
    expect(read(stays, stayOfBattery(stays, 1, 99), StayFloat.toS)).toBe(100)
    expect(read(stays, stayOfBattery(stays, 1, 100), StayFloat.fromS)).toBe(100)
    expect([stayOfBattery(stays, 1, 86_400), stayOfBattery(stays, 0, 5), stayOfBattery(stays, 99, 5)]).toEqual([-1, -1, -1])
  })

  test('a day without gaps shows each battery exactly once at any time', () => {
    const cuts = fc.array(fc.integer({ min: 1, max: 86_399 }), { maxLength: 8 })
    fc.assert(
      fc.property(cuts, fc.integer({ min: 0, max: 86_399 }), (inner, timeS) => {
        const ends = [0, ...inner.toSorted((a, b) => a - b), 86_400]
        const stays = prepare(ends.slice(1).map((to, i): Stay => [7, ends[i], to, PlaceKind.customer, i]))
        const seen = rowsOf(stays).filter((row) => isStaying(stays, row, timeS))
        expect(seen).toEqual([stayOfBattery(stays, 7, timeS)])
      }),
    )
  })
})

test('rows are sorted by site, and each site finds its own', () => {
  const some = fc.record({ battery: fc.nat(20), kind: fc.constantFrom(0, 2, 3), holder: fc.nat(5) })
  fc.assert(
    fc.property(fc.array(some, { maxLength: 40 }), (list) => {
      const stays = prepare(list.map(({ battery, kind, holder }): Stay => [battery, 0, 9, kind, holder]))
      const bySite = Array.from({ length: places + customers }, (_, site) =>
        rowsOf(stays)
          .slice(stays.firstOfSite[site], stays.firstOfSite[site + 1])
          .map((row) => read(stays, row, StayFloat.battery)),
      )
      const expected = bySite.map((_, site) =>
        list.filter(({ kind, holder }) => (kind === 3 ? places + holder : holder) === site).map(({ battery }) => battery),
      )
      expect(bySite).toEqual(expected)
    }),
  )
})

test('an unknown health is below 0', () => {
  expect(read(prepare([[1, 0, 9, PlaceKind.hub, 2]], Number.NaN), 0, StayFloat.soh)).toBe(-1)
})

describe('a stock around its place', () => {
  const stock = (kind: number, size: number) => prepare(Array.from({ length: size }, (_, i): Stay => [i, 0, 9, kind, 2]))
  const spreads = (stays: StayRows) =>
    rowsOf(stays).map((row) => [read(stays, row, StayFloat.spreadX), read(stays, row, StayFloat.spreadY)] as const)

  test('grows outwards within its reach, leaves the symbol free, and no two batteries stand on each other', () => {
    const spread = spreads(stock(PlaceKind.hub, 200))
    const away = spread.map(([x, y]) => Math.hypot(x, y))
    expect(Math.min(...away)).toBeGreaterThan(4)
    for (let i = 1; i < away.length; i++) expect(away[i]).toBeGreaterThan(away[i - 1])
    expect(away.at(-1)).toBeLessThan(reachOfStock(200))
    const gaps = spread.flatMap(([x, y], a) => spread.slice(0, a).map(([u, v]) => Math.hypot(x - u, y - v)))
    expect(Math.min(...gaps)).toBeGreaterThan(1)
  })

  test('the battery of a customer stands where the customer is', () => {
    expect(spreads(stock(PlaceKind.customer, 1))).toEqual([[0, 0]])
  })

  test('a customer and a place of the same row do not share a stock', () => {
    const stays = prepare([
      [1, 0, 9, PlaceKind.box, 4],
      [2, 0, 9, PlaceKind.customer, 4],
    ])
    expect(spreads(stays)[1]).toEqual([0, 0])
  })
})

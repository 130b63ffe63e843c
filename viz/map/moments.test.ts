import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DrawWindow } from '../../scenarios/index.ts'
import { PlaceKind } from '../../twin/index.ts'
import { batteryPixels, isSeen, prepareLegs, prepareStays, shareOfLeg, spreadPixels, tailSeconds } from './moments.ts'

type Stay = readonly [battery: number, from: number, to: number, kind: number, holder: number]

function windowOf(stays: readonly Stay[]): DrawWindow {
  return {
    run: 1,
    fromMs: 0,
    toMs: 86_400_000,
    stays: {
      count: stays.length,
      battery: Uint32Array.from(stays, ([battery]) => battery),
      lonLat: new Float32Array(2 * stays.length),
      fromS: Float32Array.from(stays, ([, from]) => from),
      toS: Float32Array.from(stays, ([, , to]) => to),
      soh: new Float32Array(stays.length).fill(0.9),
      placeKind: Uint8Array.from(stays, ([, , , kind]) => kind),
      holder: Int32Array.from(stays, ([, , , , holder]) => holder),
    },
    legs: {
      count: 2,
      courier: Uint16Array.of(3, 3),
      lonLat: Float32Array.of(0, 0, 1, 0, 1, 0, 1, 1),
      fromS: Float32Array.of(10, 30),
      toS: Float32Array.of(30, 50),
      vehicle: Uint8Array.of(1, 1),
    },
  }
}

describe('the filter of time', () => {
  test('a stay holds its first second and not its last: a battery that moves on is seen once', () => {
    const { span } = prepareStays(
      windowOf([
        [1, 0, 100, PlaceKind.customer, 1],
        [1, 100, 86_400, PlaceKind.hub, 0],
      ]),
    )
    for (const timeS of [0, 50, 99.5, 100, 100.5, 86_399]) expect([0, 1].filter((row) => isSeen(span, row, timeS))).toHaveLength(1)
    expect(isSeen(span, 1, 100)).toBe(true)
    expect(isSeen(span, 1, 86_400)).toBe(false)
  })

  test('a day without gaps shows each battery exactly once at any time', () => {
    const cuts = fc.array(fc.integer({ min: 1, max: 86_399 }), { maxLength: 8 })
    fc.assert(
      fc.property(cuts, fc.integer({ min: 0, max: 86_399 }), (inner, timeS) => {
        const ends = [0, ...inner.toSorted((a, b) => a - b), 86_400]
        const stays = ends.slice(1).map((to, i): Stay => [7, ends[i], to, PlaceKind.customer, i])
        const { span, count } = prepareStays(windowOf(stays))
        expect(Array.from({ length: count }, (_, row) => isSeen(span, row, timeS)).filter(Boolean)).toHaveLength(1)
      }),
    )
  })
})

describe('a stock around its place', () => {
  const stock = (kind: number, size: number) =>
    prepareStays(windowOf(Array.from({ length: size }, (_, i): Stay => [i, 0, 9, kind, 2]))).spread
  const radii = (spread: Float32Array) => Array.from({ length: spread.length / 2 }, (_, i) => Math.hypot(spread[2 * i], spread[2 * i + 1]))

  test('grows outwards, leaves the symbol free, and no two batteries stand on each other', () => {
    const spread = stock(PlaceKind.hub, 200)
    const away = radii(spread)
    expect(Math.min(...away)).toBeGreaterThan(4)
    for (let i = 1; i < away.length; i++) expect(away[i]).toBeGreaterThan(away[i - 1])
    let nearest = Number.POSITIVE_INFINITY
    for (let a = 0; a < 200; a++)
      for (let b = 0; b < a; b++)
        nearest = Math.min(nearest, Math.hypot(spread[2 * a] - spread[2 * b], spread[2 * a + 1] - spread[2 * b + 1]))
    expect(nearest).toBeGreaterThan(1)
  })

  test('the battery of a customer stands where the customer is', () => {
    expect([...stock(PlaceKind.customer, 1)]).toEqual([0, 0])
  })

  test('a customer and a place of the same row do not share a stock', () => {
    const { spread } = prepareStays(
      windowOf([
        [1, 0, 9, PlaceKind.box, 4],
        [2, 0, 9, PlaceKind.customer, 4],
      ]),
    )
    expect(Array.from(spread.subarray(2))).toEqual([0, 0])
  })
})

test('a courier is at the start of its leg, half-way and at the end, and never two places at once', () => {
  const { span, level, id } = prepareLegs(windowOf([]))
  expect([shareOfLeg(span, 0, 10), shareOfLeg(span, 0, 20), shareOfLeg(span, 0, 30)]).toEqual([0, 0.5, 1])
  expect([isSeen(span, 0, 30), isSeen(span, 1, 30)]).toEqual([false, true])
  expect([[...level], [...id]]).toEqual([
    [1, 1],
    [3, 3],
  ])
})

test('dots and stocks grow with the zoom and stay within limits; tails grow with the speed', () => {
  for (const grow of [batteryPixels, spreadPixels]) {
    const sizes = [8, 10, 12, 14, 16, 18].map(grow)
    expect(sizes).toEqual(sizes.toSorted((a, b) => a - b))
    expect(sizes[0]).toBeGreaterThanOrEqual(1)
    expect(sizes.at(-1)).toBeLessThanOrEqual(9)
  }
  expect([1, 60, 600, 100_000].map(tailSeconds)).toEqual([120, 120, 900, 14_400])
})

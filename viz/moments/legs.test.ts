import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isUnderway, LegFloat, legsBetween, prepareLegs, shareOfLeg, slotS, type LegRows } from './legs.ts'
import { rowFloats } from './rows.ts'

const dayS = 86_400

/** One courier that goes from 0 to 1, 1 to 2 … degrees of longitude between the times. */
function prepare(timesS: readonly number[], courier = 3): LegRows {
  const count = timesS.length - 1
  const legs = {
    count,
    courier: new Uint16Array(count).fill(courier),
    lonLat: Float32Array.from(Array.from({ length: count }, (_, i) => [i, 0, i + 1, 0]).flat()),
    fromS: Float32Array.from(timesS.slice(0, -1)),
    toS: Float32Array.from(timesS.slice(1)),
    vehicle: new Uint8Array(count).fill(1),
  }
  return prepareLegs(legs, dayS)
}

const read = ({ texels }: LegRows, row: number, float: number) => texels[rowFloats * row + float]

/** Longitude of the courier at a second, as many times as it is somewhere. */
function placesAt(legs: LegRows, timeS: number): number[] {
  const [first, end] = legsBetween(legs, timeS, timeS)
  return Array.from({ length: end - first }, (_, i) => first + i)
    .filter((row) => isUnderway(legs, row, timeS))
    .map((row) => {
      const [from, to] = [read(legs, row, LegFloat.fromLon), read(legs, row, LegFloat.toLon)]
      return from + (to - from) * shareOfLeg(legs, row, timeS)
    })
}

test('a courier is at the start of its leg, half-way and at the end, and never two places at once', () => {
  const legs = prepare([10, 30, 50])
  expect([10, 20, 30, 40].flatMap((timeS) => placesAt(legs, timeS))).toEqual([0, 0.5, 1, 1.5])
  expect([placesAt(legs, 9), placesAt(legs, 50)]).toEqual([[], []])
  expect([read(legs, 0, LegFloat.courier), read(legs, 0, LegFloat.vehicle)]).toEqual([3, 1])
})

test('at any moment two slots hold all that is seen, however long the legs are and whether they begin before the window', () => {
  const steps = fc.array(fc.integer({ min: 1, max: 9000 }), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(fc.integer({ min: -5000, max: 80_000 }), steps, fc.integer({ min: 0, max: dayS - 1 }), (start, lasts, timeS) => {
      const times = lasts.reduce((list, last) => [...list, list.at(-1)! + last], [start])
      const leg = times.findLastIndex((from, i) => from <= timeS && i < lasts.length && timeS < times[i + 1])
      const expected = leg < 0 ? [] : [leg + (timeS - times[leg]) / lasts[leg]]
      const found = placesAt(prepare(times), timeS)
      expect(found).toHaveLength(expected.length)
      found.forEach((place, i) => expect(place).toBeCloseTo(expected[i], 3))
    }),
  )
})

test('a span holds every row that touches it, and no row lasts longer than a slot', () => {
  const legs = prepare([-4000, 100, 5000, 5010, 40_000, 90_000])
  for (const [fromS, toS] of [
    [-600, 0],
    [3000, 9000],
    [0, dayS],
    [86_000, 86_399],
  ] as const) {
    const [first, end] = legsBetween(legs, fromS, toS)
    for (let row = 0; row < legs.count; row++) {
      const [from, to] = [read(legs, row, LegFloat.fromS), read(legs, row, LegFloat.toS)]
      expect(to - from).toBeLessThanOrEqual(slotS + 1e-3)
      if (from <= toS && to >= fromS) expect(row >= first && row < end).toBe(true)
    }
  }
})

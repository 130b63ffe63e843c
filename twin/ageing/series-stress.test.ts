import { describe, expect, test } from 'vitest'
import { findHalfCycles } from './half-cycles.ts'
import { stressOfSeries } from './series-stress.ts'

const hours = Array.from({ length: 97 }, (_, i) => i / 4)

/** Soc at a quarter hour from knots (hour, soc). */
function profile(knots: readonly (readonly [number, number])[]): number[] {
  return hours.map((hour) => {
    const next = knots.findIndex(([h]) => h > hour)
    if (next < 0) return knots.at(-1)![1]
    if (next === 0) return knots[0][1]
    const [[h0, s0], [h1, s1]] = [knots[next - 1], knots[next]]
    return s0 + ((s1 - s0) * (hour - h0)) / (h1 - h0)
  })
}

/** Full from 8 to 0 in two hours, rest, back in four. */
const fullCycle = profile([[0, 1], [8, 1], [10, 0], [18, 0], [22, 1], [24, 1]]) // prettier-ignore
const day = (socFrac: readonly number[]) => ({ hours, tempK: hours.map((hour) => 290 + hour), socFrac })

describe('half cycles', () => {
  test('have the C-rate of their way, rest at its ends left out', () => {
    expect(findHalfCycles(hours, fullCycle)).toEqual([
      { isCharge: false, depth: 1, hours: 2, cRate: 0.5 },
      { isCharge: true, depth: 1, hours: 4, cRate: 0.25 },
    ])
  })

  test('a pause on the way counts, and trembling within the band makes none', () => {
    const paused = profile([[0, 1], [2, 0.5], [4, 0.5], [6, 0], [24, 0]]) // prettier-ignore
    expect(findHalfCycles(hours, paused)).toEqual([{ isCharge: false, depth: 1, hours: 6, cRate: 1 / 6 }])
    const trembling = fullCycle.map((soc, i) => soc + (i % 2) * 0.004)
    expect(findHalfCycles(hours, trembling, 0.01).map(({ isCharge }) => isCharge)).toEqual([false, true])
    expect(findHalfCycles(hours, fullCycle.map(() => 0.5))).toEqual([]) // prettier-ignore
  })
})

describe('stress of a series', () => {
  test('a full cycle: depth, throughput and rates', () => {
    const stress = stressOfSeries(day(fullCycle), 8)
    expect(stress).toMatchObject({ dod: 1, efc: 1, cRate: 1 / 12, chargeCRate: 0.25, dischargeCRate: 0.5 })
    expect([stress.lowestSocFrac, stress.highestSocFrac]).toEqual([0, 1])
    expect(Array.from(stress.tempK as Float64Array)).toEqual(
      [1.5, 4.5, 7.5, 10.5, 13.5, 16.5, 19.5, 22.5].map((hour) => expect.closeTo(290 + hour, 9)),
    )
    const mean = Array.from(stress.socFrac as Float64Array).reduce((sum, soc) => sum + soc / 8, 0)
    expect(mean).toBeCloseTo((8 + 1 + 2 + 2) / 24, 12)
  })

  test('a small top-up hardly changes the depth: depths count by their throughput', () => {
    const toppedUp = profile([[0, 1], [8, 1], [10, 0], [12, 0], [13, 0.1], [14, 0], [18, 0], [22, 1], [24, 1]]) // prettier-ignore
    const { dod, efc } = stressOfSeries(day(toppedUp), 8)
    expect(efc).toBeCloseTo(1.1, 12)
    expect(dod).toBeCloseTo((1 + 0.01) / 1.1, 12)
  })

  test('a day of rest has no cycling, and micro-cycles are none', () => {
    const rest = stressOfSeries(day(hours.map((_, i) => 0.5 + (i % 2) * 0.009)), 8)
    expect(rest).toMatchObject({ dod: 0, efc: 0, cRate: 0, chargeCRate: 0, dischargeCRate: 0 })
  })

  test('lengths that differ and samples too far apart are a programmer’s error', () => {
    expect(() => stressOfSeries({ ...day(fullCycle), tempK: [290] }, 8)).toThrow('day-series-lengths')
    expect(() => stressOfSeries({ hours: [0, 12, 24], tempK: [290, 290, 290], socFrac: [1, 0, 1] }, 8)).toThrow('day-series-too-coarse')
  })
})

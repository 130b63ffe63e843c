import { describe, expect, it } from 'vitest'
import { Surrounding, surroundingCount, timeConstantHours } from '../thermal.ts'
import { createFixtureWorld, fixtureSpec } from '../world-fixture.ts'
import { heldDegC, layOutWarmth, restingDegC, warmthAt } from './warmth.ts'

const hourMs = 3_600_000
const { layout } = createFixtureWorld().w
const steady = (degC: number, days: number): Float64Array => new Float64Array(24 * days).fill(degC)
const slow = { ...fixtureSpec, products: fixtureSpec.products.map((p) => ({ ...p, thermalResistanceKPerW: 4 })) }

describe('warmth', () => {
  it('is that of the place where nothing changes: outdoors the air, indoors half way to a heated room, in a box warmer', () => {
    const table = layOutWarmth(fixtureSpec, steady(10, 2))
    for (let surrounding = 0; surrounding < surroundingCount; surrounding++) {
      for (const hour of [0, 47]) {
        const at = warmthAt(table, hour >> 5, surrounding, 1) + (hour % 24)
        expect(table.hourDegC[at]).toBeCloseTo([10, 15, 10 + fixtureSpec.boxes.warmK][surrounding], 4)
      }
    }
  })

  it('follows a fall of the air by the pack’s own time constant, over midnight too', () => {
    const air = new Float64Array(72).fill(20).fill(0, 24)
    const table = layOutWarmth(slow, air)
    const tau = timeConstantHours(slow.products[0])
    for (const hour of [0, 5, 23, 30, 47]) {
      const at = warmthAt(table, 1 + Math.floor(hour / 24), Surrounding.outdoors, 0) + (hour % 24)
      const exact = 20 * tau * (Math.exp(-hour / tau) - Math.exp(-(hour + 1) / tau))
      expect(table.hourDegC[at]).toBeCloseTo(exact, 4)
    }
  })

  it('in a box is behind that of the street', () => {
    const wave = Float64Array.from({ length: 72 }, (_, h) => 10 + 8 * Math.cos(((h - 15) / 12) * Math.PI))
    const table = layOutWarmth({ ...fixtureSpec, boxes: { ...fixtureSpec.boxes, airLagHours: 4 } }, wave)
    const hottest = (surrounding: number): number => {
      const at = warmthAt(table, 1, surrounding, 0)
      const hours = [...table.hourDegC.subarray(at, at + 24)]
      return hours.indexOf(Math.max(...hours))
    }
    expect(hottest(Surrounding.box)).toBeGreaterThan(hottest(Surrounding.outdoors))
    expect(hottest(Surrounding.outdoors)).toBeGreaterThan(15)
    expect(hottest(Surrounding.indoors)).toBe(hottest(Surrounding.outdoors))
  })

  it('of days that stand for themselves does not depend on the day before', () => {
    const months = new Float64Array(48).fill(-10).fill(25, 24)
    const table = layOutWarmth(slow, months, true)
    expect(table.hourDegC[warmthAt(table, 1, Surrounding.outdoors, 0)]).toBeCloseTo(25, 4)
  })

  it('of a battery in use is above that of one at rest, in the hours of use most', () => {
    const at = (hour: number): number => layout.days.startMs[3] + hour * hourMs
    const above = (hour: number): number => heldDegC(layout, 0, 0, 3, at(hour)) - restingDegC(layout, Surrounding.outdoors, 0, 3, at(hour))
    expect(above(5)).toBeGreaterThan(0)
    expect(above(18)).toBeGreaterThan(above(5))
  })
})

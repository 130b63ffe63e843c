import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fixtureSpec } from './world-fixture.ts'
import {
  followDay,
  hoursPerDay,
  indoorTempDegC,
  leftAfter,
  steadyStart,
  thermalResistance,
  timeConstantHours,
  useRiseK,
} from './thermal.ts'

const [product] = fixtureSpec.products
const [segment] = fixtureSpec.segments
const tau = fc.double({ min: 0.05, max: 200, noNaN: true })
const temp = fc.double({ min: -40, max: 60, noNaN: true })
const day = fc.array(temp, { minLength: hoursPerDay, maxLength: hoursPerDay })
const meanOf = (values: ArrayLike<number>): number => Array.from(values).reduce((a, b) => a + b, 0) / values.length

/** Minute by minute, by the differential equation itself: a step of Heun. */
function integrate(drive: readonly number[], start: number, tauHours: number): { readonly means: number[]; readonly end: number } {
  const steps = 600
  const dt = 1 / steps
  let temperature = start
  const means = drive.map((surroundings) => {
    let sum = 0
    for (let i = 0; i < steps; i++) {
      const slope = (surroundings - temperature) / tauHours
      const next = temperature + dt * slope
      const mended = temperature + (dt / 2) * (slope + (surroundings - next) / tauHours)
      sum += (temperature + mended) / 2
      temperature = mended
    }
    return sum / steps
  })
  return { means, end: temperature }
}

describe('a lump of heat', () => {
  it('answers a step by the exact exponential, hour by hour', () => {
    for (const tauHours of [0.25, 1, 1.7, 6, 50]) {
      const out = new Float64Array(hoursPerDay)
      const end = followDay(new Float64Array(hoursPerDay).fill(30), 0, 10, tauHours, out, 0)
      expect(end).toBeCloseTo(30 - 20 * Math.exp(-24 / tauHours), 10)
      out.forEach((mean, hour) => {
        const exact = 30 - 20 * tauHours * (Math.exp(-hour / tauHours) - Math.exp(-(hour + 1) / tauHours))
        expect(mean).toBeCloseTo(exact, 10)
      })
    }
  })

  it('is at 63 % of a step after its time constant', () => {
    expect(1 - leftAfter(2, 2)).toBeCloseTo(0.632, 3)
  })

  it('follows any day as the differential equation does', () => {
    fc.assert(
      fc.property(day, temp, fc.double({ min: 0.2, max: 50, noNaN: true }), (drive, start, tauHours) => {
        const out = new Float64Array(hoursPerDay)
        const end = followDay(drive, 0, start, tauHours, out, 0)
        const exact = integrate(drive, start, tauHours)
        expect(end).toBeCloseTo(exact.end, 3)
        out.forEach((mean, hour) => expect(mean).toBeCloseTo(exact.means[hour], 3))
      }),
      { numRuns: 20 },
    )
  })

  it('keeps its heat: what it took up in a day is what came through its resistance', () => {
    fc.assert(
      fc.property(day, temp, tau, (drive, start, tauHours) => {
        const out = new Float64Array(hoursPerDay)
        const end = followDay(drive, 0, start, tauHours, out, 0)
        // C·(T₁ − T₀) = Σ (Tₛ − T)/R · 1 h, over C.
        const through = drive.reduce((sum, surroundings, hour) => sum + (surroundings - out[hour]) / tauHours, 0)
        expect(end - start).toBeCloseTo(through, 7)
      }),
    )
  })

  it('ends a steady day where it began, with the mean of its surroundings', () => {
    fc.assert(
      fc.property(day, tau, (drive, tauHours) => {
        const out = new Float64Array(hoursPerDay)
        const start = steadyStart(drive, 0, tauHours)
        expect(followDay(drive, 0, start, tauHours, out, 0)).toBeCloseTo(start, 6)
        expect(meanOf(out)).toBeCloseTo(meanOf(drive), 6)
        expect(Math.max(...out)).toBeLessThanOrEqual(Math.max(...drive) + 1e-9)
      }),
    )
  })

  it('without inertia is as warm as its surroundings', () => {
    const drive = Array.from({ length: hoursPerDay }, (_, hour) => hour)
    const out = new Float64Array(hoursPerDay)
    followDay(drive, 0, steadyStart(drive, 0, 0), 0, out, 0)
    expect([...out]).toEqual(drive)
  })
})

describe('a product', () => {
  it('lags by resistance × heat capacity × mass', () => {
    expect(timeConstantHours({ ...product, massKg: 10, heatCapacityJPerKgK: 900, thermalResistanceKPerW: 0.6 })).toBeCloseTo(1.5, 12)
    expect(timeConstantHours({ ...product, thermalResistanceKPerW: 0 })).toBe(0)
  })

  it('has the resistance of a case in still air where none is stated: smaller for the larger', () => {
    const of = (massKg: number): number => thermalResistance({ ...product, massKg, thermalResistanceKPerW: null })
    expect(of(10)).toBeCloseTo(1 / (8 * 6 * (10 / 1800) ** (2 / 3)), 12)
    expect(of(48)).toBeLessThan(of(10))
    expect(of(0.01)).toBeLessThan(100)
  })
})

describe('use', () => {
  const rise = (useFrac: number, changed: Partial<typeof product> = {}): Float64Array =>
    useRiseK({ ...product, ...changed }, segment, useFrac)

  it('heats in proportion to what is used while the rate stays, on the mean as R times the heat', () => {
    const [charge, { cRate }] = [product.chargePowerW / product.ratedEnergyWh, segment]
    expect(rise(0).every((kelvin) => kelvin === 0)).toBe(true)
    expect(meanOf(rise(0.6))).toBeCloseTo((product.selfHeatingK * (cRate / charge) ** 2 * (0.6 / cRate)) / 24, 9)
    expect(meanOf(rise(1.2))).toBeCloseTo(2 * meanOf(rise(0.6)), 9)
  })

  it('heats by the square of the rate: twice the rate in half the time is twice the heat', () => {
    expect(meanOf(useRiseK(product, { ...segment, cRate: 1 }, 0.6))).toBeCloseTo(2 * meanOf(rise(0.6)), 9)
  })

  it('lags behind the hours of use and is lower the larger the inertia', () => {
    const quick = rise(0.6, { thermalResistanceKPerW: 0.001 })
    const slow = rise(0.6, { thermalResistanceKPerW: 5 })
    expect(quick[5]).toBeLessThan(0.01)
    expect(Math.max(...slow)).toBeLessThan(0.8 * Math.max(...quick))
    expect(Math.min(...slow)).toBeGreaterThan(0)
    expect(meanOf(slow)).toBeCloseTo(meanOf(quick), 6)
  })

  it('counts the charge at the customer’s as well', () => {
    const home = { ...segment, swapTrigger: 'none' as const }
    expect(meanOf(useRiseK(product, home, 0.6))).toBeCloseTo(2 * meanOf(rise(0.6)), 9)
    expect(Math.max(...useRiseK(product, home, 3))).toBeLessThan(60)
  })
})

it('a room is half way between outside and heated', () => {
  expect([0, 20, 30].map(indoorTempDegC)).toEqual([10, 20, 25])
})

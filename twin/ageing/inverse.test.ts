import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { advanceByStress, advanceDay, createAgeingColumns, startAgeing } from './advance.ts'
import { computeDayRates, flagsOfRates, rateWidth } from './day-rates.ts'
import { AgeingFlag } from './day-stress.ts'
import type { DayStress } from './day-stress.ts'
import type { AgeingLaw } from './law.ts'
import { createAgeingModel, ageingModels, modelIndex } from './model.ts'
import { growSigmoid } from './state-form.ts'
import { createStressPoints } from './stress-points.ts'

function modelOf(id: string): (typeof ageingModels)[number] {
  return ageingModels[modelIndex(id)]
}

function stressAt(tempDegC: number, change: Partial<DayStress> = {}): DayStress {
  return { tempK: [tempDegC + 273.15], socFrac: [0.6], hours: [24], dod: 0.9, cRate: 0.1, efc: 1, ...change }
}

const some = (min: number, max: number) => fc.double({ min, max, noNaN: true })

describe('a sigmoid whose limit and exponent move', () => {
  test('under constant stress one interval is two halves', () => {
    fc.assert(
      fc.property(some(0, 0.1), some(0.01, 500), some(0.2, 1), some(1e-5, 1e-2), some(0.4, 2), (y, dx, limit, k, p) => {
        const whole = growSigmoid(y, dx, limit, k, p)
        const halves = growSigmoid(growSigmoid(y, dx / 2, limit, k, p), dx / 2, limit, k, p)
        expect(Math.abs(whole - halves)).toBeLessThan(1e-10)
      }),
    )
  })

  test('never falls, never passes its limit, and stands still beyond it or without a step', () => {
    fc.assert(
      fc.property(some(0, 0.5), some(0, 1e5), some(0.05, 1), some(1e-5, 1), some(0.4, 3), (y, dx, limit, k, p) => {
        const grown = growSigmoid(y, dx, limit, k, p)
        if (y >= limit || dx === 0) expect(grown).toBe(y)
        else expect(grown).toBeGreaterThanOrEqual(y * (1 - 1e-9) - 1e-12)
        expect(grown).toBeLessThanOrEqual(Math.max(y, limit))
      }),
    )
  })

  test('known steps of the source (unit.json, form sigmoid)', () => {
    expect(growSigmoid(0, 0.392392052, 0.6, 0.000112155529, 0.680581596)).toBeCloseTo(0.000325233534066, 14)
    expect(growSigmoid(0.0132885401, 2.94534881, 0.6, 0.000310260709, 1.46745751) - 0.0132885401).toBeCloseTo(0.000149255113309, 14)
  })
})

describe('the guard of NMC622', () => {
  const denso = modelOf('Nmc622_Gr_DENSO50Ah')

  function runDays(steps: readonly number[], stress: DayStress): number {
    const rates = new Float64Array(rateWidth)
    const columns = createAgeingColumns(1)
    computeDayRates(denso, stress, rates, 0)
    startAgeing(denso, columns, 0)
    for (const days of steps) advanceDay(denso, rates, 0, days, 1, columns, 0)
    return columns.z1[0]
  }

  test('a day that would lose more than 1 % by cycling loses 5e-4 a cycle', () => {
    const hard = stressAt(25, { cRate: 0.4, efc: 5, dod: 1, chargeCRate: 1 })
    expect(Math.sqrt(runDays([1], hard))).toBeCloseTo(5 * 5e-4, 10)
    expect(Math.sqrt(runDays([1], stressAt(25, { efc: 0.1, dod: 0.3 })))).toBeLessThan(0.01)
  })

  test('a long step meets the guard as its days would', () => {
    const states = [0, 1].map(() => new Float64Array(5))
    const steps = Float64Array.of(1e-6, 2e-3, 0, 0, 0, 0)
    denso.law.inverse?.advance(denso.parameters, steps, 5, 30.5, states[0])
    for (let day = 0; day < 30; day++) denso.law.inverse?.advance(denso.parameters, steps, 5, 1, states[1])
    denso.law.inverse?.advance(denso.parameters, steps, 5, 0.5, states[1])
    expect(states[0][1]).toBeCloseTo(states[1][1], 14)
  })
})

describe('break-in of LFP (Sony-Murata)', () => {
  const sony = modelOf('Lfp_Gr_SonyMurata3Ah')

  test.each([
    [2.9, false],
    [4, true],
  ])('%f full cycles a day: %s', (efc, hasBreakIn) => {
    const rates = new Float64Array(rateWidth)
    const columns = createAgeingColumns(1)
    computeDayRates(sony, stressAt(25, { efc }), rates, 0)
    startAgeing(sony, columns, 0)
    advanceDay(sony, rates, 0, 1, 1, columns, 0)
    expect(columns.z2[0] > 1e-10).toBe(hasBreakIn)
  })
})

test('titanate gains capacity at rest, graphite does not', () => {
  const rates = new Float64Array(rateWidth)
  const columns = createAgeingColumns(1)
  const lto = modelOf('Nmc_Lto_10Ah')
  computeDayRates(lto, stressAt(40, { efc: 0, cRate: 0, dod: 0 }), rates, 0)
  startAgeing(lto, columns, 0)
  advanceDay(lto, rates, 0, 365, 1, columns, 0)
  expect(columns.q[0]).toBeGreaterThan(1)
})

test('a rate without a value is flagged, and a battery stands still in it', () => {
  const m50 = modelOf('Nmc811_GrSi_LGM50_5Ah')
  const broken: AgeingLaw = { ...m50.law, writeDailySteps: (_p, _roots, _stress, _q, out) => out.fill(NaN) }
  const rates = new Float64Array(rateWidth)
  const columns = createAgeingColumns(1)
  const model = createAgeingModel(broken)
  expect(computeDayRates(model, stressAt(20, { dod: 1, chargeCRate: 0.3, dischargeCRate: 1 }), rates, 0)).toBe(AgeingFlag.rate)
  expect(flagsOfRates(rates, 0)).toBe(AgeingFlag.rate)
  startAgeing(model, columns, 0)
  advanceDay(model, rates, 0, 1, 1, columns, 0)
  expect(columns.q[0]).toBe(1)
})

test('an inverse state without its update is a programmer’s error', () => {
  const { law } = modelOf('NCA_GrSi_SonyMurata2p5Ah')
  expect(() => createAgeingModel({ ...law, inverse: null })).toThrow('ageing-inverse-update-missing')
})

test('no plausible day of a city breaks a battery: −20 … 60 °C, any soc, depth and rate', () => {
  const anyDay = fc.record({
    tempDegC: some(-20, 60),
    soc: some(0, 1),
    dod: some(0, 1),
    cRate: some(0, 1),
    efc: some(0, 3),
    chargeCRate: some(0, 2),
    dischargeCRate: some(0, 3),
  })
  fc.assert(
    fc.property(anyDay, fc.constantFrom(...ageingModels), ({ tempDegC, soc, ...use }, model) => {
      const rates = new Float64Array(rateWidth)
      const columns = createAgeingColumns(1)
      computeDayRates(model, stressAt(tempDegC, { ...use, socFrac: [soc] }), rates, 0)
      startAgeing(model, columns, 0)
      for (let day = 0; day < 30; day++) advanceDay(model, rates, 0, 1, 1, columns, 0)
      expect(Number.isFinite(columns.q[0])).toBe(true)
      expect(columns.q[0]).toBeLessThan(1.05)
    }),
    { numRuns: 3000 },
  )
})

test('curves of a cell are asked for in full', () => {
  const { law } = modelOf('Nmc111_Gr_Sanyo2Ah')
  expect(() => law.withCell?.({ nominalAh: 2, socFrac: [0], volt: [3] })).toThrow('ageing-cell-curve')
  const points = createStressPoints()
  const columns = createAgeingColumns(1)
  // Beyond the ends of its curve a cell keeps their voltage.
  const flat = createAgeingModel(law.withCell?.({ nominalAh: 2.15, socFrac: [0.4, 0.5], volt: [3.7, 3.7] }) ?? law)
  startAgeing(flat, columns, 0)
  for (const soc of [0, 0.45, 1]) {
    points.count = 1
    points.tempK[0] = 298.15
    points.weight[0] = 1
    points.meanWeight[0] = 1
    points.socFrac[0] = soc
    startAgeing(flat, columns, 0)
    advanceByStress(flat, points, 1, columns, 0)
    expect(columns.q[0]).toBeCloseTo(1 - (7.543 * 3.7 - 23.75) * 1e6 * Math.exp(-6976 / 298.15), 12)
  }
})

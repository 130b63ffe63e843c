import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { advanceByStress, advanceDay, createAgeingColumns, growthPerDay, startAgeing } from './advance.ts'
import { averageDayRates, coefficientsPerStep, computeDayRates, efcSlot, flagsOfRates, rateWidth } from './day-rates.ts'
import type { DayStress } from './day-stress.ts'
import { AgeingFlag, extractDayStress } from './day-stress.ts'
import type { AgeingLaw } from './law.ts'
import { ageingModels, createAgeingModel, modelIndex } from './model.ts'
import { extractReferenceDay } from './reference-day.ts'
import { createStressPoints } from './stress-points.ts'

const [lfp, nca, kokam] = ageingModels

function stressAt(tempDegC: number, change: Partial<DayStress> = {}): DayStress {
  return { tempK: [tempDegC + 273.15], socFrac: [0.6], hours: [24], dod: 0.9, cRate: 0.1, efc: 1, ...change }
}

describe('one law kernel, two extractors', () => {
  test.each(ageingModels)('$id: both extractors and the table reach the same function', (model) => {
    let calls = 0
    const counted: AgeingLaw = {
      ...model.law,
      writeDailySteps: (p, roots, stress, q, out) => {
        calls++
        model.law.writeDailySteps(p, roots, stress, q, out)
      },
    }
    const watched = createAgeingModel(counted)
    const points = createStressPoints()
    const columns = createAgeingColumns(1)
    startAgeing(watched, columns, 0)
    extractReferenceDay(new Float64Array(97).fill(25), new Float64Array(97).fill(0.5), points)
    advanceByStress(watched, points, 1, columns, 0)
    expect(calls).toBe(1)
    extractDayStress(stressAt(25), points, true)
    advanceByStress(watched, points, 1, columns, 0)
    expect(calls).toBe(2)
    computeDayRates(watched, stressAt(25), new Float64Array(rateWidth), 0)
    expect(calls).toBe(5)
  })

  test.each(ageingModels)('$id: a day given as 97 points and the same day as intervals age alike', (model) => {
    const tempDegC = Float64Array.from({ length: 97 }, (_, i) => 20 + 8 * Math.cos(i / 15))
    const socFrac = Float64Array.from({ length: 97 }, (_, i) => (i <= 48 ? 0.95 - i / 64 : 0.2 + (i - 48) / 64))
    const reference = createStressPoints()
    extractReferenceDay(tempDegC, socFrac, reference)
    const stress: DayStress = {
      tempK: reference.tempK,
      socFrac,
      hours: Array.from({ length: 97 }, (_, i) => (i === 0 || i === 96 ? 0.125 : 0.25)),
      dod: reference.dod,
      cRate: reference.cRate,
      efc: reference.efc,
      chargeCRate: reference.chargeCRate,
      dischargeCRate: reference.dischargeCRate,
    }
    const columns = createAgeingColumns(2)
    const rates = new Float64Array(rateWidth)
    computeDayRates(model, stress, rates, 0)
    for (const row of [0, 1]) startAgeing(model, columns, row)
    for (let day = 0; day < 1000; day++) {
      advanceByStress(model, reference, 1, columns, 0)
      advanceDay(model, rates, 0, 1, 1, columns, 1)
    }
    // Apart from the table in q, means differ: the reference takes plain ones of its points for soc, temperature and voltage.
    const takesMeans = ['Nmc111_Gr_Sanyo2Ah_Battery', 'Nmc622_Gr_DENSO50Ah_Battery'].includes(model.id)
    expect(Math.abs(columns.q[0] - columns.q[1])).toBeLessThan(takesMeans ? 1e-3 : 1e-4)
    expect(Math.abs(columns.efc[0] / columns.efc[1] - 1)).toBeLessThan(takesMeans ? 1e-3 : 1e-4)
  })
})

describe('the table in q', () => {
  test('follows the law within the stated error for q in 0.4 … 1', () => {
    const stated = new Map([
      [lfp, 2e-3],
      [nca, 1e-9],
      [kokam, 1e-12],
    ])
    const inputs = fc.tuple(
      fc.double({ min: 0.4, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.integer({ min: 5, max: 45 }),
    )
    fc.assert(
      fc.property(inputs, fc.constantFrom(lfp, nca, kokam), ([q, cRate, tempDegC], model) => {
        const rates = new Float64Array(rateWidth)
        const points = createStressPoints()
        const steps = new Float64Array(5)
        const stress = stressAt(tempDegC, { cRate })
        computeDayRates(model, stress, rates, 0)
        extractDayStress(stress, points, true)
        model.law.writeDailySteps(model.parameters, model.roots, points, q, steps)
        for (let i = 0; i < model.stateCount; i++) {
          const relative = Math.abs(growthPerDay(rates, i * coefficientsPerStep, q) / steps[i] - 1)
          expect(relative).toBeLessThan(stated.get(model) ?? 0)
        }
      }),
      { numRuns: 2000 },
    )
  })

  test('the mean of rows is the mean of each number; flags are united', () => {
    const rates = new Float64Array(3 * rateWidth)
    computeDayRates(lfp, stressAt(5, { efc: 2 }), rates, 0)
    computeDayRates(lfp, stressAt(50, { efc: 1 }), rates, rateWidth)
    averageDayRates(rates, [0, rateWidth], rates, 2 * rateWidth)
    expect(rates[2 * rateWidth + efcSlot]).toBe(1.5)
    expect(growthPerDay(rates, 2 * rateWidth, 0.9)).toBeCloseTo((growthPerDay(rates, 0, 0.9) + growthPerDay(rates, rateWidth, 0.9)) / 2, 15)
    expect(flagsOfRates(rates, 2 * rateWidth)).toBe(AgeingFlag.cold | AgeingFlag.hot)
  })
})

describe('what lies outside a fit is flagged and used as it is', () => {
  const rates = new Float64Array(rateWidth)
  test.each([
    ['inside', stressAt(25), 0],
    ['cold', stressAt(9), AgeingFlag.cold],
    ['hot', stressAt(46), AgeingFlag.hot],
    ['shallow', stressAt(25, { dod: 0.3 }), AgeingFlag.shallow],
    ['deep', stressAt(25, { dod: 1.1 }), AgeingFlag.deep],
    ['soc', stressAt(25, { socFrac: [1.02] }), AgeingFlag.soc],
    ['charged fast', stressAt(25, { chargeCRate: 0.7 }), AgeingFlag.chargeRate],
    ['discharged fast', stressAt(25, { dischargeCRate: 1.5 }), AgeingFlag.dischargeRate],
    ['rest is not judged by depth', stressAt(25, { dod: 0, cRate: 0, efc: 0 }), 0],
    ['both', stressAt(50, { dod: 0.5 }), AgeingFlag.hot | AgeingFlag.shallow],
  ] as const)('%s', (_, stress, expected) => {
    expect(computeDayRates(lfp, stress, rates, 0)).toBe(expected)
    expect(flagsOfRates(rates, 0)).toBe(expected)
  })

  test('nothing is clamped: a hotter day outside the range ages faster still', () => {
    computeDayRates(nca, stressAt(60), rates, 0)
    const at60 = rates[0]
    computeDayRates(nca, stressAt(70), rates, 0)
    expect(rates[0]).toBeGreaterThan(at60)
  })

  test('a law that leaves physics is flagged `rate`', () => {
    const flags = computeDayRates(kokam, stressAt(-20, { dod: 1, socFrac: [0.8] }), rates, 0)
    expect(flags & AgeingFlag.rate).toBe(AgeingFlag.rate)
  })

  test('intervals without hours or at 0 K are a programmer’s error', () => {
    expect(() => computeDayRates(nca, stressAt(25, { hours: [0] }), rates, 0)).toThrow('day-stress-hours')
    expect(() => computeDayRates(nca, stressAt(-273.15), rates, 0)).toThrow('day-stress-temperature')
    expect(modelIndex(nca.id)).toBe(1)
  })
})
